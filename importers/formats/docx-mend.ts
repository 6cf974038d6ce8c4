import type { Archive, ArchiveEntry } from './archive.ts';
import { packStored } from './store-zip.ts';

/** Parts whose words are read: the text, its notes and comments. */
const WORDS = /^\/?word\/(?:document\d*|footnotes|endnotes|comments)\.xml$/i;
/** Wrappers that the library passes over with all they hold: fields, runs of one direction, ruby and formulas (ECMA-376 part 1 §17.16.19, §17.3.2, §17.3.3.25, §22.1). */
const WRAPPED = /<(?:w:(?:fldSimple|dir|bdo|ruby)|m:oMath)[\s>/]/;
const WRAPPERS = /<\/?w:(?:fldSimple|dir|bdo|ruby|rubyBase)(?:\s[^<>]{0,2000})?\/?>/g;
const READINGS = /<w:rt>(?:(?!<\/w:rt>)[\s\S]){0,5000}<\/w:rt>/g;
const FORMULA_WORDS = /<m:t(?:\s[^<>]{0,200})?>([^<]{0,10000})<\/m:t>/g;
const FORMULA = /<m:oMath(?:\s[^<>]{0,500})?>((?:(?!<\/m:oMath>)[\s\S]){0,100000})<\/m:oMath>/g;

/**
 * Writes a Word document anew without wrappers, so that the words in them stay in their sentences. Pictures are left out.
 * @returns undefined where no part has such a wrapper
 */
export async function mendDocument(archive: Archive): Promise<Buffer | undefined> {
  const texts = archive.entries.filter(({ name, isEncrypted }) => /\.(?:xml|rels)$/i.test(name) && !isEncrypted);
  const parts = await Promise.all(texts.map((entry) => readMember(archive, entry)));
  if (!parts.some(({ name, content }) => WORDS.test(name) && WRAPPED.test(content))) return undefined;
  return packStored(
    parts.map(({ name, content }) => ({ name, content: WORDS.test(name) ? withoutWrappers(content) : content })),
  );
}

async function readMember(archive: Archive, entry: ArchiveEntry): Promise<{ name: string; content: string }> {
  return { name: entry.name, content: (await archive.read(entry)).toString('utf8') };
}

function withoutWrappers(xml: string): string {
  return xml
    .replace(READINGS, '')
    .replace(WRAPPERS, '')
    .replace(FORMULA, (_, inner: string) =>
      Array.from(inner.matchAll(FORMULA_WORDS), ([, words]) => `<w:r><w:t>${words}</w:t></w:r>`).join(''),
    );
}
