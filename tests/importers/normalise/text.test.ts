import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCharacters, normaliseLine } from '../../../importers/normalise/text.ts';
import { foldText } from '../../../server/text/fold.ts';

describe('normaliseCharacters', () => {
  it.each([
    ['full-width letters and digits', 'ＡＷＳ２０２４年', 'AWS2024年'],
    ['ligatures and the percent sign', 'ﬁnance ５０％', 'finance 50%'],
    ['half-width katakana', 'ｸﾗｳﾄﾞ', 'クラウド'],
    ['Kangxi radicals', '⽬标⽤⽔⼴⼚', '目标用水广厂'],
    ['supplementary radicals that NFKC leaves', '⻓期⻛险⻔槛⻋企⻘云', '长期风险门槛车企青云'],
    ['zero-width characters', '阿里\u200b云\u200d\ufeff、腾\u2060讯', '阿里云、腾讯'],
    ['soft hyphens', 'Kuber\u00adnetes', 'Kubernetes'],
    ['bidirectional controls', 'abc\u202ecba\u202c \u2066x\u2069', 'abccba x'],
    ['tag characters that hide words', '云\u{e0068}\u{e0069}', '云'],
    ['no-break, thin and ideographic spaces', '2025\u00a0年\u2009一月\u3000起', '2025 年 一月 起'],
    ['control characters', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['line ends of Windows, old Macs and Unicode', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    ['lone surrogates', 'a\ud83db\ude00c', 'a\ufffdb\ufffdc'],
  ])('repairs %s', (_, raw, expected) => {
    expect(normaliseCharacters(raw)).toBe(expected);
  });

  it('keeps Chinese punctuation as the source has it', () => {
    const text = '“降价”，是吗？不！如下：甲；乙（丙）、丁……戊——己～庚·辛《壬》「癸」。';
    expect(normaliseCharacters(text)).toBe(text);
  });

  it('keeps characters outside the basic plane, tabs and line feeds', () => {
    expect(normaliseCharacters('𠮷野家\t😀\n')).toBe('𠮷野家\t😀\n');
  });

  it('leaves no invisible, control or strange space in any text, and one that folds to its own length', () => {
    const wild = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom('\ud800', '\udfff')),
    });
    fc.assert(
      fc.property(wild, (raw) => {
        const text = normaliseCharacters(raw);
        expect(text).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00a0\u3000\r]/);
        expect(Array.from(text).some((unit) => /[\ud800-\udfff]/.test(unit) && unit.length === 1)).toBe(false);
        expect(foldText(text)).toHaveLength(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('normaliseLine', () => {
  it('is one line with single spaces', () => {
    expect(normaliseLine('  阿里云\n 降价\t 20% ')).toBe('阿里云 降价 20%');
  });

  it('ends a longer line with an ellipsis within the limit and never inside a character', () => {
    expect(normaliseLine('云'.repeat(12), 10)).toBe(`${'云'.repeat(9)}…`);
    expect(normaliseLine('😀'.repeat(12), 10)).toBe(`${'😀'.repeat(4)}…`);
    expect(normaliseLine('云'.repeat(10), 10)).toBe('云'.repeat(10));
  });
});
