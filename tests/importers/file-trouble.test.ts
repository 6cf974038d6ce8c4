import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectPaths, readRawFile } from '../../importers/collect-files.ts';
import { runImport } from '../../importers/run-import.ts';
import { describeError } from '../../server/errors.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TWO_GIGABYTES = 2 ** 31;

/** The lines of a receipt on a folder, without what follows the reason. */
function linesOf(path: string): string[] {
  const receipt = runImport({ databasePath: folder.at('trouble.db'), paths: [path], base: folder.path, dryRun: false });
  return receipt.items.map(({ path: named, outcome, reason }) =>
    `${outcome} ${named} ${reason.split(' — ')[0]}`.trim(),
  );
}

/** What reading a path says. */
function refusalOf(path: string): string {
  try {
    readRawFile(folder.at(path), folder.path);
    return 'read';
  } catch (error) {
    return describeError(error).split(' — ')[0] ?? '';
  }
}

describe('trouble with files', () => {
  it('is a clear line for each, while the good ones beside it are stored', () => {
    folder.write('mixed/good.md', '---\ntitle: 甲\ndate: 2025-01-23\n---\n\n甲的正文。\n');
    folder.write('mixed/empty.md', '');
    folder.write('mixed/blank.md', ' \n\t\n');
    folder.write('mixed/below/also-good.md', '---\ntitle: 乙\ndate: 2025-01-23\n---\n\n乙的正文。\n');
    folder.write('elsewhere/hidden.md', '丙');
    symlinkSync('round.md', folder.at('mixed/round.md'));
    symlinkSync('nowhere.md', folder.at('mixed/dangling.md'));
    symlinkSync(folder.at('elsewhere'), folder.at('mixed/linked'));
    symlinkSync('..', folder.at('mixed/below/up'));
    execFileSync('mkfifo', [folder.at('mixed/pipe.md')]);
    const big = openSync(folder.at('mixed/big.md'), 'w');
    ftruncateSync(big, TWO_GIGABYTES);
    closeSync(big);
    expect(linesOf('mixed').sort()).toEqual(
      [
        'quarantined mixed/below/up UNREADABLE_FILE: mixed/below/up: a link to a folder, which is not followed, not a file',
        'quarantined mixed/big.md TOO_LARGE: mixed/big.md: 2048 MB, the limit is 64 MB',
        'quarantined mixed/blank.md UNKNOWN_FORMAT: mixed/blank.md: the file holds blanks alone',
        'quarantined mixed/dangling.md UNREADABLE_FILE: mixed/dangling.md: no such file',
        'quarantined mixed/empty.md EMPTY_DOCUMENT: mixed/empty.md: the file is empty',
        'quarantined mixed/linked UNREADABLE_FILE: mixed/linked: a link to a folder, which is not followed, not a file',
        'quarantined mixed/pipe.md UNREADABLE_FILE: mixed/pipe.md: a pipe, not a file',
        'quarantined mixed/round.md UNREADABLE_FILE: mixed/round.md: a link that leads in a circle',
        'stored mixed/below/also-good.md',
        'stored mixed/good.md',
      ].sort(),
    );
  });

  it('is told of what was asked for by name', () => {
    const file = folder.write('asked/a.md', '甲');
    expect(refusalOf('asked')).toBe('UNREADABLE_FILE: asked: a folder, not a file');
    expect(refusalOf('asked/none.md')).toBe('UNREADABLE_FILE: asked/none.md: no such file');
    expect(refusalOf('asked/a.md/b.md')).toBe(
      'UNREADABLE_FILE: asked/a.md/b.md: no such file: a part of its path is no folder',
    );
    expect(refusalOf(`asked/${'长'.repeat(200)}.md`)).toMatch(/: its name is too long$/);
    expect(refusalOf('asked/a\0.md')).toMatch(/^UNREADABLE_FILE: .*null bytes/);
    const round = folder.at('asked/round');
    symlinkSync('round', round);
    expect(collectPaths(['asked/round', 'asked/*.pdf', 'asked/a.md', 'asked'], folder.path)).toEqual([
      round,
      folder.at('asked/*.pdf'),
      file,
    ]);
  });

  it('enters a folder that is asked for by a link, and takes each file once', () => {
    const file = folder.write('target/a.md', '甲');
    folder.write('target/.hidden.md', '乙');
    symlinkSync(folder.at('target'), folder.at('link'));
    expect(collectPaths(['link'], folder.path)).toEqual([join(folder.at('link'), 'a.md')]);
    expect(collectPaths(['target', 'target/*', 'target/a.md', './target/../target/a.md'], folder.path)).toEqual([file]);
  });

  it('tells a socket and what the disk cannot read', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(folder.at('socket.md'), resolve));
    expect(refusalOf('socket.md')).toBe('UNREADABLE_FILE: socket.md: a socket, not a file');
    await new Promise((resolve) => server.close(resolve));
  });
});

/** Nothing is forbidden to the administrator: then the command runs as somebody else. */
describe('what may not be read', () => {
  const isRoot = process.getuid?.() === 0;
  const NOBODY = 65_534;
  const script = `
    const { collectPaths, readRawFile } = await import(${JSON.stringify(join(import.meta.dirname, '../../importers/collect-files.ts'))});
    const { describeError } = await import(${JSON.stringify(join(import.meta.dirname, '../../server/errors.ts'))});
    for (const path of collectPaths(['locked'], ${JSON.stringify(folder.path)}))
      try { readRawFile(path, ${JSON.stringify(folder.path)}); console.log('read ' + path); } catch (error) { console.log(describeError(error)); }`;

  beforeAll(() => {
    chmodSync(folder.path, 0o755);
    mkdirSync(folder.at('locked/below'), { recursive: true });
    writeFileSync(folder.at('locked/secret.md'), '甲');
    writeFileSync(folder.at('locked/below/b.md'), '乙');
    chmodSync(folder.at('locked/secret.md'), 0o000);
    chmodSync(folder.at('locked/below'), 0o000);
  });
  afterAll(() => chmodSync(folder.at('locked/below'), 0o755));

  it('is named with the reason, files and folders alike', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
      env: { PATH: process.env.PATH, TSX_DISABLE_CACHE: '1', TMPDIR: '/nowhere' },
      encoding: 'utf8',
    });
    expect(existsSync(folder.at('locked'))).toBe(true);
    expect({ stdout, stderr }).toEqual({
      stdout:
        'UNREADABLE_FILE: locked/below: no permission to read it — Check that the path exists and may be read.\n' +
        'UNREADABLE_FILE: locked/secret.md: no permission to read it — Check that the path exists and may be read.\n',
      stderr: '',
    });
  });
});
