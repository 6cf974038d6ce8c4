import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../server/errors.ts';
import type { Format, ParsedItem, RawFile } from './format.ts';

const COMMENT = /^#\s*(title|date|source|url|citation|tlp)\s*:\s*(.+)$/;
const MOST_ROWS = 50_000;

/**
 * A comma-separated table (RFC 4180) under comment lines `# title: …`, `# date: …`. Each row becomes a passage that names
 * its columns, so that a row read alone, or quoted, still says what it means.
 */
export const csvTable: Format = {
  name: 'csv-table',
  version: 1,

  match({ text }) {
    const lines = text.split(/\r?\n/, 30).filter((line) => line.trim() !== '');
    const data = lines.filter((line) => !line.startsWith('#'));
    if (lines.some((line) => COMMENT.test(line)) && data[0]?.includes(',')) return 0.9;
    const commas = (line: string): number => line.replace(/"[^"]*"/g, '').split(',').length - 1;
    const first = commas(data[0] ?? '');
    return data.length >= 3 &&
      first >= 1 &&
      data.slice(0, 10).every((line) => commas(line) === first && line.length < 2000)
      ? 0.6
      : 0;
  },

  parse(file) {
    const meta = readComments(file.text);
    const [header = [], ...rows] = readRows(file);
    const body = rows.map(
      (row) =>
        `| ${row
          .map((cell, i) => [header[i], cell])
          .filter(([, cell]) => cell !== '')
          .map(([name, cell]) => `${name}：${cell?.replace(/\s+/g, ' ')}`)
          .join('；')} |`,
    );
    const item: ParsedItem = {
      document: {
        title: meta.title ?? file.name.replace(/\.[a-z]+$/i, ''),
        body: body.join('\n'),
        kind: 'table',
        ...(meta.date ? { published: meta.date } : {}),
        ...(meta.url ? { url: meta.url } : {}),
        ...(meta.source ? { sourceId: meta.source } : {}),
        ...(meta.tlp ? { tlp: meta.tlp } : {}),
        ...(meta.citation ? { citation: meta.citation } : {}),
        locator: '',
        original: file.text,
      },
      warnings: rows.length === 0 ? ['the table has a header and no rows'] : [],
    };
    return [item];
  },
};

function readComments(text: string): Partial<Record<string, string>> {
  const head = text.split(/\r?\n/, 30).map((line) => COMMENT.exec(line.trim()));
  return Object.fromEntries(head.flatMap((match) => (match?.[1] && match[2] ? [[match[1], match[2].trim()]] : [])));
}

function readRows(file: RawFile): string[][] {
  try {
    return parse(file.text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      trim: true,
      to: MOST_ROWS,
    });
  } catch (error) {
    const line = error instanceof CsvError ? (error as CsvError & { lines?: number }).lines : undefined;
    throw new AppError('BROKEN_FORMAT', `${file.path}:${line ?? 1}: ${(error as Error).message}`);
  }
}
