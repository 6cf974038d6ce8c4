import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRawFile, readRawFile } from '../../importers/collect-files.ts';
import type { ParsedItem, RawFile } from '../../importers/formats/format.ts';
import { chooseFormat, FORMATS } from '../../importers/registry.ts';
import { AppError } from '../../server/errors.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

/** Atom's plain text may say <b>, and a title x<y: they mean just that. */
const OF_PLAIN_WORDS = ['atom-base-xhtml', 'rss-plain-signs'];
const CONTEXT = { pages: [], from: 0 };

interface Case {
  name: string;
  format: string;
  folder: string;
}

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

const cases: Case[] = folders(FIXTURES).flatMap((format) =>
  folders(join(FIXTURES, format)).map((name) => ({
    name: `${format}/${name}`,
    format,
    folder: join(FIXTURES, format, name),
  })),
);

function readInput({ folder }: Case): RawFile {
  const inputs = readdirSync(folder).filter((name) => name.startsWith('input.'));
  expect(inputs).toHaveLength(1);
  return readRawFile(join(folder, inputs[0]!), folder);
}

type Outcome = { items: unknown[] } | { error: { code: string; message: string } };

/** What a format made of a file. `original` is left out: it is not written down twice but compared with the input. */
async function parse(file: RawFile): Promise<Outcome> {
  try {
    return { items: (await chooseFormat(file).parse(file, CONTEXT)).map(withoutOriginal) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}

function withoutOriginal(item: ParsedItem): unknown {
  if ('inner' in item)
    return { locator: item.locator, inner: { name: item.inner.name, bytes: item.inner.bytes.byteLength } };
  if (!('document' in item)) return item;
  const { original: _, ...document } = item.document;
  return { ...item, document };
}

describe('chooseFormat', () => {
  it('knows the formats of the fixtures and no others', () => {
    expect(folders(FIXTURES).sort()).toEqual(FORMATS.map((format) => format.name).sort());
  });

  it.each(cases)('chooses by content: $name', (fixture) => {
    const file = readInput(fixture);
    expect(chooseFormat(file).name).toBe(fixture.format);
    expect(chooseFormat({ ...file, name: 'x', path: 'x' }).name).toBe(fixture.format);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'the file is empty'],
    ['blanks', Buffer.from(' \n'), 'the file holds blanks alone'],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
      'a picture: text in it is to be read by OCR first',
    ],
    ['gzip', Buffer.from('\x1f\x8b\x08\0\0\0\0\0', 'latin1'), 'gzip: unpack it first'],
    [
      'half a ZIP',
      Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'),
      'a ZIP whose directory is missing or broken: it was cut short',
    ],
    [
      'a locked paper',
      Buffer.concat([
        Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'it wants a password: save it without one',
    ],
    [
      'an old paper',
      Buffer.concat([
        Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
        Buffer.from('WordDocument', 'utf16le'),
      ]),
      'a Word document of the old kind: save it as .docx',
    ],
    ['RTF', Buffer.from('{\\rtf1\\ansi 甲云\\par}'), 'RTF: save it as .docx'],
    ['noise', Buffer.from([0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9]), 'no format fits'],
  ])('says of %s why nothing reads it', async (_, bytes, reason) => {
    const file = makeRawFile({ path: 'a', name: 'a' }, bytes);
    expect(await parse(file)).toEqual({ error: { code: 'UNKNOWN_FORMAT', message: `a: ${reason}` } });
  });
});

describe('parse', () => {
  it.each(cases)('gives every field as expected: $name', async (fixture) => {
    const path = join(fixture.folder, 'expected.json');
    expect(existsSync(path), `${fixture.name} has no expected.json`).toBe(true);
    const expected = JSON.parse(readFileSync(path, 'utf8')) as Outcome;
    expect(await parse(readInput(fixture))).toStrictEqual(expected);
  });

  it.each(cases)('keeps a part of the file as the original, each part once: $name', async (fixture) => {
    const file = readInput(fixture);
    if ('error' in (await parse(file))) return expect(chooseFormat(file).name).toBe(fixture.format);
    const items = await chooseFormat(file).parse(file, CONTEXT);
    const documents = items.flatMap((item) => ('document' in item ? [item.document] : []));
    let reached = 0;
    for (const { original, title } of documents) {
      if (typeof original !== 'string') throw new Error('a format hands bytes back');
      const at = file.text.indexOf(original, reached);
      expect(at, `the original of "${title}" is no part of the file after character ${reached}`).toBeGreaterThanOrEqual(
        0,
      );
      reached = at + original.length;
    }
    expect(items.length).toBeGreaterThan(0);
  });

  it('leaves no markup or code of a feed in what is stored', async () => {
    const feeds = cases
      .filter(({ format, name }) => format === 'xml-feed' && !OF_PLAIN_WORDS.some((one) => name.endsWith(one)))
      .map(readInput);
    const parsed = await Promise.all(feeds.map(parse));
    const texts = parsed.flatMap((outcome) =>
      'items' in outcome ? outcome.items.map((item) => JSON.stringify(item)) : [],
    );
    expect(texts.length).toBeGreaterThan(4);
    for (const text of texts)
      expect(text).not.toMatch(/<[a-z]|onclick|onerror|javascript:|document\.title|color:|evil/i);
  });
});
