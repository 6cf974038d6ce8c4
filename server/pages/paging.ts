/** Where a page of a list stands. */
export interface Paging {
  page: number;
  pageCount: number;
  previousHref: string | null;
  nextHref: string | null;
}

/** @param page 1-based; past the end it has no next page. */
export function pagingOf(total: number, page: number, pageSize: number, hrefOfPage: (page: number) => string): Paging {
  const pageCount = Math.max(1, Math.ceil(total / pageSize));
  return {
    page,
    pageCount,
    previousHref: page > 1 ? hrefOfPage(Math.min(page - 1, pageCount)) : null,
    nextHref: page < pageCount ? hrefOfPage(page + 1) : null,
  };
}
