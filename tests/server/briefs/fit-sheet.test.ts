import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LineView, SectionView } from '../../../server/briefs/brief-view.ts';
import { fitFirstSheet } from '../../../server/briefs/fit-sheet.ts';

describe('the first sheet', () => {
  const line = (key: string, words: number): LineView => ({
    ...{
      key,
      label: 'fact',
      labelWord: '实',
      text: '字'.repeat(words),
      tags: [],
      column: null,
      cites: [1],
      shareWord: '',
      isOut: false,
    },
  });
  const FIRST = ['read', 'loss', 'since', 'strong', 'say', 'objections'] as const;
  const make = (counts: number[]): SectionView[] =>
    FIRST.map((id, at) => ({
      ...{ id, anchor: id, isMore: false, no: `${at + 1}`, title: id },
      lines: Array.from({ length: counts[at] ?? 0 }, (_, i) => line(`${id}-${i}`, 40)),
    }));

  it('keeps everything where there is room', () => {
    const sections = make([3, 4, 4, 2, 3, 2]);
    expect(fitFirstSheet(sections)).toEqual({ fitted: sections, more: [] });
  });

  it('puts what has no room overleaf: nothing is lost, doubled or out of order, no section is emptied', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 6, maxLength: 6 }), (counts) => {
        const sections = make(counts);
        const { fitted, more } = fitFirstSheet(sections);
        for (const [at, { id, lines }] of sections.entries()) {
          const first = fitted[at]?.lines ?? [];
          const second = more.find((section) => section.id === id)?.lines ?? [];
          expect(first.length).toBeGreaterThan(0);
          const together = id === 'since' ? [...second, ...first] : [...first, ...second];
          expect(together).toEqual(lines);
        }
      }),
      { numRuns: 60 },
    );
  });
});
