import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ImportReceipt } from '../../server/facts/import-receipt.ts';
import { makeArticles } from '../bench/make-articles.ts';
import { findDamage, query, queryValue } from '../helpers/database-dump.ts';
import { readOrigin } from '../helpers/live-site.ts';
import { finish, startCommand } from '../helpers/run-command.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const COUNT = 90;
const PAGES = ['/', '/vendors', '/timeline', '/documents', '/search?q=阿里云', '/review.json', '/health'];
const BUSY = /SQLITE_|database is locked|BASE_BUSY/;

const folder = makeTempFolder();
const db = folder.at('live.db');

/** Reads pages and decides on moves, one request after another, while something is true. */
async function useSite(origin: string, goesOn: () => boolean): Promise<{ answers: string[]; decided: number }> {
  const answers: string[] = [];
  let decided = 0;
  for (let turn = 0; goesOn(); turn++) {
    const page = PAGES[turn % PAGES.length] ?? '/';
    const response = await fetch(`${origin}${page}`);
    const text = await response.text();
    answers.push(`${response.status} ${page}${BUSY.test(text) ? ' BUSY' : ''}`);
    if (page === '/review.json') decided += await confirmFirst(origin, text, answers);
  }
  return { answers, decided };
}

/** @returns how many decisions were accepted: 1, or 0 where nothing waits. */
async function confirmFirst(origin: string, review: string, answers: string[]): Promise<number> {
  const moveId = /"moveId":"([0-9a-f]{16})"/.exec(review)?.[1];
  if (!moveId) return 0;
  const response = await fetch(`${origin}/review/decisions`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: origin },
    body: new URLSearchParams({ action: 'confirm', move: moveId, note: '' }),
  });
  answers.push(`${response.status} decision${BUSY.test(await response.text()) ? ' BUSY' : ''}`);
  return response.status === 303 ? 1 : 0;
}

async function stop(server: ChildProcess): Promise<void> {
  const closed = once(server, 'close');
  server.kill('SIGTERM');
  await closed;
}

describe('two imports beside a site in use', () => {
  it('lose no document and no decision, and nobody is shown that the database is busy', {
    timeout: 180_000,
  }, async () => {
    for (const { name, text } of makeArticles(COUNT)) folder.write(`corpus/${name}`, text);
    const server = startCommand('server/main.ts', [], { ZHIBI_DB: db, ZHIBI_PORT: '0', ZHIBI_LOG: 'warn' });
    try {
      const origin = await readOrigin(server);
      const before = queryValue<number>(db, 'SELECT COUNT(*) FROM document');
      let running = 2;
      const imports = ['corpus/0000[0-5]*.md', 'corpus/0000[3-8]*.md'].map(async (part) => {
        const args = [folder.at(part), '--db', db, '--json'];
        const finished = await finish(startCommand('importers/cli.ts', args, { INIT_CWD: folder.path }));
        running--;
        return finished;
      });
      const { answers, decided } = await useSite(origin, () => running > 0);
      for (const { status, stdout, stderr } of await Promise.all(imports)) {
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(stdout).not.toMatch(BUSY);
        expect((JSON.parse(stdout) as ImportReceipt).items).toHaveLength(60);
      }
      expect(answers.filter((answer) => !/^(?:200|303) [^ ]+$/.test(answer))).toEqual([]);
      expect(decided).toBeGreaterThan(0);
      expect(queryValue(db, 'SELECT COUNT(*) FROM review_decision')).toBe(decided);
      expect(queryValue(db, 'SELECT COUNT(*) FROM document')).toBe(before + COUNT);
      expect(query(db, 'SELECT natural_key FROM document GROUP BY natural_key HAVING COUNT(*) > 1')).toEqual([]);
      expect(findDamage(db)).toEqual([]);
    } finally {
      await stop(server);
    }
  });
});
