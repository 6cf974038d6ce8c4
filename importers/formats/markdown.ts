import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../server/errors.ts';
import { DOCUMENT_KINDS } from '../../server/model.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';

const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/;
const text = z
  .union([z.string(), z.number(), z.date()])
  .transform((value) => (value instanceof Date ? value.toISOString() : String(value)));

/** What an analyst may state about an article at its head. Web clippers write `published`, several authors, and the link as `source`. */
const frontMatter = z
  .strictObject({
    title: text.optional(),
    date: text.optional(),
    published: text.optional(),
    url: text.optional(),
    author: z.union([text, z.array(text).transform((names) => names.map(unlink).join('、'))]).nullish(),
    source: text.optional(),
    tlp: text.optional(),
    kind: z.enum(DOCUMENT_KINDS).optional(),
    language: text.optional(),
    citation: text.optional(),
  })
  .transform(({ published, source, ...stated }) => ({
    ...stated,
    date: stated.date ?? published,
    ...(source && LINK.test(source) ? { url: stated.url ?? source, source: undefined } : { source }),
  }));
/** [[Name]] is a note of its own in some clippers. */
const unlink = (name: string): string => name.replace(/^\[\[(.{1,200})\]\]$/, '$1');
const LINK = /^https?:\/\//i;
/** Keys of web clippers and site generators that say nothing of where a text is from; any other is a slip of the pen. */
const ASIDE =
  /^(?:tags?|categor(?:y|ies)|keywords?|description|summary|excerpt|cover|image|thumbnail|slug|layout|draft|aliases|cssclass(?:es)?|created|updated|modified|lastmod|toc|site|favicon|comments?|permalink|weight)$/i;
const HEADING = /^\s*#{1,3}\s+(.{2,200})$/m;

/** Markdown that opens with YAML front matter: one document a file. */
export const markdown: Format = {
  name: 'markdown',
  version: 1,
  isOneText: true,
  match: ({ text: content }) => (FRONT_MATTER.test(content) ? 0.9 : 0),

  parse(file) {
    const head = FRONT_MATTER.exec(file.text);
    if (!head) throw new AppError('BROKEN_FORMAT', `${file.path}:1: no front matter between --- lines`);
    const { stated, aside } = readFrontMatter(file, head[1] ?? '');
    const { date, url, author, source, tlp, kind, language, citation } = stated;
    const body = file.text.slice(head[0].length);
    const title = stated.title ?? HEADING.exec(body)?.[1]?.trim();
    const item: ParsedItem = {
      document: {
        title: title ?? file.name.replace(/\.[a-z0-9]{1,8}$/i, ''),
        body,
        ...(date ? { published: date } : {}),
        ...(url ? { url } : {}),
        ...(author ? { author } : {}),
        ...(source ? { sourceId: source } : {}),
        ...(tlp ? { tlp } : {}),
        ...(kind ? { kind } : {}),
        ...(language ? { language } : {}),
        ...(citation ? { citation } : {}),
        locator: '',
        original: file.text,
      },
      warnings: [
        ...(title ? [] : ['no title and no heading: the file name stands for the title']),
        ...(aside.length > 0 ? [`not read: ${aside.join(', ')}`] : []),
      ],
    };
    return [item];
  },
};

/** @returns what is stated, and the keys that were left aside. */
function readFrontMatter(file: RawFile, yaml: string): { stated: z.infer<typeof frontMatter>; aside: string[] } {
  try {
    const parsed: unknown = parseYaml(yaml);
    if (typeof parsed !== 'object' || parsed === null) return { stated: frontMatter.parse(parsed), aside: [] };
    const aside = Object.keys(parsed).filter((key) => ASIDE.test(key));
    const rest = Object.fromEntries(Object.entries(parsed).filter(([key]) => !ASIDE.test(key)));
    return { stated: frontMatter.parse(rest), aside };
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const reason = issue
      ? `${issue.path.join('.') || 'front matter'}: ${issue.message}`
      : (error as Error).message.split('\n')[0];
    throw new AppError('BROKEN_FORMAT', `${file.path}: ${reason}`);
  }
}
