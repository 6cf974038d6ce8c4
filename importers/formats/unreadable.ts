import { isZip, listZipNames } from './archive.ts';
import type { RawFile } from './format.ts';

/** First bytes of files that people do send and that hold nothing to read here, in words. */
const SIGNATURES: readonly [start: string, words: string][] = [
  ['\x89PNG', 'a picture: text in it is to be read by OCR first'],
  ['\xff\xd8\xff', 'a picture: text in it is to be read by OCR first'],
  ['GIF8', 'a picture: text in it is to be read by OCR first'],
  ['RIFF', 'a picture, sound or film'],
  ['\x1f\x8b', 'gzip: unpack it first'],
  ['BZh', 'bzip2: unpack it first'],
  ['\xfd7zXZ', 'xz: unpack it first'],
  ['7z\xbc\xaf', 'a 7z archive: unpack it, or pack it as ZIP'],
  ['Rar!', 'a RAR archive: unpack it, or pack it as ZIP'],
  ['{\\rtf', 'RTF: save it as .docx'],
  ['SQLite format 3', 'a database'],
  ['\x7fELF', 'a program'],
  ['MZ', 'a program'],
];
const COMPOUND = '\xd0\xcf\x11\xe0';
const PACKAGES: readonly [member: RegExp, words: string][] = [
  [/^ppt\//, 'slides: save them as PDF'],
  [/^xl\/workbook\.bin$/, 'a binary workbook: save it as .xlsx'],
  [/^(?:content\.xml|META-INF\/manifest\.xml)$/, 'an OpenDocument file: save it as .docx or .xlsx'],
  [/^META-INF\/container\.xml$/, 'an e-book: save it as a web page or text'],
  [/^META-INF\/MANIFEST\.MF$/, 'a program'],
];

/** @returns what a file is that no format reads, and what to do about it; empty where nobody can tell. */
export function describeUnreadable({ bytes, text }: RawFile): string {
  if (!bytes || bytes.byteLength === 0) return 'the file is empty';
  if (text !== '' && text.trim() === '') return 'the file holds blanks alone';
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = view.toString('latin1', 0, 20);
  if (start.startsWith(COMPOUND)) return describeCompound(view);
  if (isZip(bytes)) {
    const names = listZipNames(bytes);
    if (bytes[2] === 5) return 'a ZIP without files';
    if (names.length === 0) return 'a ZIP whose directory is missing or broken: it was cut short';
    return PACKAGES.find(([member]) => names.some((name) => member.test(name)))?.[1] ?? 'a package of a kind not known';
  }
  return SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1] ?? '';
}

/** Names of its streams stand in the file as UTF-16. */
function describeCompound(view: Buffer): string {
  const holds = (name: string): boolean => view.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return 'it wants a password: save it without one';
  if (holds('WordDocument')) return 'a Word document of the old kind: save it as .docx';
  if (holds('Workbook') || holds('Book')) return 'a workbook of the old kind: save it as .xlsx';
  if (holds('PowerPoint Document')) return 'slides: save them as PDF';
  return 'an office file of the old kind: save it as .docx, .xlsx or PDF';
}
