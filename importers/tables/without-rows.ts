import type { Quote } from '../../server/model.ts';

/** Leaves out what was read as prose out of a table's rows: there the column says whose a number is, never the word before it. */
export function withoutRows<T extends { quote: Pick<Quote, 'start' | 'end'> }>(
  facts: readonly T[],
  rows: readonly { start: number; end: number }[],
): T[] {
  return facts.filter(({ quote }) => !rows.some((row) => quote.start < row.end && row.start < quote.end));
}
