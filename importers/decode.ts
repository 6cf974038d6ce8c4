import { detect } from 'chardet';
import iconv from 'iconv-lite';

/** How many bytes are looked at for a declaration and for detection. */
const SAMPLE = 64 * 1024;
const HEAD = 4096;
const DECLARED =
  /<\?xml[^>]{0,100}encoding\s*=\s*["']([\w:-]{2,20})|<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:-]{2,20})|@charset\s+"([\w:-]{2,20})"/i;
/** First bytes of files that are no text: PDF, ZIP, compound documents, images, archives, executables. */
const BINARY = [
  '%PDF-',
  'PK\x03\x04',
  'PK\x05\x06',
  '\xd0\xcf\x11\xe0',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\x1f\x8b',
  'Rar!',
  '7z\xbc\xaf',
  '\x7fELF',
  'RIFF',
  'BZh',
];
/** Detection reads short ASCII-like runs as these; a page that is one of them says so. */
const UNLIKELY = /^(?:ISO-2022|UTF-32|IBM)/i;

/** @returns whether the bytes are no text: a known signature, or NUL bytes that no Unicode encoding explains. */
export function isBinary(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 1024).toString('latin1');
  if (BINARY.some((signature) => start.startsWith(signature)) || start.indexOf('%PDF-') >= 0) return true;
  return !unicodeOf(bytes) && (start.match(/\0/g)?.length ?? 0) > 8;
}

/**
 * Decodes the bytes of a file: byte-order mark, then UTF-8 when it is valid (pages that declare gb2312 often are), then what
 * the server said, then what the file declares, then detection. All of GB2312 and GBK is read as GB18030, their superset.
 * @param stated charset of a Content-Type header
 */
export function decodeBytes(bytes: Buffer, stated?: string): string {
  const unicode = unicodeOf(bytes);
  if (unicode) return iconv.decode(bytes, unicode);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeLegacy(bytes, stated);
  }
}

/** UTF-16 and UTF-32 by mark, and UTF-16 without one by where the NUL bytes of its markup stand. */
function unicodeOf(bytes: Buffer): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf16le';
  if (a === 0xfe && b === 0xff) return 'utf16be';
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf16le';
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf16be';
  return undefined;
}

function decodeLegacy(bytes: Buffer, stated: string | undefined): string {
  const declared = DECLARED.exec(bytes.subarray(0, HEAD).toString('latin1'));
  const names = [
    stated,
    declared?.[1] ?? declared?.[2] ?? declared?.[3],
    detect(bytes.subarray(0, SAMPLE)) ?? undefined,
  ];
  const readings = [...new Set(names.flatMap(charsetOf))].map((charset) => iconv.decode(bytes, charset));
  const clean = readings.find((text) => countUnreadable(text) <= text.length / 1000);
  if (clean !== undefined) return clean;
  // A UTF-8 file with a few broken bytes is nearer to the truth than any other reading of it.
  const utf8 = bytes.toString('utf8');
  return [utf8, ...readings].sort((one, other) => countUnreadable(one) - countUnreadable(other))[0] ?? utf8;
}

function charsetOf(name: string | undefined): string[] {
  if (!name || UNLIKELY.test(name)) return [];
  const wanted = name.toLowerCase().replace(/^x-/, '');
  const charset = /^gb|^hz/.test(wanted)
    ? 'gb18030'
    : /^(?:iso-?8859-1|latin-?1|us-ascii)$/.test(wanted)
      ? 'windows-1252' // what browsers read (WHATWG Encoding, labels)
      : wanted === 'big5'
        ? 'big5-hkscs'
        : wanted;
  return /^utf-?(?:8|16|32)/.test(charset) || !iconv.encodingExists(charset) ? [] : [charset];
}

const countUnreadable = (text: string): number => text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0;
