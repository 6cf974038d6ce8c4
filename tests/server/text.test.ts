import Database from 'better-sqlite3';
import fc from 'fast-check';
import { Converter } from 'opencc-js';
import dictionary from 'opencc-js/to/cn';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../server/text/fold.ts';
import { replaceRadicals } from '../../server/text/radicals.ts';
import { buildPhrase, splitRuns, tokeniseForIndex } from '../../server/text/tokenise.ts';

/** Any UTF-16 text: whole characters, and halves of surrogate pairs. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom('\ud840', '\udc00', 'İ', 'ﬃ', '…', '㍿', '㎏', 'e\u0301', '가', '騰訊雲', '⻓⽬', 'ＡＷＳ'),
    ),
  )
  .map((parts) => parts.join(''));

describe('foldText', () => {
  it.each([
    ['AWS Bedrock', 'aws bedrock'],
    ['ＡＷＳ　２０２４', 'aws 2024'],
    ['騰訊雲與華為雲', '腾讯云与华为云'],
    ['⻓期⻛险⽬标⻔槛', '长期风险目标门槛'],
    ['降价２０％，是吗？', '降价20%,是吗?'],
    ['软著与着手', '软著与着手'],
    ['𠮷野家 😀', '𠮷野家 😀'],
    ['乾隆 干净 後来 皇后', '乾隆 干净 后来 皇后'],
  ])('folds %s to %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('simplifies every word of the dictionary as the dictionary does, but for one that would be longer', () => {
    const convert = Converter({ from: 't', to: 'cn' });
    const words = dictionary.flat(2).flatMap((rows) => rows.split('|').map((row) => row.split(' ')[0] ?? ''));
    const kept = words.filter((word) => convert(word).length === word.length);
    expect(kept.length).toBeGreaterThan(3000);
    for (const word of kept) expect(foldText(`《${word}》云`)).toBe(convert(`《${word}》云`));
  });

  it('keeps the length of any text, and each offset', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, rest) => {
        expect(foldText(text)).toHaveLength(text.length);
        expect(foldText(`${text}\n${rest}`).at(text.length)).toBe('\n');
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same for what is folded already', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'騰訊雲ＡｂＣ⻓⽬，。a1 👍著乾') }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('replaceRadicals', () => {
  it('replaces each supplementary radical by one character and nothing else', () => {
    const all = Array.from({ length: 0x2ef4 - 0x2e80 }, (_, i) => String.fromCharCode(0x2e80 + i)).join('');
    const replaced = replaceRadicals(all);
    expect(replaced).toHaveLength(all.length);
    expect([...replaced].filter((character) => /[\u2e80-\u2eff]/.test(character))).toEqual(['\u2e80', '\u2e9a']);
    expect(replaceRadicals('⻋⻜⻢⻥⻦⻨⻩⻰⻳')).toBe('车飞马鱼鸟麦黄龙龟');
    expect(replaceRadicals('云价 AWS')).toBe('云价 AWS');
  });
});

describe('splitRuns', () => {
  it('parts scripts, words, numbers and signs', () => {
    expect(splitRuns('阿里云gpt-4.1降价20%。c++')).toEqual([
      { text: '阿里云', unspaced: true, start: 0 },
      { text: 'gpt', unspaced: false, start: 3 },
      { text: '4.1', unspaced: false, start: 7 },
      { text: '降价', unspaced: true, start: 10 },
      { text: '20', unspaced: false, start: 12 },
      { text: '%', unspaced: false, start: 14 },
      { text: 'c', unspaced: false, start: 16 },
      { text: '+', unspaced: false, start: 17 },
      { text: '+', unspaced: false, start: 18 },
    ]);
  });
});

describe('tokeniseForIndex and buildPhrase', () => {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE texts USING fts5 (body, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.%+#-_/'")`);
  const insert = db.prepare('INSERT INTO texts (rowid, body) VALUES (1, ?)');
  const clear = db.prepare('DELETE FROM texts WHERE rowid = 1');
  const count = db.prepare<[string], number>('SELECT COUNT(*) FROM texts WHERE texts MATCH ?').pluck();

  function isFound(text: string, term: string): boolean {
    clear.run();
    insert.run(tokeniseForIndex(foldText(text)));
    const phrase = buildPhrase(foldText(term));
    return phrase !== undefined && count.get(phrase) === 1;
  }

  it.each([
    ['阿里云宣布降价', '云'],
    ['阿里云宣布降价', '价'],
    ['阿里云宣布降价', '里云宣'],
    ['延迟降低99.3%', '99.3%'],
    ['AWS中国区', 'aws中国'],
    ['騰訊雲降價', '腾讯云'],
    ['与GPT-4.1对比', 'gpt-4.1'],
    ['客户𠮷野家', '𠮷野'],
    ['カーディナルヘルス', 'ディナ'],
  ])('in %s finds %s', (text, term) => {
    expect(isFound(text, term)).toBe(true);
  });

  it.each([
    ['阿里云宣布降价', '云降'],
    ['阿里、云', '阿里云'.slice(1)],
    ['laws', 'aws'],
    ['降价', '价降'],
  ])('in %s does not find %s', (text, term) => {
    expect(isFound(text, term)).toBe(false);
  });

  it('has no expression for a term without letters or digits', () => {
    for (const term of ['', ' ', '。，', '"', '*', '-']) expect(buildPhrase(foldText(term))).toBeUndefined();
  });

  it('finds every string of one to three Han characters of any mixture of scripts', () => {
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'云价阿里腾讯客户降𠮷'), minLength: 1, maxLength: 8 }),
      fc.constantFrom('AWS', 'GPT-4', '20%', '，', ' ', '。', '3.5', 'c++'),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 10 }), (pieces) => {
        const text = pieces.join('');
        for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
          const characters = Array.from(run);
          for (let i = 0; i < characters.length; i++) {
            for (let length = 1; length <= 3 && i + length <= characters.length; length++) {
              const term = characters.slice(i, i + length).join('');
              if (!isFound(text, term)) expect.fail(`${term} not found in ${text}`);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
