import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeBytes, isBinary } from '../../importers/decode.ts';

const CHINESE = '阿里云与腾讯云在香港、新加坡开通新的可用区，价格下调三成。𠮷野家也用云。';
const TRADITIONAL = '騰訊雲與阿里雲於香港開通新的可用區，價格下調三成，客戶紛紛遷移。';
const JAPANESE = 'クラウドの新しいリージョンが東京で開設されました。';
const RUSSIAN = 'Облачный провайдер открыл новый регион в Гонконге и снизил цены.';

const xml = (charset: string, words: string): string => `<?xml version="1.0" encoding="${charset}"?><a>${words}</a>`;
const page = (charset: string, words: string): string =>
  `<html><head><meta charset="${charset}"></head>${words}</html>`;

describe('decodeBytes', () => {
  it.each([
    ['gb2312', 'gb18030', CHINESE],
    ['GBK', 'gb18030', CHINESE],
    ['GB18030', 'gb18030', CHINESE],
    ['big5', 'big5-hkscs', TRADITIONAL],
    ['Shift_JIS', 'shift_jis', JAPANESE],
    ['EUC-JP', 'euc-jp', JAPANESE],
    ['KOI8-R', 'koi8-r', RUSSIAN],
    ['IBM866', 'cp866', RUSSIAN],
    ['windows-1251', 'windows-1251', RUSSIAN],
    ['iso-8859-1', 'windows-1252', 'Prices fell “by 30 %” – €5, café'],
  ])('follows what an XML declaration and a meta element say: %s', (charset, encoding, words) => {
    expect(decodeBytes(iconv.encode(xml(charset, words), encoding))).toBe(xml(charset, words));
    expect(decodeBytes(iconv.encode(page(charset, words), encoding))).toBe(page(charset, words));
  });

  it.each([
    ['gb18030', CHINESE.repeat(3)],
    ['big5-hkscs', TRADITIONAL.repeat(3)],
    ['shift_jis', JAPANESE.repeat(3)],
    ['windows-1251', RUSSIAN.repeat(3)],
  ])('detects what nothing declares: %s', (encoding, words) => {
    expect(decodeBytes(iconv.encode(words, encoding))).toBe(words);
  });

  it('believes valid UTF-8 rather than a page that declares gb2312', () => {
    expect(decodeBytes(Buffer.from(page('gb2312', CHINESE)))).toBe(page('gb2312', CHINESE));
  });

  it('believes the server where the file says nothing, and before the file', () => {
    const short = iconv.encode('云', 'gb18030');
    expect(decodeBytes(short, 'gbk')).toBe('云');
    expect(decodeBytes(iconv.encode(xml('windows-1252', CHINESE), 'gb18030'), 'GB18030')).toBe(
      xml('windows-1252', CHINESE),
    );
  });

  it.each(['utf16le', 'utf16be', 'utf-32le', 'utf-32be'])(
    'reads %s with its mark and, of markup or Latin words, without',
    (encoding) => {
      const marked = iconv.encode(CHINESE, encoding, { addBOM: true });
      expect(decodeBytes(marked).replace(/^\ufeff/, '')).toBe(CHINESE);
      const bare = iconv.encode(xml('utf-16', 'A cloud opens a region'), encoding, { addBOM: false });
      expect(decodeBytes(bare)).toBe(xml('utf-16', 'A cloud opens a region'));
      expect(isBinary(bare)).toBe(false);
      const words = 'A cloud opens a region in Hong Kong.';
      expect(decodeBytes(iconv.encode(words, encoding, { addBOM: false }))).toBe(words);
    },
  );

  it('reads Japanese in seven bits', () => {
    const bytes = Buffer.from('\x1b$B%/%i%&%I\x1b(B cloud', 'latin1');
    expect(decodeBytes(bytes)).toBe('クラウド cloud');
  });

  it('keeps UTF-8 with a few broken bytes as UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(CHINESE), Buffer.of(0xff, 0xe4), Buffer.from(CHINESE)]);
    expect(decodeBytes(bytes).replace(/\ufffd+/, '')).toBe(CHINESE + CHINESE);
  });

  it('knows what is no text', () => {
    expect(isBinary(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe(true);
    expect(isBinary(Buffer.alloc(64))).toBe(true);
    expect(isBinary(Buffer.from('云'))).toBe(false);
  });
});
