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
const ESCAPE = 0x1b;
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
  const escaped = decodeEscaped(bytes, stated);
  if (escaped !== undefined) return escaped;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeLegacy(bytes, stated);
  }
}

/** UTF-16 and UTF-32 by mark, and without one by where the NUL bytes of its markup stand. */
function unicodeOf(bytes: Buffer): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf16le';
  if (a === 0xfe && b === 0xff) return 'utf16be';
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return 'utf-32be';
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf16le';
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf16be';
  return wideOf(bytes.subarray(0, HEAD));
}

/** Words of the Latin script have a NUL in every other place, and nothing else has. */
function wideOf(head: Buffer): string | undefined {
  const places = [0, 0, 0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) places[at % 4] = (places[at % 4] ?? 0) + 1;
  const [first = 0, second = 0, third = 0, fourth = 0] = places.map((count) => count / (head.length / 4));
  if (head.length < 16) return undefined;
  if (first > 0.9 && second > 0.9) return third > 0.5 && fourth < 0.1 ? 'utf-32be' : undefined;
  if (third > 0.9 && fourth > 0.9) return second > 0.5 && first < 0.1 ? 'utf-32le' : undefined;
  if (first > 0.5 && third > 0.5 && second + fourth < 0.05) return 'utf16be';
  if (second > 0.5 && fourth > 0.5 && first + third < 0.05) return 'utf16le';
  return undefined;
}

function decodeLegacy(bytes: Buffer, stated: string | undefined): string {
  const detected = detect(bytes.subarray(0, SAMPLE)) ?? '';
  const names = [stated, declaredIn(bytes), UNLIKELY.test(detected) ? undefined : detected];
  const readings = [...new Set(names.flatMap(charsetOf))].map((charset) => iconv.decode(bytes, charset));
  const clean = readings.find((text) => countUnreadable(text) <= text.length / 1000);
  if (clean !== undefined) return clean;
  // A UTF-8 file with a few broken bytes is nearer to the truth than any other reading of it.
  const utf8 = bytes.toString('utf8');
  return [utf8, ...readings].sort((one, other) => countUnreadable(one) - countUnreadable(other))[0] ?? utf8;
}

function declaredIn(bytes: Buffer): string | undefined {
  const declared = DECLARED.exec(bytes.subarray(0, HEAD).toString('latin1'));
  return declared?.[1] ?? declared?.[2] ?? declared?.[3];
}

/** Japanese in seven bits: valid UTF-8 by its bytes, and nonsense when read so. */
function decodeEscaped(bytes: Buffer, stated: string | undefined): string | undefined {
  const head = bytes.subarray(0, SAMPLE);
  if (!head.includes(ESCAPE)) return undefined;
  const isNamed = [stated, declaredIn(bytes)].some((name) => name && /^(?:cs)?iso-?2022-?jp/i.test(name));
  const isShifted = ['$@', '$B'].some((shift) => head.includes(Buffer.concat([Buffer.of(ESCAPE), Buffer.from(shift)])));
  return isNamed || isShifted ? new TextDecoder('iso-2022-jp').decode(bytes) : undefined;
}

function charsetOf(name: string | undefined): string[] {
  if (!name) return [];
  const wanted = name.toLowerCase().replace(/^x-/, '');
  const charset = /^gb|^hz/.test(wanted)
    ? 'gb18030'
    : /^(?:iso-?8859-1|latin-?1|us-ascii)$/.test(wanted)
      ? 'windows-1252' // what browsers read (WHATWG Encoding, labels)
      : wanted === 'big5'
        ? 'big5-hkscs'
        : wanted === 'mac-cyrillic'
          ? 'maccyrillic'
          : wanted.replace(/^cspc8codepage/, 'cp');
  return /^utf-?(?:8|16|32)/.test(charset) || !iconv.encodingExists(charset) ? [] : [charset];
}

const countUnreadable = (text: string): number => text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0;
