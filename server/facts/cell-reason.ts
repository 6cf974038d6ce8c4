/** What a cell's check found, by code and the words of the table that it speaks of. */
export interface CellReason {
  code: CellReasonCode;
  /** Filled into the sentence of the code, in order. */
  values: string[];
}

export const CELL_REASONS = [
  'sum',
  'total',
  'unconfirmed',
  'place',
  'shifted',
  'merged',
  'long-row',
  'short-row',
  'kind',
  'lookalike',
  'date',
  'weekday',
  'no-label',
] as const;
export type CellReasonCode = (typeof CELL_REASONS)[number];

const SENTENCES: Record<CellReasonCode, { zh: string; en: string }> = {
  sum: { zh: '“$1”的分项之和是 $2，小计写的是 $3', en: 'the parts of “$1” sum to $2, the subtotal says $3' },
  total: { zh: '各项之和是 $1，总计写的是 $2', en: 'the rows sum to $1, the total says $2' },
  unconfirmed: {
    zh: '各项之和是 $1，总计写的是 $2，而没有小计能证实这一行',
    en: 'the rows sum to $1, the total says $2, and no subtotal confirms this row',
  },
  place: {
    zh: '“$1”不属于“$2”，行名可能错位',
    en: '“$1” is no part of “$2”: the names of rows may be shifted',
  },
  shifted: {
    zh: '这一格的写法与“$1”列相同：合并单元格可能使这一行错了列',
    en: 'this reads like a cell of “$1”: a merged cell may have shifted the row',
  },
  merged: {
    zh: '右边 $1 格空着，而别的行都有：这一格可能是跨列合并的',
    en: 'the $1 cells to its right are empty where other rows are filled: this one may span them',
  },
  'long-row': { zh: '这一行有 $1 格，表头有 $2 格', en: 'the row has $1 cells, the header $2' },
  'short-row': { zh: '这一行有 $1 格，表头有 $2 格', en: 'the row has $1 cells, the header $2' },
  kind: { zh: '这一列是数字，这一格不是', en: 'the column holds numbers, this cell does not' },
  lookalike: { zh: '“$1”像是认错的数字（O/0、l/1）', en: '“$1” looks like a misread number (O/0, l/1)' },
  weekday: { zh: '“$1”不可能：那天是周$2', en: '“$1” cannot be: that day was 周$2' },
  date: { zh: '“$1”不是日期', en: '“$1” is no date' },
  'no-label': {
    zh: '这一块没有行名：不知道数字说的是哪一行',
    en: 'this block names no rows: what the number is of is not known',
  },
};

/** @returns the reasons in plain words, one sentence each. */
export function describeCellReasons(reasons: readonly CellReason[], lang: 'zh' | 'en'): string {
  const sentences = reasons.map(({ code, values }) =>
    SENTENCES[code][lang].replace(/\$(\d)/g, (_, n: string) => values[Number(n) - 1] ?? ''),
  );
  return sentences.join(lang === 'zh' ? '；' : '; ');
}
