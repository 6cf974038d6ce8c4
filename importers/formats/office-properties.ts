import type { Archive } from './archive.ts';
import { htmlToText } from './html-text.ts';

/** What an office document says of itself (ECMA-376 part 2 §11). */
export interface PackageProperties {
  title?: string | undefined;
  author?: string | undefined;
  /** As written. */
  saved?: string | undefined;
}

const PROPERTIES = 'docProps/core.xml';
const LONGEST_PART = 1_000_000;
/** Names that a program gave, not a person. */
const NO_TITLE =
  /^(?:Microsoft Word\b.*|文档\s?\d*|Document\s?\d*|无标题|Untitled|PowerPoint .*|Word\s?文档|工作簿\s?\d*|Workbook\s?\d*|Book\s?\d*|Sheet\s?\d*)$/i;

export async function readPackageProperties(archive: Archive): Promise<PackageProperties> {
  const entry = archive.entries.find(({ name }) => name.replace(/^\//, '') === PROPERTIES);
  if (!entry || entry.size > LONGEST_PART) return {};
  const xml = (await archive.read(entry)).toString('utf8');
  const wordsOf = (tag: string): string | undefined =>
    htmlToText(new RegExp(`<${tag}[^>]{0,200}>([^<]{1,500})</${tag}>`).exec(xml)?.[1] ?? '') || undefined;
  const title = wordsOf('dc:title');
  return {
    title: NO_TITLE.test(title ?? '') ? undefined : title,
    author: wordsOf('dc:creator'),
    saved: wordsOf('dcterms:modified'),
  };
}
