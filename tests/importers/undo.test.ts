import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { loadReferenceData } from '../../importers/reference-data.ts';
import { runImport } from '../../importers/run-import.ts';
import { undoImport } from '../../importers/undo-import.ts';
import { openWriter } from '../../server/db/open.ts';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import type { Viewer } from '../../server/model.ts';
import { createImportUndo } from '../../server/store/import-undo.ts';
import { createReviewWriter } from '../../server/store/review-writer.ts';
import { dumpContent, findDamage, query, queryValue } from '../helpers/database-dump.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const data = loadReferenceData();
const analyst: Viewer = { clearance: 'AMBER+STRICT', role: 'analyst' };

function run(db: string, ...paths: string[]): ImportReceipt & { runId: number } {
  const receipt = runImport({ databasePath: db, paths, base: folder.path, dryRun: false, data });
  return { ...receipt, runId: receipt.runId ?? 0 };
}

/** Every row but those of logs, counters of changes and what is only remembered to save time. */
function contentOf(db: string) {
  const { document_change: _, read_file: __, ...content } = dumpContent(db);
  return content;
}

function makeFolder(name: string, files: Record<string, string>): string {
  const path = folder.at(name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const note = (title: string, text: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2025-01-23\n${more}---\n\n${text}\n`;

/** Sentences that differ, so that a text of them is long enough to be compared with others. */
const LONG = Array.from(
  { length: 40 },
  (_, i) => `第${i}段说，腾讯云在第${i * 7}天把第${i * 13}号机房的价格调到${i * 17}元，客户是第${i * 19}家银行。`,
);
const LINK = 'url: https://www.leiphone.com/category/industrycloud/undo.html\n';

const FIRST = {
  'digest.md': note('摘要', '阿里云在一月下调了云服务器的价格。', `${LINK}source: zhibi-digest\nkind: digest\n`),
  'edited.md': note('改过的', '华为云在三月与一家银行签约。'),
  'table.md': note('表', '| 厂商 | 阿里云 | 腾讯云 |\n| --- | --- | --- |\n| 可用区 | 12 | 9 |\n'),
  'whole.md': note('全文', LONG.join('\n\n')),
};
const SECOND = {
  'table.md': note('表', '| 厂商 | 阿里云 | 腾讯云 |\n| --- | --- | --- |\n| 可用区 | 15 | 9 |\n| 地域 | 5 | 4 |\n'),
  'article.md': note('全文报道', '阿里云在一月下调了云服务器的价格，降幅达两成。总裁何清说，还会再降。', LINK),
  'edited.md': note('改过的', '华为云在四月与一家银行签约，金额为三千万元。火山引擎在五月开放了新地域。'),
  'repost.md': note('转载', LONG.slice(0, 36).join('\n\n')),
  'third.md': note('再转载', LONG.slice(4).join('\n\n')),
  'twin.md': FIRST['whole.md'],
};

describe('undoing an import', () => {
  it('restores the state before, to the same rows, and the import can be made again', () => {
    const db = folder.at('undo.db');
    run(db, STARTER, makeFolder('first', FIRST));
    const before = contentOf(db);
    const second = makeFolder('first', SECOND);
    const receipt = run(db, second);
    expect(receipt.totals).toMatchObject({ updated: 2, duplicate: 1, quarantined: 0 });
    expect(queryValue(db, 'SELECT COUNT(*) FROM table_cell')).toBeGreaterThan(2);
    expect(queryValue(db, 'SELECT COUNT(*) FROM document WHERE work_id IS NOT NULL')).toBe(3);
    expect(queryValue(db, 'SELECT COUNT(*) FROM document WHERE superseded_by IS NOT NULL')).toBe(1);
    const after = contentOf(db);
    expect(after).not.toEqual(before);

    expect(undoImport(db, String(receipt.runId))).toEqual({ runId: receipt.runId, removed: 3, restored: 2 });
    expect(findDamage(db)).toEqual([]);
    expect(contentOf(db)).toEqual(before);
    expect(queryValue(db, 'SELECT COUNT(*) FROM import_before WHERE run_id = ?', receipt.runId)).toBe(0);
    expect(queryValue(db, 'SELECT undone_at IS NOT NULL FROM import_run WHERE run_id = ?', receipt.runId)).toBe(1);

    expect(run(db, second).totals).toEqual(receipt.totals);
    expect(contentOf(db)).toEqual(after);
  });

  it('empties a base of which it was all', () => {
    const db = folder.at('empty.db');
    const { runId } = run(db, makeFolder('all', FIRST));
    undoImport(db, `#${runId}`);
    for (const table of ['document', 'revision', 'quote', 'move', 'document_sketch', 'sketch_band', 'document_fts'])
      expect(queryValue(db, `SELECT COUNT(*) FROM ${table}`), table).toBe(0);
  });

  it('undoes the newest first where imports changed the same document', () => {
    const db = folder.at('row.db');
    const path = makeFolder('row', { 'a.md': note('甲', '腾讯云一月降价。'), 'b.md': note('乙', '腾讯云二月降价。') });
    const states = ['一月', '三月', '五月'].map((month) => {
      writeFileSync(join(path, 'a.md'), note('甲', `腾讯云${month}降价。`));
      const { runId } = run(db, path);
      return { runId, content: contentOf(db) };
    });
    const [first, second, third] = states as [(typeof states)[0], (typeof states)[0], (typeof states)[0]];
    const intact = contentOf(db);
    expect(() => undoImport(db, String(first.runId))).toThrow(
      expect.objectContaining({ code: 'CHANGED_SINCE', message: expect.stringContaining('import 3, 2') }),
    );
    expect(contentOf(db)).toEqual(intact);
    undoImport(db, String(third.runId));
    expect(contentOf(db)).toEqual(second.content);
    undoImport(db, String(second.runId));
    expect(contentOf(db)).toEqual(first.content);
  });

  it('goes back to a text that had been there before', () => {
    const db = folder.at('back.db');
    const path = makeFolder('back', {});
    const write = (month: string): void => writeFileSync(join(path, 'a.md'), note('甲', `腾讯云${month}降价。`));
    for (const month of ['一月', '三月']) {
      write(month);
      run(db, path);
    }
    const before = contentOf(db);
    write('一月');
    const { runId } = run(db, path);
    undoImport(db, String(runId));
    expect(contentOf(db)).toEqual(before);
  });

  it('goes on where it was killed', () => {
    const db = folder.at('killed.db');
    run(db, makeFolder('killed-first', FIRST));
    const before = contentOf(db);
    const { runId } = run(db, STARTER);
    const handle = openWriter(db);
    const steps = createImportUndo(handle).undoImport(runId);
    expect(steps.next().value).toMatchObject({ removed: 16 });
    handle.close();
    expect(findDamage(db)).toEqual([]);
    undoImport(db, String(runId));
    expect(contentOf(db)).toEqual(before);
  });

  it('keeps what analysts decided meanwhile', () => {
    const db = folder.at('decided.db');
    const path = makeFolder('decided', { 'a.md': note('甲', '2024年3月1日，阿里云宣布全线降价，最高降幅55%。') });
    run(db, path);
    writeFileSync(join(path, 'a.md'), note('甲', '2024年3月1日，阿里云宣布全线降价，最高降幅55%。这是补记。'));
    const { runId } = run(db, path);
    const moveId = queryValue<string>(db, 'SELECT move_id FROM move LIMIT 1');
    const handle = openWriter(db);
    createReviewWriter(handle).decide(analyst, { action: 'confirm', moveId, note: '', decidedBy: 'local' });
    handle.close();
    undoImport(db, String(runId));
    expect(query(db, 'SELECT status FROM move')).toEqual([{ status: 'confirmed' }]);
    expect(queryValue(db, 'SELECT text FROM revision')).not.toContain('补记');
  });

  it.each([
    ['9', 'NOT_FOUND'],
    ['first', 'BAD_PARAMETER'],
  ])('refuses import %s: %s', (given, code) => {
    const db = folder.at('refused.db');
    run(db, makeFolder('refused', FIRST));
    expect(() => undoImport(db, given)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses an import that is undone, or of which nothing was kept', () => {
    const db = folder.at('old.db');
    const { runId } = run(db, makeFolder('old', FIRST));
    const handle = new Database(db);
    handle.exec('UPDATE import_run SET keeps_before = 0');
    expect(() => undoImport(db, String(runId))).toThrow(expect.objectContaining({ code: 'CANNOT_UNDO' }));
    handle.exec('UPDATE import_run SET keeps_before = 1');
    handle.close();
    undoImport(db, String(runId));
    expect(() => undoImport(db, String(runId))).toThrow(expect.objectContaining({ code: 'CANNOT_UNDO' }));
  });
});
