import { join } from 'node:path';
import { loadReferenceData } from '../../importers/reference-data.ts';
import { runImport } from '../../importers/run-import.ts';

/**
 * Imports a folder into one new database after another (`0.db`, `1.db`, …) until it is killed; a line of output tells the
 * number of the next. Its start is paid once, so that a test can look at hundreds of moments.
 */
const [corpus = '', target = ''] = process.argv.slice(2);
const data = loadReferenceData();
for (let round = 0; ; round++) {
  process.stdout.write(`${round}\n`);
  runImport({ databasePath: join(target, `${round}.db`), paths: [corpus], base: corpus, dryRun: false, data });
  // Lets the line out before the next begins.
  await new Promise(setImmediate);
}
