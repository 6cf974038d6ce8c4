const WEEKDAYS = '日一二三四五六';
const DATED =
  /(?<year>(?:19|20)\d{2})[年/.-](?<month>\d{1,2})[月/.-](?<day>\d{1,2})日?\s?[(（]?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])/g;
const MOST = 20;

/** A day told with a weekday that it was not. */
export interface WeekdayFault {
  /** As written. */
  words: string;
  /** The weekday that it was: 二. */
  actual: string;
  /** Years nearby in which the weekday would be right: January's letters are dated with the old year. */
  fittingYears: number[];
}

/** @returns days whose weekday is not theirs, such as 2023年1月10日周三, which was a Tuesday and a Wednesday in 2024. */
export function findWeekdayFaults(text: string): WeekdayFault[] {
  const faults: WeekdayFault[] = [];
  for (const { 0: words, groups } of text.matchAll(DATED)) {
    const [year, month, day] = [Number(groups?.year), Number(groups?.month), Number(groups?.day)];
    const told = WEEKDAYS.indexOf(groups?.weekday === '天' ? '日' : (groups?.weekday ?? ''));
    const actual = weekdayOf(year, month, day);
    if (actual === undefined || actual === told) continue;
    const fittingYears = [year + 1, year - 1].filter((near) => weekdayOf(near, month, day) === told);
    faults.push({ words, actual: WEEKDAYS[actual] ?? '', fittingYears });
    if (faults.length === MOST) break;
  }
  return faults;
}

function weekdayOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.getUTCDay() : undefined;
}
