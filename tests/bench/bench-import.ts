import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../importers/run-import.ts';
import { makeArticles } from './make-articles.ts';

/** Imports made articles end to end, twice, and prints articles a second; the second run finds nothing to do. */
export function benchImport(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-bench-'));
  try {
    const articles = join(folder, 'articles');
    mkdirSync(articles);
    for (const { name, text } of makeArticles(count)) writeFileSync(join(articles, name), text);
    const first = timeImport(folder, articles);
    const second = timeImport(folder, articles);
    console.log(
      `import  ${count} articles: ${formatRate(first)}, resident ${first.megabytes} MB, quarantined ${first.quarantined}`,
    );
    console.log(
      `again   ${count} articles: ${formatRate(second)}, ${(second.rate / first.rate).toFixed(1)} times as fast, unchanged ${second.unchanged}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both by the clock and by processor time of all threads, which other programs on the machine do not stretch. */
const formatRate = ({ rate, cpuRate }: { rate: number; cpuRate: number }): string =>
  `${rate.toFixed(0)}/s (${cpuRate.toFixed(0)}/s of processor time)`;

function timeImport(folder: string, articles: string) {
  const start = performance.now();
  const before = process.cpuUsage();
  const receipt = runImport({ databasePath: join(folder, 'bench.db'), paths: [articles], base: folder, dryRun: false });
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.cpuUsage(before);
  return {
    rate: receipt.items.length / seconds,
    cpuRate: (receipt.items.length * 1e6) / (cpu.user + cpu.system),
    unchanged: receipt.totals.unchanged,
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
    quarantined: receipt.totals.quarantined,
  };
}
