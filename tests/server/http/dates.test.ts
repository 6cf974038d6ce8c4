import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, formatInstant } from '../../../server/http/dates.ts';

describe('calendar', () => {
  it('counts over months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addMonths('2024-11', 3)).toBe('2025-02');
    expect(addMonths('2025-01', -12)).toBe('2024-01');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  });
});

describe('formatInstant', () => {
  it('keeps the offset of the source', () => {
    expect(formatInstant('2025-01-23T10:08:00+08:00')).toBe('2025-01-23 10:08 +08:00');
    expect(formatInstant('2025-01-23T02:08:00.000Z')).toBe('2025-01-23 02:08 UTC');
  });

  it('leaves what it cannot read as it is', () => {
    expect(formatInstant('last week')).toBe('last week');
  });
});
