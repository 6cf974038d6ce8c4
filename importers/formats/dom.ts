/** What is used of a page's tree; linkedom's types want a browser's library, which nothing else here may see. */
export interface PageElement {
  readonly textContent: string | null;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  cloneNode(deep: boolean): PageElement;
  remove(): void;
}

export interface PageDocument extends PageElement {
  readonly body: PageElement | null;
}
