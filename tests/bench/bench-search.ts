import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../server/config.ts';
import { makeBase } from './make-base.ts';
import { ENGINES } from './search-engines.ts';

/**
 * Times whole answers (total, facets, ten snippets) over made articles, by this engine and by three others in the same run: read
 * the figures as ratios. Ours answers in a thread, understands names and ranks; the others match words.
 */
export function benchSearch(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-bench-'));
  try {
    const basePath = join(folder, 'bench.db');
    const seconds = makeBase(basePath, count);
    console.log(`${count} articles, written with text and index in ${seconds.toFixed(1)} s`);
    for (const [i, name] of Object.keys(ENGINES).entries()) {
      const script = join('tests', 'bench', 'search-engine-run.ts');
      const args = ['--import', 'tsx', script, name, basePath, join(folder, `engine-${i}.db`), String(count)];
      spawnSync(process.execPath, args, { cwd: PROJECT_ROOT, stdio: 'inherit' });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
