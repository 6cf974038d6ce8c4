import type { CellPlanDate } from '../../../server/facts/table.ts';

/** 待定, TBD: said to be open. */
const OPEN = /^(?:待定|未定|tbd|tba|规划中?|计划中?|在建|建设中|planned)$/;
const PLAN_DATE =
  /^(?:(?:20)?(?<year>\d{2})\s*(?:年|[-/.])?\s*)(?:(?<month>1[0-2]|0?[1-9])\s*月?(?:[底末初中]|[上中下]旬)?|q(?<quarter>[1-4])|第?(?<season>[一二三四1-4])季度?|(?<half>h[12]|[上下]半年)|(?<end>底|末)|(?<begin>初)|中)?$/;
/** Plans are of the present decade or the next. */
const [FIRST_YEAR, LAST_YEAR] = [2015, 2040];

/**
 * Reads the time of a plan: 25年3月, 26Q2, 2026-03, 26年底.
 * @param folded the words between the brackets, folded
 * @returns null for a plan without a date; undefined for words that are no date (26-9Q2).
 */
export function parsePlanDate(folded: string): CellPlanDate | null | undefined {
  const words = folded.trim();
  if (words === '' || OPEN.test(words)) return null;
  const groups = PLAN_DATE.exec(words)?.groups;
  if (!groups?.year) return undefined;
  const year = 2000 + Number(groups.year);
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (groups.month) return monthOf(year, Number(groups.month));
  const quarter = groups.quarter ?? (groups.season && ('一二三四'.indexOf(groups.season) + 1 || groups.season));
  if (quarter) return spanOf(year, 3 * Number(quarter) - 2, 3, 'quarter');
  if (groups.half) return spanOf(year, /h1|上/.test(groups.half) ? 1 : 7, 6, 'half');
  return spanOf(year, groups.end ? 12 : 1, groups.end || groups.begin ? 1 : 12, groups.end ? 'month' : 'year');
}

const monthOf = (year: number, month: number): CellPlanDate => spanOf(year, month, 1, 'month');

function spanOf(year: number, month: number, months: number, precision: CellPlanDate['precision']): CellPlanDate {
  const last = new Date(Date.UTC(year, month + months - 1, 0));
  return {
    start: `${year}-${String(month).padStart(2, '0')}-01`,
    end: last.toISOString().slice(0, 10),
    precision,
  };
}
