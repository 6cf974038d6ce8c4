const DATE = /^((?:19|20)\d\d)(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/;

/** @returns first and last day of 2024, 2024-06, 2024/6/1, 2024年6月; undefined for what is no date. */
export function readDay(text: string): { start: string; end: string } | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (!year) return undefined;
  if (!month) return { start: `${year}-01-01`, end: `${year}-12-31` };
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || (day && (Number(day) < 1 || Number(day) > last))) return undefined;
  const prefix = `${year}-${month.padStart(2, '0')}`;
  if (day) return { start: `${prefix}-${day.padStart(2, '0')}`, end: `${prefix}-${day.padStart(2, '0')}` };
  return { start: `${prefix}-01`, end: `${prefix}-${last}` };
}
