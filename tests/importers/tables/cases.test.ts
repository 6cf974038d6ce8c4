import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../../importers/run-import.ts';
import { PROJECT_ROOT } from '../../../server/config.ts';
import { openReader } from '../../../server/db/open.ts';
import { createStore } from '../../../server/store/index.ts';
import { showCellRow } from '../../helpers/show-cell.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';

const CASES = join(PROJECT_ROOT, 'tests/quality/tables');
const VIEWER = { clearance: 'AMBER+STRICT', role: 'analyst' } as const;
const files = readdirSync(CASES).filter((name) => !/\.expected$|^README/.test(name));

describe('tables of every layout', () => {
  const folder = makeTempFolder();
  const read = new Map<string, string>();
  beforeAll(() => {
    const databasePath = folder.at('cases.db');
    const { items } = runImport({
      databasePath,
      paths: files.map((name) => join(CASES, name)),
      base: CASES,
      dryRun: false,
    });
    const store = createStore(openReader(databasePath));
    const tables = store.listTables(VIEWER);
    for (const { path, documentId } of items) {
      const cells = tables
        .filter((table) => table.documentId === documentId)
        .flatMap(({ tableId }) => store.listCells(VIEWER, tableId));
      read.set(path.split('/').at(-1) ?? '', cells.map(showCellRow).join('\n'));
    }
  });

  it.each(files)('are read as a person reads them: %s', (name) => {
    const expected = readFileSync(join(CASES, name.replace(/\.\w+$/, '.expected')), 'utf8').trim();
    expect(read.get(name)).toBe(expected);
  });
});
