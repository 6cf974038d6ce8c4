import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

export interface TempFolder {
  path: string;
  /** @returns the path of a name in the folder. */
  at(name: string): string;
  /** Writes a file, making its folders. @returns its path. */
  write(name: string, content: string | Buffer): string;
}

/** A new folder that goes when the tests of the file, or of the `describe` around it, are done. */
export function makeTempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'zhibi-test-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  const at = (name: string): string => join(path, name);
  return {
    path,
    at,
    write(name, content) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), content);
      return at(name);
    },
  };
}
