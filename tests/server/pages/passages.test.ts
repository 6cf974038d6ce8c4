import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutPassage,
  cutSegments,
  listAnchors,
  type Segment,
  type Span,
  startCutting,
} from '../../../server/pages/passages.ts';

const plain = (segments: Segment[]) =>
  segments.map(({ text, kind, anchor, outerAnchors }) => [text, kind, anchor, outerAnchors.join()]);

describe('cutSegments', () => {
  it('splits crossing spans at every edge and anchors each where it begins', () => {
    const spans: Span[] = [
      { start: 2, end: 6, kind: 'role' },
      { start: 4, end: 8, kind: 'move' },
    ];
    const segments = cutSegments(startCutting('0123456789', spans, null), { start: 0, end: 10 });
    expect(plain(segments)).toEqual([
      ['01', null, null, ''],
      ['23', 'role', 'q2-6', ''],
      ['45', 'move', 'q4-8', ''],
      ['67', 'move', null, ''],
      ['89', null, null, ''],
    ]);
    expect(segments.map(({ noteHref }) => noteHref)).toEqual([null, '#f2-6', '#f4-8', '#f4-8', null]);
  });

  it('gives nested spans of one start one element each, the tint to the kind that comes first', () => {
    const spans: Span[] = [
      { start: 0, end: 8, kind: 'account' },
      { start: 0, end: 4, kind: 'move' },
      { start: 0, end: 6, kind: 'move' },
    ];
    const segments = cutSegments(startCutting('01234567', spans, null), { start: 0, end: 8 });
    expect(plain(segments)).toEqual([
      ['0123', 'move', 'q0-4', 'q0-6,q0-8'],
      ['45', 'move', null, ''],
      ['67', 'account', null, ''],
    ]);
  });

  it('anchors a span that runs over passages once', () => {
    const cutting = startCutting('01234\n6789', [{ start: 3, end: 8, kind: 'move' }], null);
    const first = cutPassage(cutting, { kind: 'paragraph', start: 0, end: 5 });
    const second = cutPassage(cutting, { kind: 'paragraph', start: 6, end: 10 });
    expect([first.spans, second.spans]).toEqual([['q3-8'], []]);
    expect(plain(second.segments)[0]).toEqual(['67', 'move', null, '']);
  });

  it('marks the hit apart from spans, its first run once', () => {
    const cutting = startCutting('0123456789', [{ start: 2, end: 6, kind: 'move' }], { start: 4, end: 8 });
    const segments = cutSegments(cutting, { start: 0, end: 10 });
    expect(segments.filter(({ isHit }) => isHit).map(({ text, isHitStart }) => [text, isHitStart])).toEqual([
      ['45', true],
      ['67', false],
    ]);
  });

  it('loses no character and no anchor, whatever the spans', () => {
    const span = fc.record({
      start: fc.nat(39),
      length: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom('move', 'role', 'account'),
    });
    void fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), fc.nat(38), (drafts, cut) => {
        const text = Array.from({ length: 40 }, (_, index) => String.fromCharCode(65 + index)).join('');
        const all = drafts.map(
          ({ start, length, kind }): Span => ({ start, end: Math.min(40, start + length), kind: kind as Span['kind'] }),
        );
        const spans = [...new Map(all.map((one) => [`q${one.start}-${one.end}`, one])).entries()];
        const cutting = startCutting(
          text,
          spans.map(([, one]) => one),
          null,
        );
        const segments = [
          ...cutSegments(cutting, { start: 0, end: cut + 1 }),
          ...cutSegments(cutting, { start: cut + 1, end: 40 }),
        ];
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        expect(listAnchors(segments).sort()).toEqual(spans.map(([id]) => id).sort());
      }),
    );
  });
});
