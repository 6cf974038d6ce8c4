import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildQuote, chooseSpan, longestQuoteOf, splitClauses } from '../../../importers/extract/quotes.ts';
import { foldText } from '../../../server/text/fold.ts';

const CONTEXT = 32;
const words = fc.string({ unit: fc.constantFrom(...'云价a1 ，,：:。😀\n'), minLength: 1, maxLength: 600 });
/** A text with a sentence of it and a place in the sentence. */
const places = words.chain((text) =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(text.length),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
    )
    .map(([a, b, where, length]) => {
      const sentence = { start: Math.min(a, b), end: Math.max(a, b) };
      const start = sentence.start + Math.floor(where * (sentence.end - sentence.start));
      return { text, sentence, focus: { start, end: Math.min(sentence.end, start + length) } };
    }),
);

describe('buildQuote', () => {
  it('quotes verbatim with the words before and after', () => {
    const text = `${'前'.repeat(40)}示例云降价。${'后'.repeat(40)}`;
    expect(buildQuote(text, 40, 46)).toEqual({
      exact: '示例云降价。',
      prefix: '前'.repeat(CONTEXT),
      suffix: '后'.repeat(CONTEXT),
      start: 40,
      end: 46,
    });
  });

  it('leaves out white space at the ends', () => {
    expect(buildQuote('甲。 示例云降价。 乙', 2, 10)).toMatchObject({
      exact: '示例云降价。',
      start: 3,
      end: 9,
      prefix: '甲。 ',
    });
  });

  it.each([
    [0, 0],
    [2, 4],
    [-1, 2],
    [0, 9],
    [3, 1],
  ])('refuses a span without words or outside the text: %i–%i', (start, end) => {
    expect(() => buildQuote('云价  云', start, end)).toThrow(expect.objectContaining({ code: 'QUOTE_NOT_FOUND' }));
  });

  it('gives for any span words that stand at the offsets it names, between their neighbours', () => {
    fc.assert(
      fc.property(places, ({ text, sentence: { start, end } }) => {
        fc.pre(text.slice(start, end).trim() !== '');
        const quote = buildQuote(text, start, end);
        expect(text.slice(quote.start, quote.end)).toBe(quote.exact);
        expect(quote.exact).toBe(text.slice(start, end).trim());
        expect(text.slice(0, quote.start).endsWith(quote.prefix)).toBe(true);
        expect(text.slice(quote.end).startsWith(quote.suffix)).toBe(true);
        expect(quote.prefix).toHaveLength(Math.min(CONTEXT, quote.start));
        expect(quote.suffix).toHaveLength(Math.min(CONTEXT, text.length - quote.end));
      }),
    );
  });
});

describe('chooseSpan', () => {
  const clause = (n: number): string => `${'云'.repeat(n - 1)},`;

  it('takes a short sentence whole', () => {
    expect(chooseSpan('示例云降价。', { start: 0, end: 6 }, { start: 3, end: 5 })).toEqual({ start: 0, end: 6 });
  });

  it('takes the clauses about the place of a long one', () => {
    const folded = clause(100) + clause(60) + clause(90) + clause(50);
    const span = chooseSpan(folded, { start: 0, end: folded.length }, { start: 255, end: 258 });
    expect(span).toEqual({ start: 160, end: 300 });
  });

  it('takes a window about the place where no comma helps', () => {
    const folded = '云'.repeat(500);
    expect(chooseSpan(folded, { start: 0, end: 500 }, { start: 300, end: 302 })).toEqual({ start: 220, end: 380 });
  });

  it('stays in the sentence, within the longest quote, and holds the place', () => {
    fc.assert(
      fc.property(places, ({ text, sentence, focus }) => {
        const folded = foldText(text);
        const span = chooseSpan(folded, sentence, focus);
        expect(span.start).toBeGreaterThanOrEqual(sentence.start);
        expect(span.end).toBeLessThanOrEqual(sentence.end);
        expect(span.end - span.start).toBeLessThanOrEqual(longestQuoteOf(folded.slice(sentence.start, sentence.end)));
        expect(span.start).toBeLessThanOrEqual(focus.start);
        if (focus.start < sentence.end) expect(span.end).toBeGreaterThan(focus.start);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('splitClauses', () => {
  it('parts at commas and colons and keeps them with what they end', () => {
    const text = foldText('其中，示例云：降价，20%');
    const clauses = splitClauses(text, { start: 0, end: text.length });
    expect(clauses.map(({ start, end }) => text.slice(start, end))).toEqual(['其中,', '示例云:', '降价,', '20%']);
  });

  it('covers the sentence without gaps', () => {
    fc.assert(
      fc.property(places, ({ text, sentence }) => {
        const folded = foldText(text);
        const clauses = splitClauses(folded, sentence);
        expect(clauses.map(({ start, end }) => folded.slice(start, end)).join('')).toBe(
          folded.slice(sentence.start, sentence.end),
        );
      }),
    );
  });
});
