import { detect } from 'chardet';
import iconv from 'iconv-lite';

/** How many bytes are looked at for a declaration and for detection. */
const SAMPLE = 64 * 1024;
const DECLARED = /<\?xml[^>]{0,100}encoding=["']([\w-]{2,20})|<meta[^>]{0,100}charset=["']?([\w-]{2,20})/i;

/**
 * Decodes the bytes of a file: byte-order mark, then UTF-8 when it is valid (pages that declare gb2312 often are), then what
 * the file declares, then detection. All of GB2312 and GBK is read as GB18030, their superset.
 */
export function decodeBytes(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, charsetOf(bytes));
  }
}

function charsetOf(bytes: Buffer): string {
  const declared = DECLARED.exec(bytes.subarray(0, 4096).toString('latin1'));
  const named = declared?.[1] ?? declared?.[2] ?? detect(bytes.subarray(0, SAMPLE)) ?? 'utf-8';
  const charset = /^gb/i.test(named) ? 'gb18030' : named;
  return iconv.encodingExists(charset) ? charset : 'utf-8';
}
