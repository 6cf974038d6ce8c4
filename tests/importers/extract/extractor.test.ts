import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { longestQuoteOf } from '../../../importers/extract/quotes.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import type { Extraction } from '../../../server/facts/extraction.ts';
import type { NormalisedDocument, Quote } from '../../../server/model.ts';
import { foldText } from '../../../server/text/fold.ts';
import { readDocuments } from '../../helpers/read-documents.ts';
import { hasSeeds, STARTER, seedTexts } from '../../helpers/seeds.ts';

const data = loadReferenceData();
const { extract } = buildExtractor(data);

/** Of facts of every kind. */
const quotesOf = ({ unread: _, tables: __, ...facts }: Extraction): Quote[] =>
  Object.values(facts).flatMap((list: { quote: Quote }[]) => list.map((fact) => fact.quote));

/** Every way in which a quote is not words of the text at its place. */
function findFaults(text: string, extraction: Extraction): Quote[] {
  return quotesOf(extraction).filter(
    ({ exact, prefix, suffix, start, end }) =>
      exact === '' ||
      exact.length > longestQuoteOf(foldText(exact)) ||
      text.slice(start, end) !== exact ||
      !text.slice(0, start).endsWith(prefix) ||
      !text.slice(end).startsWith(suffix),
  );
}

function checkAll(documents: NormalisedDocument[]): void {
  const extractions = documents.map((document) => ({ document, extraction: extract(document) }));
  for (const { document, extraction } of extractions) expect(findFaults(document.text, extraction)).toEqual([]);
  const quotes = extractions.reduce((sum, { extraction }) => sum + quotesOf(extraction).length, 0);
  expect(quotes).toBeGreaterThan(documents.length);
}

describe('buildExtractor', () => {
  it('quotes the starter corpus verbatim', () => {
    const documents = readDocuments([STARTER], data);
    expect(documents.length).toBeGreaterThanOrEqual(37);
    checkAll(documents);
  });

  it.skipIf(!hasSeeds)('quotes the real input verbatim', () => {
    const documents = readDocuments(seedTexts, data);
    expect(documents).toHaveLength(39);
    checkAll(documents);
  });

  it('gives the same facts for the same text', () => {
    const documents = readDocuments([STARTER], data).slice(0, 10);
    for (const document of documents) expect(extract(document)).toEqual(extract(document));
  });

  it('quotes any mixture of names, dates and signs verbatim, dated or not, and never fails', () => {
    const pieces = [
      'AWS',
      '阿里云',
      '騰訊雲',
      'TikTok',
      '储瑞松',
      '宣布',
      '降价 20%',
      '签约',
      '裁员',
      '。',
      '，',
      '：',
      '\n',
      ' ',
      '😀',
      '　',
    ];
    const times = ['近日', '上周', '昨天', '2024年', '去年底', '2月30日', '三天前', 'Q1', '两周前', '2025财年'];
    const bodies = fc.array(fc.constantFrom(...pieces, ...times), { maxLength: 60 }).map((list) => list.join(''));
    fc.assert(
      fc.property(bodies, fc.boolean(), (body, dated) => {
        const day = { start: '2025-01-23', end: '2025-01-23', precision: 'day', text: '', guessed: false } as const;
        const document = { title: 'AWS 降价', ...buildBlocks(body), published: dated ? day : null };
        expect(findFaults(document.text, extract(document))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
