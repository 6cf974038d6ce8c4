import { describe, expect, it } from 'vitest';
import { nextVisit } from '../../../server/http/preferences.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2025-01-24T09:00:00Z');

describe('nextVisit', () => {
  it('knows no earlier visit at first', () => {
    expect(nextVisit(undefined, NOW)).toEqual({ lastVisit: null, cookie: `0.${NOW}` });
  });

  it('stays within a visit while requests follow each other', () => {
    const { cookie } = nextVisit(undefined, NOW);
    expect(nextVisit(cookie, NOW + 10 * MINUTE).lastVisit).toBeNull();
  });

  it('begins a new visit after a pause, counted from the last request', () => {
    const { cookie } = nextVisit(`0.${NOW}`, NOW + 10 * MINUTE);
    const later = nextVisit(cookie, NOW + 24 * 60 * MINUTE);
    expect(later.lastVisit).toBe('2025-01-24T09:10:00.000Z');
    expect(nextVisit(later.cookie, NOW + 25 * 60 * MINUTE - 45 * MINUTE).lastVisit).toBe('2025-01-24T09:10:00.000Z');
  });

  it.each(['', 'x', '1.2.3', '99999999999999.99999999999999', '-1.5'])(
    'starts again from the broken cookie %j',
    (cookie) => {
      expect(nextVisit(cookie, NOW).lastVisit).toBeNull();
    },
  );
});
