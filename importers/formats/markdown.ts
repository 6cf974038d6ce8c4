import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../server/errors.ts';
import { DOCUMENT_KINDS } from '../../server/model.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';

const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/;
const text = z
  .union([z.string(), z.number(), z.date()])
  .transform((value) => (value instanceof Date ? value.toISOString() : String(value)));

/** What an analyst may state about an article at its head. */
const frontMatter = z.strictObject({
  title: text,
  date: text.optional(),
  url: text.optional(),
  author: text.optional(),
  source: text.optional(),
  tlp: text.optional(),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  language: text.optional(),
  citation: text.optional(),
});

/** Markdown that opens with YAML front matter: one document a file. */
export const markdown: Format = {
  name: 'markdown',
  version: 1,
  isOneText: true,
  match: ({ text: content }) => (FRONT_MATTER.test(content) ? 0.9 : 0),

  parse(file) {
    const head = FRONT_MATTER.exec(file.text);
    if (!head) throw new AppError('BROKEN_FORMAT', `${file.path}:1: no front matter between --- lines`);
    const { title, date, url, author, source, tlp, kind, language, citation } = readFrontMatter(file, head[1] ?? '');
    const item: ParsedItem = {
      document: {
        title,
        body: file.text.slice(head[0].length),
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
      warnings: [],
    };
    return [item];
  },
};

function readFrontMatter(file: RawFile, yaml: string): z.infer<typeof frontMatter> {
  try {
    return frontMatter.parse(parseYaml(yaml));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const reason = issue
      ? `${issue.path.join('.') || 'front matter'}: ${issue.message}`
      : (error as Error).message.split('\n')[0];
    throw new AppError('BROKEN_FORMAT', `${file.path}: ${reason}`);
  }
}
