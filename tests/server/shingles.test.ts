import { describe, expect, it } from 'vitest';
import { bandsOf, containmentOf, estimateLikeness, shingleText, sketchShingles } from '../../server/text/shingles.ts';
import { makeSentences } from '../helpers/made-text.ts';

const likenessOf = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  const shared = [...a].filter((shingle) => b.has(shingle)).length;
  return shared / (a.size + b.size - shared);
};

describe('shingles', () => {
  const lines = makeSentences(200, 11);
  const whole = shingleText(lines.join(''));

  it('do not see punctuation and line breaks', () => {
    expect(shingleText(lines.map((line) => ` ${line.replace('。', '!\n')}`).join('\n'))).toEqual(whole);
  });

  it.each([0.95, 0.8, 0.6])('estimate how much of %s of a text is kept, and meet in a band', (share) => {
    const part = shingleText(lines.slice(0, Math.round(share * lines.length)).join(''));
    const [a, b] = [sketchShingles(whole), sketchShingles(part)];
    expect(Math.abs(estimateLikeness(a, b) - likenessOf(whole, part))).toBeLessThan(0.12);
    expect(containmentOf(whole, part)).toBe(1);
    const bands = new Set(bandsOf(a));
    expect(bandsOf(b).filter((band) => bands.has(band)).length).toBeGreaterThan(0);
  });

  it('keep texts on other matters apart', () => {
    const other = shingleText(makeSentences(200, 12).join(''));
    expect(estimateLikeness(sketchShingles(whole), sketchShingles(other))).toBeLessThan(0.05);
    expect(containmentOf(whole, other)).toBeLessThan(0.05);
  });

  it('of a text shorter than one are none', () => {
    expect(shingleText('云')).toEqual(new Set());
    expect(containmentOf(new Set(), whole)).toBe(0);
  });
});
