import { TLP_LABELS, type Viewer } from '../model.ts';
import { foldText } from '../text/fold.ts';
import type { Dimension } from './facet-values.ts';
import type { Filter } from './filter.ts';
import type { Operator, OperatorKey, ParsedQuery, QueryTerm } from './parse-query.ts';
import { readDay } from './read-day.ts';
import type { SearchState } from './state.ts';
import type { SearchRequest, UnknownOperator } from './types.ts';

const DIMENSION_OF: Record<OperatorKey, Dimension> = {
  ...{ vendor: 'vendors', type: 'types', account: 'accounts', source: 'sources', year: 'years', tlp: 'tlps' },
  lang: 'languages',
};
const LANGUAGES = new Map([
  ['zh', 'zh'],
  ['cn', 'zh'],
  ['中文', 'zh'],
  ['en', 'en'],
  ['英文', 'en'],
  ['english', 'en'],
]);

export interface ResolvedFilters {
  filter: Filter;
  /** Operators with a value that no list knows, as words to be searched. */
  words: QueryTerm[][];
  unknown: UnknownOperator[];
}

/**
 * Operators of the query and filters of the request as one filter; within a dimension any value will do.
 * @param isPresent does a document that the viewer may see have this value? A value of others is as unknown as none.
 */
export function resolveFilters(
  state: SearchState,
  query: ParsedQuery,
  request: SearchRequest,
  isPresent: (dimension: Dimension, value: string) => boolean,
  viewer: Viewer,
): ResolvedFilters {
  const wanted = new Map<Dimension, string[]>(
    Object.entries(request.filters ?? {}).map(([name, values]) => [name as Dimension, [...values]]),
  );
  const unwanted = new Map<Dimension, string[]>();
  const words: QueryTerm[][] = [];
  const unknown: UnknownOperator[] = [];
  for (const operator of query.operators) {
    const dimension = DIMENSION_OF[operator.key];
    const value = resolveValue(state, operator, (given) => isPresent(dimension, given), viewer);
    if (value === undefined) {
      unknown.push({ key: operator.key, value: operator.value });
      if (!operator.negated) words.push([{ text: operator.value, exact: false }]);
      continue;
    }
    const target = operator.negated ? unwanted : wanted;
    target.set(dimension, [...(target.get(dimension) ?? []), value]);
  }
  const filter = {
    ...{ wanted: Object.fromEntries(wanted), unwanted: Object.fromEntries(unwanted) },
    from: later(request.from ?? '', query.after),
    to: earlier(request.to ?? '', dayBefore(query.before)),
  };
  return { filter, words, unknown };
}

/** @returns the value as the facets write it; undefined for what no list knows. */
function resolveValue(
  { names, store }: SearchState,
  { key, value }: Operator,
  isPresent: (value: string) => boolean,
  viewer: Viewer,
): string | undefined {
  const same = (text: string): boolean => foldText(text) === value;
  switch (key) {
    case 'vendor': {
      const named = names.find(value) ?? names.correct(value).find(({ kind }) => kind === 'vendor');
      return named?.kind === 'vendor' ? named.entityId : isPresent(value) ? value : undefined;
    }
    case 'type':
      return store.listMoveTypes().find(({ type, labelZh, labelEn }) => [type, labelZh, labelEn].some(same))?.type;
    case 'account': {
      const named = names.find(value);
      const known = named?.kind === 'account' ? named.name : value;
      return isPresent(known) ? known : undefined;
    }
    case 'source':
      return store.listSourceNames(viewer).find(({ sourceId, name, nameEn }) => [sourceId, name, nameEn].some(same))
        ?.sourceId;
    case 'year':
      return readDay(value)?.start.slice(0, 4);
    case 'tlp':
      return TLP_LABELS.find((label) => label.toLowerCase() === value.replace(/^tlp:/, ''));
    case 'lang':
      return LANGUAGES.get(value);
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a === '' || (b !== '' && b < a) ? b : a);

/** `before:2025` is all of 2024 and earlier. */
function dayBefore(day: string): string {
  return day === '' ? '' : new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
