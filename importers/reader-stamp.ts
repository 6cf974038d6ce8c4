import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { PROJECT_ROOT } from '../server/config.ts';
import type { ReferenceData } from './reference-data.ts';

/** Whatever decides how bytes are read and what is extracted from them. */
const PROGRAM = ['importers/**/*.ts', 'server/{text,facts,store}/**/*.ts', 'package.json'];

/** @returns a hash of the program and the vocabulary: other code or data may read the same bytes otherwise. */
export function stampReader(data: ReferenceData): string {
  const hash = createHash('sha256').update(JSON.stringify(data, asSource));
  for (const path of globSync(PROGRAM, { cwd: PROJECT_ROOT }).sort())
    hash.update(path).update(readFileSync(join(PROJECT_ROOT, path)));
  return hash.digest('hex');
}

const asSource = (_key: string, value: unknown): unknown => (value instanceof RegExp ? String(value) : value);
