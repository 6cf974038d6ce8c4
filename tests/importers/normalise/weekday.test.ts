import { describe, expect, it } from 'vitest';
import { findWeekdayFaults } from '../../../importers/normalise/weekday.ts';

describe('days with weekdays', () => {
  it.each([
    ['会议定于2023年1月10日周三召开', '2023年1月10日周三', '二', [2024]],
    ['2025-06-01（星期一）', '2025-06-01（星期一', '日', [2026]],
    ['2024/2/29 周三', '2024/2/29 周三', '四', []],
  ])('%s: the weekday is not that of the day', (text, words, actual, fittingYears) => {
    expect(findWeekdayFaults(text)).toEqual([{ words, actual, fittingYears }]);
  });

  it.each(['2024年1月10日周三', '2025年6月1日星期天', '2023年1月10日', '2023年2月30日周三', '周三'])(
    '%s is no fault',
    (text) => {
      expect(findWeekdayFaults(text)).toEqual([]);
    },
  );
});
