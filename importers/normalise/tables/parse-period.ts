import { buildHalf, buildMonth, buildQuarter, buildYear } from '../../../server/facts/partial-date.ts';
import type { PartialDate } from '../../../server/model.ts';

/** A time that a heading or the name of a row tells. */
export interface NamedPeriod {
  period: Pick<PartialDate, 'start' | 'end' | 'precision'>;
  /** 23年E, 2025年预估: not yet known. */
  isEstimate: boolean;
  /** Offsets of its words. */
  start: number;
  end: number;
}

const PERIOD =
  /(?<![\d.a-z])(?<year>20[0-4]\d|[0-4]\d(?=年|q[1-4]|h[12]))\s?(?:年|[-/.](?=\d|q|h)|(?=\s?[qh]\d)|(?![\d.,%]))?\s?(?:q(?<q>[1-4])|第?(?<season>[一二三四])季度?|h(?<h>[12])|(?<half>[上下])半年|(?<month>1[0-2]|0?[1-9])(?:月|(?![\d.%\p{Script=Han}])))?(?<edge>底|末)?(?<year2>全年|度)?\s?(?<estimate>e(?![a-z])|预[估计测]|估)?/u;
const QUARTERS = '一二三四';

/**
 * Finds the one time that folded words tell: 2024年, 24年Q1, 2024H1, 2024年一季度, 2024-03, 23年E. Fiscal years (FY25, 25财年) are left:
 * when they begin is the firm's own affair.
 */
export function findPeriod(folded: string): NamedPeriod | undefined {
  if (/fy|财年|财季/.test(folded)) return undefined;
  const match = PERIOD.exec(folded);
  const groups = match?.groups;
  if (!match || !groups?.year) return undefined;
  const year = Number(groups.year) + (groups.year.length === 2 ? 2000 : 0);
  const quarter = groups.q ? Number(groups.q) : QUARTERS.indexOf(groups.season ?? '-') + 1;
  const half = groups.h ? Number(groups.h) : groups.half ? (groups.half === '上' ? 1 : 2) : 0;
  const period =
    quarter > 0
      ? buildQuarter(year, quarter)
      : half > 0
        ? buildHalf(year, half)
        : groups.month
          ? buildMonth(year, Number(groups.month))
          : groups.edge
            ? buildMonth(year, 12)
            : buildYear(year);
  return { period, isEstimate: Boolean(groups.estimate), start: match.index, end: match.index + match[0].length };
}
