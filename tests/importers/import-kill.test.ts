import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { loadReferenceData } from '../../importers/reference-data.ts';
import { runImport } from '../../importers/run-import.ts';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import { dumpContent, findDamage, queryValue } from '../helpers/database-dump.ts';
import { startCommand } from '../helpers/run-command.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const POINTS = 200;
const LONGEST_WAIT = 90;

const folder = makeTempFolder();
const corpus = folder.at('corpus');
const loop = folder.at('loop');
const data = loadReferenceData();
const importInto = (db: string): ImportReceipt =>
  runImport({ databasePath: db, paths: [corpus], base: corpus, dryRun: false, data });

/** Articles of the starter, a file of several items, and two texts that are one work. */
function makeCorpus(): void {
  const sentence = (i: number): string => `第${i}段说，示例云在第${i * 7}天把第${i * 13}号机房的价格调到${i * 17}元。`;
  const long = Array.from({ length: 30 }, (_, i) => sentence(i));
  const note = (title: string, text: string): string => `---\ntitle: ${title}\ndate: 2025-01-23\n---\n\n${text}\n`;
  for (const name of readdirSync(STARTER).slice(0, 8))
    folder.write(`corpus/${name}`, readFileSync(join(STARTER, name)));
  folder.write('corpus/works/a.md', note('全文', long.join('\n\n')));
  folder.write('corpus/works/b.md', note('转载', long.slice(0, 28).join('\n\n')));
  folder.write(
    'corpus/CHANGELOG.md',
    [1, 2, 3].map((n) => `## 1.${n}.0 (March ${n}, 2025)\n\n- **New Resource:** \`alicloud_ecs_${n}\`\n`).join('\n'),
  );
}

/** True once no thread of a stopped process runs: /proc tells; elsewhere a moment must do. */
async function waitUntilStopped(pid: number): Promise<void> {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return void (await sleep(20));
  while (!/^\d+ \(.*\) T/.test(readFileSync(stat, 'utf8'))) await sleep(1);
}

/**
 * Stops a running import at random moments and copies its files as they are then: what a kill at that moment leaves, since
 * what a process has written is in its files however it ends. At last it is killed. @returns the copies.
 */
async function takePoints(): Promise<string[]> {
  const child = startCommand('tests/helpers/import-loop.ts', [corpus, loop]);
  const pid = child.pid ?? 0;
  let round = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    round = chunk.toString().trim().split('\n').at(-1) ?? round;
  });
  try {
    while (round === '') await sleep(20);
    const points: string[] = [];
    while (points.length < POINTS) {
      await sleep(Math.random() * LONGEST_WAIT);
      child.kill('SIGSTOP');
      await waitUntilStopped(pid);
      // The line of a new round may still be on its way: a copy of the round before is as good.
      const copy = copyPoint(round, points.length);
      if (copy) points.push(copy);
      child.kill('SIGCONT');
    }
    return points;
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
}

/** @returns the path of the copy; undefined when the database has no file yet. */
function copyPoint(round: string, number: number): string | undefined {
  const files = readdirSync(loop).filter((name) => name.startsWith(`${round}.db`));
  if (files.length === 0) return undefined;
  for (const name of files) copyFileSync(join(loop, name), folder.at(`points/${number}${name.slice(round.length)}`));
  return folder.at(`points/${number}.db`);
}

describe('an import that is killed', () => {
  it(`at ${POINTS} random points leaves a database that opens, no half document, and a second run completes it`, {
    timeout: 900_000,
  }, async () => {
    makeCorpus();
    for (const name of [loop, folder.at('points')]) mkdirSync(name);
    const undisturbed = folder.at('undisturbed.db');
    importInto(undisturbed);
    const expected = dumpContent(undisturbed);
    const whole = queryValue<number>(undisturbed, 'SELECT COUNT(*) FROM document');
    expect(whole).toBe(13);

    let unfinished = 0;
    for (const db of await takePoints()) {
      const hasTables = queryValue<number>(db, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'document'") > 0;
      if (!hasTables || queryValue<number>(db, 'SELECT COUNT(*) FROM document') < whole) unfinished++;
      if (hasTables && queryValue<number>(db, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'document_fts'") > 0)
        expect(findDamage(db), db).toEqual([]);
      expect(importInto(db).totals.quarantined, db).toBe(0);
      expect(findDamage(db), db).toEqual([]);
      expect(dumpContent(db), db).toEqual(expected);
      for (const end of ['', '-wal', '-shm']) rmSync(`${db}${end}`, { force: true });
    }
    expect(unfinished).toBeGreaterThan(POINTS / 4);
  });
});
