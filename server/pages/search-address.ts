import { readParams } from '../http/params.ts';
import { hrefWith, type SearchParams, searchParams } from './search-params.ts';

const LONGEST = 2000;

/** @returns the parameters of a search's address or query string. @throws AppError BAD_PARAMETER */
export function readSearchAddress(address: string): SearchParams {
  const text = address.slice(0, LONGEST);
  const query = new URLSearchParams(text.slice(text.indexOf('?') + 1));
  const given: Record<string, string[] | string> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    given[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  return readParams(searchParams, given);
}

/** The query string that is kept of a search: nothing of the moment, such as the page. */
export function keptQuery(given: SearchParams): string {
  return hrefWith(given, { since: null }).replace(/^[^?]*\??/, '');
}
