import type { Format, ParsedItem } from './format.ts';

const HEADING = /^#{1,3}\s+(.{2,80})$/m;
const DATE_LINE = /^(?:.{0,40}[，,]\s*)?(\d{4}-\d{1,2}-\d{1,2})\s*$/m;
const LINES_OF_HEAD = 40;

/** Text without front matter, such as a document's export: one document a file. The last resort of the registry. */
export const plainText: Format = {
  name: 'plain-text',
  version: 1,
  isOneText: true,
  match: ({ text }) => (text.trim() === '' || text.startsWith('{\\rtf') ? 0 : 0.1),

  parse(file) {
    const head = file.text.split('\n', LINES_OF_HEAD).join('\n');
    const heading = HEADING.exec(head)?.[1]?.trim();
    const dated = DATE_LINE.exec(head)?.[1];
    const warnings = heading ? [] : ['no heading: the file name stands for the title'];
    const item: ParsedItem = {
      document: {
        title: heading ?? file.name.replace(/\.[a-z0-9]{1,5}$/i, ''),
        body: file.text,
        ...(dated ? { published: dated } : {}),
        kind: 'report',
        sourceId: 'internal',
        locator: '',
        original: file.text,
      },
      warnings,
    };
    return [item];
  },
};
