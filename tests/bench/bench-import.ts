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
      `import  ${count} articles: ${first.rate.toFixed(0)}/s, resident ${first.megabytes} MB, quarantined ${first.quarantined}`,
    );
    console.log(
      `again   ${count} articles: ${second.rate.toFixed(0)}/s, ${(second.rate / first.rate).toFixed(1)} times as fast`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeImport(folder: string, articles: string) {
  const start = performance.now();
  const receipt = runImport({ databasePath: join(folder, 'bench.db'), paths: [articles], base: folder, dryRun: false });
  const seconds = (performance.now() - start) / 1000;
  return {
    rate: receipt.items.length / seconds,
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
    quarantined: receipt.totals.quarantined,
  };
}
