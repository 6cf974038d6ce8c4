import { describe, expect, it } from 'vitest';
import { buildSourceDirectory, canonicaliseUrl, parseTlp } from '../../../importers/normalise/source.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const { sources } = loadReferenceData();
const directory = buildSourceDirectory(sources);
const canonical = (url: string): string | null => canonicaliseUrl(url, directory.find({ url }), sources);

describe('canonicaliseUrl', () => {
  const article = 'https://www.leiphone.com/category/industrycloud/abc.html';

  it.each([
    '//m.drvow.com/category/industrycloud/abc.html',
    'http://m.drvow.com/category/industrycloud/abc.html',
    'https://M.LEIPHONE.com:8443/category/industrycloud/abc.html#comments',
    'http://leiphone.com/category/industrycloud/abc.html?utm_source=wx&from=timeline',
    'https://user:word@www.leiphone.com/category/industrycloud/abc.html?spm=1.2.3',
    ` ${article} `,
  ])('leads every form of a link to one: %s', (url) => {
    expect(canonical(url)).toBe(article);
  });

  it('keeps parameters that say what is read, and hosts that no source claims', () => {
    expect(canonical('http://example.org/a?id=7&utm_medium=mail&gclid=1#x')).toBe('http://example.org/a?id=7');
    expect(canonical('//example.org/a')).toBe('https://example.org/a');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/hosts',
    'ftp://example.org/a',
    '/a/b',
    '不是链接',
    '',
  ])('is null for what is no web link: %s', (url) => {
    expect(canonical(url)).toBeNull();
  });
});

describe('SourceDirectory.find', () => {
  it('finds by id, by host and by mirror, and falls back to the strict source', () => {
    expect(directory.find({ sourceId: 'internal', url: 'https://www.leiphone.com/a' }).id).toBe('internal');
    expect(directory.find({ url: '//m.drvow.com/a' }).id).toBe('leiphone');
    expect(directory.find({ url: 'https://www.leiphone.com.evil.example/a' }).id).toBe('unfiled');
    expect(directory.find({ url: 'javascript:alert(1)' }).id).toBe('unfiled');
    expect(directory.find({ sourceId: '没有这个来源' })).toMatchObject({
      id: 'unfiled',
      tlp: 'AMBER+STRICT',
      reliability: 'F',
    });
  });
});

describe('parseTlp', () => {
  it.each([
    ['TLP:GREEN', 'GREEN'],
    ['tlp: amber+strict', 'AMBER+STRICT'],
    ['TLP-RED', 'RED'],
    ['amber', 'AMBER'],
    ['TLP:WHITE', 'CLEAR'],
    [' TLP:CLEAR ', 'CLEAR'],
    ['ＴＬＰ：ＲＥＤ', 'RED'],
    ['TLP：RED', 'RED'],
  ] as const)('reads %s as %s', (words, expected) => {
    expect(parseTlp(words, 'CLEAR')).toBe(expected);
  });

  it.each(['', '公开', 'CLEARLY', 'TLP:PURPLE'])('is strict for words that are no label: "%s"', (words) => {
    expect(parseTlp(words, 'CLEAR')).toBe('AMBER+STRICT');
  });

  it('takes the class of the source where nothing is stated', () => {
    expect(parseTlp(undefined, 'GREEN')).toBe('GREEN');
  });
});
