import type { DocumentSeed } from './database-seeds.ts';

type Insert = (table: string, row: Record<string, string | number | bigint | null>) => void;

/** Tables of one cell each, as the importer would store them. */
export function addTables(
  insert: Insert,
  { documentId, tables = [] }: DocumentSeed,
  revision: number | bigint,
  text: string,
): void {
  tables.forEach(({ title, vendorId, cell }, ordinal) => {
    const table_id = `${documentId}-t${ordinal}`;
    const start = text.indexOf(cell);
    const span = { start, end: start + cell.length };
    insert('data_table', {
      ...{ table_id, document_id: documentId, revision_id: revision, ordinal, title, ...span },
      ...{ header: JSON.stringify([[title]]), metric: '' },
    });
    insert('table_cell', {
      ...{ table_id, row: 1, column: 1, row_path: JSON.stringify([title]), vendor_id: vendorId, qualifier: '' },
      ...{ text: cell, ...span, unit: '', marker: '', status: 'ok', reasons: '[]' },
    });
  });
}
