import { z } from 'zod';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import { TLP_LABELS } from '../model.ts';
import type { Dimension } from '../search/facet-values.ts';
import type { SearchRequest } from '../search/types.ts';

const LONGEST_QUERY = 500;
const day = z.string().regex(/^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'YYYY-MM-DD');

/** The address is the search: everything that shapes a page of results. */
export const searchParams = z.object({
  q: z
    .string()
    .default('')
    .transform((text) => text.slice(0, LONGEST_QUERY).trim()),
  vendor: params.listOf(params.vendorId),
  type: params.listOf(params.moveTypeId),
  account: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [...new Set([given].flat())].slice(0, 40))
    .default([]),
  source: params.listOf(params.sourceId),
  year: params.listOf(params.year),
  tlp: params.listOf(z.enum(TLP_LABELS)),
  language: params.listOf(z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'zh, en')),
  from: day.optional(),
  to: day.optional(),
  /** Words to be searched as typed; `*`: all. */
  exact: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().slice(0, 20))
    .default([]),
  apart: z.literal('1').optional(),
  sort: z.enum(['relevance', 'date']).default('relevance').catch('relevance'),
  /** What was imported after it is new: RFC 3339, UTC. */
  since: z.iso.datetime().optional().catch(undefined),
  page: params.page,
});
export type SearchParams = z.infer<typeof searchParams>;

/** Parameter of each dimension, in the order in which they are shown. */
export const PARAMETER_OF = {
  ...{ vendors: 'vendor', types: 'type', accounts: 'account', sources: 'source', years: 'year', tlps: 'tlp' },
  languages: 'language',
} as const satisfies Record<Dimension, keyof SearchParams>;

export function requestOf(given: SearchParams, pageSize: number, today: string): SearchRequest {
  const filters = Object.entries(PARAMETER_OF).map(([dimension, name]) => [dimension, given[name]] as const);
  return {
    ...{ text: given.q, order: given.sort, page: given.page, pageSize, today, plain: given.exact },
    filters: Object.fromEntries(filters.filter(([, values]) => values.length > 0)),
    ...(given.from && { from: firstDay(given.from) }),
    ...(given.to && { to: lastDay(given.to) }),
    ...(given.apart && { keepApart: true }),
    ...(given.since && { since: given.since }),
  };
}

type Change = { [K in keyof SearchParams]?: SearchParams[K] | null };

/** @returns an address with some parameters changed; every change but a turn of the page leads back to the first page. */
export function hrefWith(given: SearchParams, change: Change, path = '/search'): string {
  const { sort, page: _page, since, ...kept } = { ...given, page: null, ...change };
  return hrefOf(path, {
    ...(kept as Record<string, string | string[] | null | undefined>),
    sort: sort === 'date' ? 'date' : null,
    since: since ?? null,
    page: change.page && change.page > 1 ? change.page : null,
  });
}

/** Whether anything but the query narrows the results. */
export function isFiltered(given: SearchParams): boolean {
  return Object.values(PARAMETER_OF).some((name) => given[name].length > 0) || Boolean(given.from ?? given.to);
}

export const UNFILTERED: Change = {
  ...{ vendor: [], type: [], account: [], source: [], year: [], tlp: [], language: [], from: null, to: null },
};

const firstDay = (text: string): string => `${text}-01-01`.slice(0, 10);

function lastDay(text: string): string {
  if (text.length === 10) return text;
  if (text.length === 4) return `${text}-12-31`;
  const last = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return `${text}-${last}`;
}
