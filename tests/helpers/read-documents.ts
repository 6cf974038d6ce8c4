import { collectPaths, readRawFile } from '../../importers/collect-files.ts';
import { openContainer } from '../../importers/contained/container.ts';
import { normaliseDocument } from '../../importers/normalise/document.ts';
import { listPageRules } from '../../importers/normalise/page-rule.ts';
import { buildSourceDirectory } from '../../importers/normalise/source.ts';
import { readItems } from '../../importers/read-items.ts';
import type { ReferenceData } from '../../importers/reference-data.ts';
import { PROJECT_ROOT } from '../../server/config.ts';
import type { NormalisedDocument } from '../../server/model.ts';

/** Every document of some files and folders, as far as the stages before the extractors bring it. */
export function readDocuments(paths: readonly string[], { sources }: ReferenceData): NormalisedDocument[] {
  const directory = buildSourceDirectory(sources);
  const container = openContainer();
  try {
    return collectPaths(paths, PROJECT_ROOT).flatMap((path) =>
      [...readItems(readRawFile(path, PROJECT_ROOT), { container, pages: listPageRules(sources) })].flatMap(
        (reading) =>
          'item' in reading
            ? [normaliseDocument(reading.item.document, { sources, directory, fileName: reading.file.name }).document]
            : [],
      ),
    );
  } finally {
    container.close();
  }
}
