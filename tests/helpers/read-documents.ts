import { collectPaths, readRawFile } from '../../importers/collect-files.ts';
import { openContainer } from '../../importers/contained/container.ts';
import { normaliseDocument } from '../../importers/normalise/document.ts';
import { listPageRules } from '../../importers/normalise/page-rule.ts';
import { buildSourceDirectory } from '../../importers/normalise/source.ts';
import { type Reading, readItems } from '../../importers/read-items.ts';
import type { ReferenceData } from '../../importers/reference-data.ts';
import { PROJECT_ROOT } from '../../server/config.ts';
import type { NormalisedDocument } from '../../server/model.ts';

/** Every document of some files and folders, as far as the stages before the extractors bring it. */
export function readDocuments(
  paths: readonly string[],
  { sources }: ReferenceData,
): (NormalisedDocument & { format: string })[] {
  const directory = buildSourceDirectory(sources);
  const readDocument = ({ item, file, format: { name: format } }: Extract<Reading, { item: unknown }>) => ({
    ...normaliseDocument(item.document, { sources, directory, fileName: file.name, format }).document,
    format,
  });
  const container = openContainer();
  try {
    return collectPaths(paths, PROJECT_ROOT).flatMap((path) =>
      [...readItems(readRawFile(path, PROJECT_ROOT), { container, pages: listPageRules(sources) })].flatMap(
        (reading) => ('item' in reading ? [readDocument(reading)] : []),
      ),
    );
  } finally {
    container.close();
  }
}
