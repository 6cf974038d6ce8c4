import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import { readDocuments } from '../../helpers/read-documents.ts';
import { STARTER } from '../../helpers/seeds.ts';

const data = loadReferenceData();
const { extract } = buildExtractor(data);

function read(body: string) {
  const { text, passages } = buildBlocks(body);
  const { unread } = extract({ title: '示例', text, passages, published: null });
  return unread.map(({ start, end, why }) => [text.slice(start, end), why]);
}

describe('sentences not understood', () => {
  it('name a vendor beside a number, a stated date or a strong cue', () => {
    expect(read('华为云的机房里有很多台机器。')).toEqual([]);
    expect(read('有人在2023年5月买了三台机器。')).toEqual([]);
    expect(read('# 华为云 2023 年 100 家')).toEqual([]);
    expect(read('华为云在2023年5月很安静。')).toEqual([['华为云在2023年5月很安静。', ['date']]]);
    // Nothing says when, so that no move can be filed.
    expect(read('听说华为云降价了。')).toEqual([['听说华为云降价了。', ['cue']]]);
  });

  it('hold no word that a fact quotes, at most forty a document, in reading order', () => {
    for (const document of readDocuments([STARTER], data)) {
      const { unread, moves, figures } = extract(document);
      const quotes = [...moves, ...figures].map(({ quote }) => quote);
      expect(unread.filter(({ start, end }) => quotes.some((quote) => quote.start < end && quote.end > start))).toEqual(
        [],
      );
      expect(unread.length).toBeLessThanOrEqual(40);
      expect(unread.map(({ start }) => start)).toEqual(unread.map(({ start }) => start).sort((a, b) => a - b));
    }
    expect(read('华为云在2023年5月很安静。\n\n'.repeat(60))).toHaveLength(40);
  });
});

describe('reasons', () => {
  it('are the features that weighed most, strongest first', () => {
    for (const document of readDocuments([STARTER], data).slice(0, 8)) {
      for (const { reasons } of extract(document).moves) {
        const weights = reasons.map(({ contribution }) => Math.abs(contribution));
        expect(reasons.length).toBeGreaterThan(0);
        expect(reasons.length).toBeLessThanOrEqual(8);
        expect(weights).toEqual([...weights].sort((a, b) => b - a));
      }
    }
  });
});
