import type { RequestHandler } from 'express';
import { requestOf, searchParams } from '../pages/search-params.ts';
import type { Site } from '../pages/site.ts';
import type { DocumentHit } from '../search/types.ts';
import type { MoveRow } from '../store/moves.ts';
import { toCsvLine } from './csv.ts';
import { readParams } from './params.ts';

const BATCH = 100;
const MOST_ROWS = 2000;

/** A line of an exported result: a move or a document, with its sentence and where it leads. */
interface ExportRow {
  kind: 'move' | 'document';
  rank: number;
  title: string;
  vendor: string | null;
  type: string | null;
  /** When a move happened, when a document was published. */
  date: string | null;
  quote: string;
  source: string;
  grade: string;
  tlp: string;
  url: string | null;
  documentId: string;
  /** Path of the sentence in our own copy. */
  path: string;
}

const COLUMNS = [
  ...(['kind', 'rank', 'title', 'vendor', 'type', 'date', 'quote'] as const),
  ...(['source', 'grade', 'tlp', 'url', 'documentId', 'path'] as const),
] satisfies (keyof ExportRow)[];

/** Moves and documents of a search, with its parameters, at most 2,000 documents in the order of the page. */
export function exportSearch(site: Site, format: 'csv' | 'jsonl'): RequestHandler {
  return async (request, response) => {
    const given = readParams(searchParams, request.query);
    const today = new Date().toISOString().slice(0, 10);
    response.type(format === 'csv' ? 'text/csv' : 'application/jsonl');
    response.set('Content-Disposition', `attachment; filename="zhibi-search.${format}"`);
    // The mark makes spreadsheets read UTF-8.
    if (format === 'csv') response.write(`\ufeff${toCsvLine(COLUMNS)}`);
    const write = (row: ExportRow): void => {
      response.write(format === 'csv' ? toCsvLine(COLUMNS.map((name) => row[name])) : `${JSON.stringify(row)}\n`);
    };
    for (let page = 1; page <= MOST_ROWS / BATCH; page++) {
      const answer = await site.search.search({ ...requestOf(given, BATCH, today), page }, site.viewer);
      if (page === 1) for (const [i, move] of answer.moves.entries()) write(toMoveRow(move, i + 1));
      for (const [i, hit] of answer.hits.entries()) write(toDocumentRow(hit, (page - 1) * BATCH + i + 1));
      if (page * BATCH >= answer.total || request.destroyed) break;
    }
    response.end();
  };
}

function toMoveRow({ gist, vendorId, typeZh, happened, quote, document }: MoveRow, rank: number): ExportRow {
  return {
    ...{ kind: 'move', rank, title: gist, vendor: vendorId, type: typeZh, date: happened.start, quote: quote.exact },
    ...{ source: document.sourceName, grade: document.reliability, tlp: `TLP:${document.tlp}`, url: null },
    ...{ documentId: document.documentId, path: `/documents/${document.documentId}#q${quote.start}-${quote.end}` },
  };
}

function toDocumentRow({ document, snippet, start, end }: DocumentHit, rank: number): ExportRow {
  const { documentId, title, published, sourceName, reliability, tlp, url } = document;
  return {
    ...{ kind: 'document', rank, title, vendor: null, type: null, date: published, url, documentId },
    ...{ quote: snippet.map(({ text }) => text).join(''), source: sourceName, grade: reliability, tlp: `TLP:${tlp}` },
    path: end > start ? `/documents/${documentId}?from=${start}&to=${end}#hit` : `/documents/${documentId}`,
  };
}
