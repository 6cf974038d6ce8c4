import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LONGEST_TEXT, normaliseDocument } from '../../../importers/normalise/document.ts';
import { buildSourceDirectory } from '../../../importers/normalise/source.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import type { ParsedDocument } from '../../../server/model.ts';

const { sources } = loadReferenceData();
const directory = buildSourceDirectory(sources);
const article: ParsedDocument = {
  title: '示例云换了负责人',
  body: '示例云在一月换了负责人。\n\n新任负责人来自另一家云。',
  url: '//m.drvow.com/category/industrycloud/abc.html',
  published: 'Thu, 23 Jan 2025 11:58:00 +0800',
  locator: 'item 1',
  original: '原文',
};
const normalise = (changes: Partial<ParsedDocument> = {}, fileName = 'feed.txt') =>
  normaliseDocument({ ...article, ...changes }, { sources, directory, fileName });
const idOf = (changes: Partial<ParsedDocument>, fileName?: string): string => normalise(changes, fileName).document.id;

describe('normaliseDocument', () => {
  it('fills every field', () => {
    const { document, warnings } = normalise({ author: ' 周  青 ', citation: '云报，\n2025' });
    const text = '示例云在一月换了负责人。\n新任负责人来自另一家云。';
    expect(warnings).toEqual([]);
    expect(document).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      sourceId: 'leiphone',
      naturalKey: 'https://www.leiphone.com/category/industrycloud/abc.html',
      kind: 'article',
      url: 'https://www.leiphone.com/category/industrycloud/abc.html',
      title: '示例云换了负责人',
      author: '周 青',
      publishedAt: '2025-01-23T11:58:00+08:00',
      published: { start: '2025-01-23', end: '2025-01-23', precision: 'day', text: article.published, guessed: false },
      language: 'zh',
      citation: '云报, 2025'.replace(',', '，'),
      tlp: 'CLEAR',
      text,
      passages: [
        { kind: 'paragraph', start: 0, end: 12 },
        { kind: 'paragraph', start: 13, end: text.length },
      ],
      removed: [],
      original: '原文',
      sha256: createHash('sha256').update('原文').digest('hex'),
    });
  });

  it('gives two links of one article one id, whatever the file, title and text', () => {
    const other = {
      url: 'https://www.leiphone.com/category/industrycloud/abc.html?from=wx#top',
      title: '改过的标题',
      original: '改',
    };
    expect(idOf(other, 'other.xml')).toBe(idOf({}));
    expect(idOf({ url: 'https://www.leiphone.com/category/industrycloud/abd.html' })).not.toBe(idOf({}));
  });

  it('goes by file and title where there is no link', () => {
    const { url: _, ...unlinked } = article;
    const id = (title: string, fileName: string): string =>
      normaliseDocument({ ...unlinked, title }, { sources, directory, fileName }).document.id;
    expect(id('甲', 'a.md')).toBe(id('甲', 'a.md'));
    expect(new Set([id('甲', 'a.md'), id('乙', 'a.md'), id('甲', 'b.md')]).size).toBe(3);
  });

  it('is AMBER+STRICT where neither the document nor a registered source says otherwise', () => {
    expect(normalise({ url: 'https://example.org/a' }).document).toMatchObject({
      sourceId: 'unfiled',
      tlp: 'AMBER+STRICT',
    });
    expect(normalise({ tlp: 'TLP:RED' }).document.tlp).toBe('RED');
    expect(normalise({ tlp: '机密' }).document.tlp).toBe('AMBER+STRICT');
  });

  it('takes the file name where the title is empty', () => {
    expect(normalise({ title: ' \u200b ' }, '会谈.txt').document.title).toBe('会谈.txt');
  });

  it('warns of a date or link that was not understood, and of no date', () => {
    const { document, warnings } = normalise({ published: '2025-02-30', url: 'javascript:alert(1)' });
    expect(document).toMatchObject({
      publishedAt: null,
      published: null,
      url: null,
      naturalKey: 'feed.txt#示例云换了负责人',
    });
    expect(warnings).toEqual(['the date "2025-02-30" was not understood', '"javascript:alert(1)" is not a web link']);
    const { published: _, ...undated } = article;
    expect(normaliseDocument(undated, { sources, directory, fileName: 'a' }).warnings).toEqual(['no publication date']);
  });

  it('reads the language from the letters unless it is stated', () => {
    expect(normalise({ body: 'Cloud prices fell again in the first quarter, say 云.' }).document.language).toBe('en');
    expect(normalise({ language: 'ja' }).document.language).toBe('ja');
  });

  it.each([
    ['no words', ' \n---\n\u200b', 'EMPTY_DOCUMENT'],
    ['only promotion', '更多内情，欢迎添加作者微信 abc123 交流。', 'EMPTY_DOCUMENT'],
    ['too many characters', '云'.repeat(LONGEST_TEXT + 1), 'TOO_LARGE'],
  ])('refuses a body with %s, naming the place', (_, body, code) => {
    expect(() => normalise({ body })).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(/^feed\.txt item 1: /) }),
    );
  });
});
