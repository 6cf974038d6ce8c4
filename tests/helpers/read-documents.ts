import { collectPaths, readRawFile } from '../../importers/collect-files.ts';
import { normaliseDocument } from '../../importers/normalise/document.ts';
import { buildSourceDirectory } from '../../importers/normalise/source.ts';
import type { ReferenceData } from '../../importers/reference-data.ts';
import { chooseFormat } from '../../importers/registry.ts';
import { PROJECT_ROOT } from '../../server/config.ts';
import type { NormalisedDocument } from '../../server/model.ts';

/** Every document of some files and folders, as far as the pure stages bring it. */
export function readDocuments(paths: readonly string[], { sources }: ReferenceData): NormalisedDocument[] {
  const directory = buildSourceDirectory(sources);
  return collectPaths(paths, PROJECT_ROOT).flatMap((path) => {
    const file = readRawFile(path, PROJECT_ROOT);
    return chooseFormat(file)
      .parse(file)
      .flatMap((item) =>
        'document' in item
          ? [normaliseDocument(item.document, { sources, directory, fileName: file.name }).document]
          : [],
      );
  });
}
