import type { RequestHandler } from 'express';
import writeXlsxFile from 'write-excel-file/node';
import { type CompareCell, type CompareRow, compareParams, loadComparePage } from '../pages/compare.ts';
import type { Site } from '../pages/site.ts';
import { toCsvLine } from './csv.ts';
import { type MessageKey, sayIn } from './messages.ts';
import { readParams } from './params.ts';
import { visitorOf } from './preferences.ts';

/** A line for each value, or for each blank with its reason; the last columns are its citation. */
export const COMPARE_COLUMNS = [
  ...['metric', 'vendor', 'value', 'low', 'high', 'unit', 'normalisedLow', 'normalisedHigh', 'normalisedUnit', 'state'],
  ...['scope', 'period', 'asOf', 'age', 'rank', 'blank', 'conflict'],
  ...['grade', 'source', 'published', 'document', 'tlp', 'quote', 'path'],
] as const;
type Line = (string | number | null)[];

const TYPES = {
  csv: 'text/csv',
  md: 'text/markdown',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The comparison as a file, with its parameters. Text that a spreadsheet would run as a formula is kept from it. */
export function exportCompare(site: Site, format: keyof typeof TYPES): RequestHandler {
  return async (request, response) => {
    const { lang } = visitorOf(request);
    const page = loadComparePage(site, readParams(compareParams, request.query), lang);
    const names = new Map(
      page.vendors.map((vendor) => [vendor.vendorId, lang === 'zh' ? vendor.nameZh : vendor.nameEn]),
    );
    const lines = page.rows.flatMap((row) => row.cells.flatMap((cell) => listLines(row, cell, names, lang)));
    response.type(TYPES[format]);
    response.set('Content-Disposition', `attachment; filename="zhibi-compare.${format}"`);
    if (format === 'csv') response.send(`\ufeff${[[...COMPARE_COLUMNS], ...lines].map(toCsvLine).join('')}`);
    else if (format === 'md')
      response.send([[...COMPARE_COLUMNS], COMPARE_COLUMNS.map(() => '---'), ...lines].map(toMarkdownRow).join(''));
    else response.send(await toWorkbook(lines));
  };
}

function listLines(
  { metric }: CompareRow,
  cell: CompareCell,
  names: ReadonlyMap<string, string>,
  lang: 'zh' | 'en',
): Line[] {
  const say = sayIn(lang);
  const head = [metric.label[lang], names.get(cell.vendorId) ?? cell.vendorId];
  const blank = cell.blank === null ? '' : say(`compare.blank.${cell.blank}` satisfies MessageKey);
  const conflict = cell.conflict === null ? '' : say(`conflicts.kind.${cell.conflict}` satisfies MessageKey);
  if (cell.values.length === 0)
    return [[...head, ...Array<null>(13).fill(null), blank, conflict, ...Array<null>(7).fill(null)]];
  return cell.values.map((value, index): Line => {
    const { document, quote, grade, normalised } = value;
    return [
      ...head,
      ...[`${value.value.qualifier}${value.value.amount}${value.value.unit}`, value.low, value.high, value.unit],
      ...[normalised.low, normalised.high, normalised.base, value.state],
      ...[lang === 'zh' ? value.scopeZh : value.scopeEn, value.period?.text ?? '', value.asOf, value.age],
      ...[index === 0 ? cell.rank : null, index === 0 ? blank : '', index === 0 ? conflict : ''],
      ...[`${grade.letter}${grade.digit}`, document.sourceName, document.published, document.title],
      ...[`TLP:${document.tlp}`, quote.exact, value.href],
    ];
  });
}

function toMarkdownRow(cells: readonly (string | number | null)[]): string {
  const escaped = cells.map((cell) =>
    String(cell ?? '')
      .replace(/[\\|]/g, '\\$&')
      .replace(/\s+/g, ' ')
      .replace(/</g, '&lt;'),
  );
  return `| ${escaped.join(' | ')} |\n`;
}

/** Cells of text are written as text: a workbook runs none of them. */
async function toWorkbook(lines: readonly Line[]): Promise<Buffer> {
  const header = COMPARE_COLUMNS.map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = lines.map((line) => line.map((value) => (value === null || value === '' ? null : { value })));
  const columns = COMPARE_COLUMNS.map((name) => ({ width: name === 'quote' ? 60 : 14 }));
  return await writeXlsxFile([header, ...rows], { columns, sheet: 'compare', stickyRowsCount: 1 }).toBuffer();
}
