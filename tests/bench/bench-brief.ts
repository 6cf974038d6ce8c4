import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../importers/run-import.ts';
import { loadBriefInput } from '../../server/briefs/brief-input.ts';
import { buildBrief } from '../../server/briefs/build-brief.ts';
import { redactBrief } from '../../server/briefs/redact-brief.ts';
import { writeBrief } from '../../server/briefs/write-brief.ts';
import { openReader, openWriter } from '../../server/db/open.ts';
import type { Viewer } from '../../server/model.ts';
import { createStore } from '../../server/store/index.ts';
import { makeBase } from './make-base.ts';

const RUNS = 50;
const SELLER: Viewer = { clearance: 'AMBER+STRICT', role: 'sales' };
const ASKED = { accountId: 'kuaishou', incumbentId: 'huawei', usId: 'alibaba', owner: 'bench', asOf: '2026-01-01' };
/** Articles about the account, among them the changes that a brief is made of. */
const TOLD = 60;

/** Times a brief over made articles, of which one in five tells a move of weight: the first, with nothing remembered, then more. */
export async function benchBrief(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-bench-'));
  try {
    const basePath = join(folder, 'bench.db');
    makeBase(basePath, count);
    addWeight(basePath);
    runImport({ databasePath: basePath, paths: writeArticles(folder), base: folder, dryRun: false });
    const db = openReader(basePath);
    const first = createStore(db);
    const cold = time(() => assemble(first));
    const warm = Array.from({ length: RUNS }, () => time(() => assemble(first))).sort((a, b) => a - b);
    const { body, vocabulary } = assemble(first);
    console.log(`${count} articles, ${TOLD} of them about the account: ${body.lines.length} lines`);
    console.log(
      `first ${cold.toFixed(1)} ms, p50 ${at(warm, 0.5)} ms, p95 ${at(warm, 0.95)} ms, most ${at(warm, 1)} ms`,
    );
    const copy = redactBrief({ id: 'bench', version: 1, body }, 'internal', 'zh', vocabulary);
    const started = performance.now();
    await writeBrief(copy, 'docx');
    console.log(`as DOCX ${(performance.now() - started).toFixed(1)} ms`);
    db.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function assemble(store: ReturnType<typeof createStore>) {
  const input = loadBriefInput(store, SELLER, ASKED);
  const built = buildBrief(input);
  if (built.isRefused) throw new Error('the account is told of too little');
  return { body: built.body, vocabulary: input.vocabulary };
}

function addWeight(basePath: string): void {
  const db = openWriter(basePath);
  const sql = `UPDATE move SET importance = 2, confidence = 0.9, move_type = CASE rowid % 3 WHEN 0 THEN 'pricing' WHEN 1 THEN 'region'
    ELSE 'incident' END, status = CASE rowid % 2 WHEN 0 THEN 'confirmed' ELSE 'proposed' END WHERE rowid % 5 = 0`;
  db.prepare(sql).run();
  db.close();
}

function writeArticles(folder: string): string[] {
  return Array.from({ length: TOLD }, (_, i) => {
    const path = join(folder, `told-${i}.md`);
    const lines = [
      `${2012 + (i % 12)}年${1 + (i % 12)}月，快手把第${i}个站点从阿里云迁移到华为云上，是因为价格更低。`,
      `快手每年在华为云花费${1 + (i % 9)}亿元，工程师抱怨华为云不稳定。`,
      `快手正与华为云谈第${i}份合同。`,
    ];
    const head = ['---', `title: 快手报道之${i}`, `date: ${2014 + (i % 12)}-05-10`, 'tlp: CLEAR', '---', ''];
    writeFileSync(path, [...head, ...lines, ''].join('\n'));
    return path;
  });
}

function time(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
