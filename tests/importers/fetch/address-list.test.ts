import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { isAddress, parseDuration, toRawFile } from '../../../importers/fetch/address-list.ts';

describe('isAddress', () => {
  it.each([
    ['https://example.com/a', true],
    ['HTTP://example.com', true],
    ['file:///etc/passwd', true],
    ['notes/2024.md', false],
    ['C:/notes.md', false],
    ['*.xml', false],
  ])('%s: %s', (word, is) => {
    expect(isAddress(word)).toBe(is);
  });
});

describe('parseDuration', () => {
  it.each([
    ['30m', 1_800_000],
    ['60s', 60_000],
    ['2 h', 7_200_000],
    ['7d', 604_800_000],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(['', '30', 'm', '59s', '0m', '8d', '-5m', '1.5h', '30m30s', '99999m'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'BAD_CONFIG' }));
  });
});

describe('toRawFile', () => {
  const page = '<html><head><title>云厂商降价</title></head><body><p>云厂商宣布降价百分之二十。</p></body></html>';
  const at = { url: 'http://news.test/a', finalUrl: 'http://news.test/a/', sourceId: 'news' };

  it.each([
    ['is GB18030 and says so', 'gb18030', 'gb18030'],
    ['is Big5 and says so', 'big5', 'big5'],
    ['is UTF-8 and says GBK', 'utf8', 'gbk'],
    ['is GBK and says UTF-8', 'gbk', 'utf-8'],
    ['is UTF-8 and says nothing', 'utf8', ''],
    ['is UTF-8 and says what nobody knows', 'utf8', 'x-nonsense'],
  ])('reads what %s', (_what, real, charset) => {
    const text = real === 'big5' ? page.replace(/[\u4e00-\u9fff]+/g, '雲端運算服務') : page;
    expect(toRawFile(iconv.encode(text, real), { ...at, charset }).text).toBe(text);
  });
});
