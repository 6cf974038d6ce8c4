import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutScope, type Segment } from '../../../server/pages/nest-spans.ts';
import {
  cutPassage,
  listAnchors,
  type Span,
  type SpanKind,
  spanId,
  startCutting,
} from '../../../server/pages/passages.ts';

const TEXT = '0123456789';
const spanOf = (start: number, end: number, kind: SpanKind | null = 'move'): Span => ({
  id: spanId({ start, end }),
  start,
  end,
  kind,
});
const textOf = (segments: readonly Segment[]): string =>
  segments.map(({ text, inside }) => text + textOf(inside)).join('');

/** As markup: `a` is the link, `s` another element; then anchor and number of the light. */
const draw = (segments: readonly Segment[]): string =>
  segments
    .map(({ mark, inside, text }) =>
      mark ? `<${mark.isLink ? 'a' : 's'} ${mark.id ?? '-'}${mark.light ?? ''}>${draw(inside)}</>` : text,
    )
    .join('');
const cut = (spans: Span[], text = TEXT): Segment[] =>
  cutScope(startCutting(text, spans, null), [{ start: 0, end: text.length, from: 0 }])[0] ?? [];

describe('cutScope', () => {
  it.each<[string, Span[], string]>([
    ['apart', [spanOf(1, 3), spanOf(3, 5)], '0<a q1-3>12</><a q3-5>34</>56789'],
    ['inside', [spanOf(3, 5, 'account'), spanOf(1, 8)], '0<s q1-8>12<a q3-5>34</>567</>89'],
    [
      'of one start',
      [spanOf(0, 4), spanOf(0, 8, 'account'), spanOf(0, 6)],
      '<s q0-8><s q0-6><a q0-4>0123</>45</>67</>89',
    ],
    ['of one end', [spanOf(0, 9), spanOf(6, 9, 'figure')], '<s q0-9>012345<a q6-9>678</></>9'],
    ['a sentence around a number', [spanOf(0, 9, null), spanOf(2, 4, 'figure')], '<s q0-9>01<a q2-4>23</>45678</>9'],
    ['a sentence inside a quote', [spanOf(0, 9), spanOf(2, 4, null)], '<a q0-9>01<s q2-4>23</>45678</>9'],
  ])('nests spans that are %s', (_, spans, drawn) => {
    expect(draw(cut(spans))).toBe(drawn);
  });

  it('cuts the shorter of two crossing spans, anchors its longest piece and lights both', () => {
    expect(draw(cut([spanOf(2, 5, 'role'), spanOf(4, 9)]))).toBe('01<a q2-51>23</><s q4-9><a -1>4</>5678</>9');
    expect(draw(cut([spanOf(1, 6), spanOf(4, 8)]))).toBe('0<s q1-6>123<a q4-81>45</></><a -1>67</>89');
  });

  it('lights the pieces of three that cross each other apart', () => {
    expect(draw(cut([spanOf(0, 6), spanOf(2, 7), spanOf(4, 8)]))).toBe(
      '<s q0-6>01<s q2-71>23<a q4-82>45</></></><s -2><a -1>6</>7</>89',
    );
  });

  it('anchors a span that runs over passages once, in the first', () => {
    const cutting = startCutting('01234\n6789', [spanOf(3, 8)], null);
    const first = cutPassage(cutting, { kind: 'paragraph', start: 0, end: 5 });
    const second = cutPassage(cutting, { kind: 'paragraph', start: 6, end: 10 });
    expect([first.spans, second.spans]).toEqual([['q3-8'], []]);
    expect(draw(second.segments)).toBe('<a ->67</>89');
  });

  it('marks the hit inside the spans, its first run once', () => {
    const cutting = startCutting(TEXT, [spanOf(2, 6)], { start: 1, end: 8 });
    const [segments = []] = cutScope(cutting, [{ start: 0, end: 10, from: 0 }]);
    const runs = segments.flatMap((segment) => (segment.mark ? segment.inside : [segment]));
    expect(runs.map(({ text, isHit, isHitStart }) => [text, isHit, isHitStart])).toEqual([
      ['0', false, false],
      ['1', true, true],
      ['2345', true, false],
      ['67', true, false],
      ['89', false, false],
    ]);
  });
});

/** Elements by anchor, with the text inside them. */
function listElements(segments: readonly Segment[], found = new Map<string, string>()): Map<string, string> {
  for (const { mark, inside } of segments) {
    if (mark?.id) found.set(mark.id, textOf(inside));
    listElements(inside, found);
  }
  return found;
}

const holdsLinkInLink = (segments: readonly Segment[], inLink = false): boolean =>
  segments.some(({ mark, inside }) => {
    const isLink = mark?.isLink ?? false;
    return (isLink && inLink) || holdsLinkInLink(inside, inLink || isLink);
  });

const crosses = (a: Span, b: Span): boolean =>
  (a.start < b.start && b.start < a.end && a.end < b.end) || (b.start < a.start && a.start < b.end && b.end < a.end);

describe('whatever the spans', () => {
  const drafts = fc.array(
    fc.record({
      start: fc.nat(39),
      length: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom<SpanKind | null>('move', 'figure', 'role', 'account', null),
    }),
    { maxLength: 12 },
  );
  const text = Array.from({ length: 40 }, (_, index) => String.fromCharCode(65 + index)).join('');
  const spansOf = (list: { start: number; length: number; kind: SpanKind | null }[]): Span[] => {
    const all = list.map(({ start, length, kind }) => spanOf(start, Math.min(40, start + length), kind));
    return [...new Map(all.map((one) => [one.id, one])).values()];
  };

  it('loses no character and no anchor, and nests no link in a link', () => {
    void fc.assert(
      fc.property(drafts, fc.nat(38), (list, at) => {
        const spans = spansOf(list);
        const cutting = startCutting(text, spans, { start: 5, end: 30 });
        const places = [
          { start: 0, end: at + 1, from: 0 },
          { start: at + 1, end: 40, from: at + 1 },
        ];
        const segments = places.flatMap((place) => cutScope(cutting, [place]).flat());
        expect(textOf(segments)).toBe(text);
        expect(listAnchors(segments).sort()).toEqual(spans.map(({ id }) => id).sort());
        expect(holdsLinkInLink(segments)).toBe(false);
      }),
    );
  });

  it('keeps a span whole that crosses no other', () => {
    void fc.assert(
      fc.property(drafts, (list) => {
        const spans = spansOf(list);
        const elements = listElements(cut(spans, text));
        for (const span of spans) {
          const own = text.slice(span.start, span.end);
          if (spans.some((other) => crosses(span, other))) expect(own).toContain(elements.get(span.id) ?? '?');
          else expect(elements.get(span.id)).toBe(own);
        }
      }),
    );
  });
});
