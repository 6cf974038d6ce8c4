/** @returns the calendar day so many days later; days are YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** @returns the month so many months later; months are YYYY-MM. */
export function addMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** @returns how many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** @returns a stored instant as minute and offset, keeping the offset that the source gave: 2025-01-23 10:08 +08:00. */
export function formatInstant(instant: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(instant);
  if (!parts) return instant;
  return `${parts[1]} ${parts[2]} ${parts[3] === 'Z' || !parts[3] ? 'UTC' : parts[3]}`;
}
