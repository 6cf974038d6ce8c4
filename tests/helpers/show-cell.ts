import { formatPartialDate } from '../../server/facts/partial-date.ts';
import { PLANNED } from '../../server/facts/table.ts';
import type { CellRow } from '../../server/store/tables.ts';
import { foldText } from '../../server/text/fold.ts';

/** One line a cell: see tests/quality/tables/README.md. */
export function showCellRow(cell: CellRow): string {
  const { rowPath, vendorId, qualifier, text, low, high, unit, marker, planned, reasons } = cell;
  const value = low === null ? '' : `${low}${high === low ? '' : `..${high}`}`;
  const when = planned?.when ? ` ${formatPartialDate(planned.when)}` : '';
  const isPlan = planned !== null || PLANNED.test(foldText(qualifier));
  const plan = isPlan && low !== null ? ` [plan ${planned ? `${planned.low}${when}` : low}]` : '';
  const doubts = reasons.map(({ code }) => ` !${code}`).join('');
  const read = [value, unit].filter((part) => part !== '').join(' ') || 'nothing';
  return `${rowPath.join('/')} | ${vendorId ?? '-'}:${qualifier} | ${text} = ${read}${marker && ` [${marker}]`}${plan}${doubts}`;
}
