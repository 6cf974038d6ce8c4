const YEARS_BACK: readonly [RegExp, number][] = [
  [/大前年/, 3],
  [/前年/, 2],
  [/去年|上一年|last year/, 1],
  [/今年|本年|this year/, 0],
];
const HALF = /上半年|下半年/;

export interface AskedPeriod {
  from: string;
  to: string;
  /** The query without the words that name it. */
  rest: string;
}

/**
 * The period that a question asks about: 去年, 今年上半年, 2024年.
 * @param folded the query
 * @param today YYYY-MM-DD
 */
export function readAskedPeriod(folded: string, today: string): AskedPeriod | undefined {
  const back = YEARS_BACK.find(([pattern]) => pattern.test(folded));
  const stated = /(?<!\d)((?:19|20)\d\d)年/.exec(folded);
  if (!back && !stated) return undefined;
  const year = stated ? Number(stated[1]) : Number(today.slice(0, 4)) - (back?.[1] ?? 0);
  const half = HALF.exec(folded)?.[0];
  const rest = folded.replace(stated ? stated[0] : (back?.[0] ?? ''), ' ').replace(half ?? '', ' ');
  return {
    from: half === '下半年' ? `${year}-07-01` : `${year}-01-01`,
    to: half === '上半年' ? `${year}-06-30` : `${year}-12-31`,
    rest,
  };
}
