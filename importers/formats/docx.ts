import { convertToHtml, images } from 'mammoth';
import { AppError } from '../../server/errors.ts';
import { isZip, listZipNames, openArchive } from './archive.ts';
import { mendDocument } from './docx-mend.ts';
import { type ContainedFormat, WHOLE_FILE } from './format.ts';
import { htmlToText } from './html-text.ts';
import { readPackageProperties } from './office-properties.ts';
import { findHeadDate, nameWithoutEnding, placeOf } from './own-paper.ts';

const HEADING = /^## (.{1,200})$/m;

/** A Word document: headings, lists and tables, with the title and author that it was saved under. */
export const docx: ContainedFormat = {
  name: 'docx',
  version: 2,
  contained: true,
  reads: 'bytes',
  match: ({ bytes }) =>
    isZip(bytes) && listZipNames(bytes).some((name) => /^\/?word\/document\d*\.xml$/i.test(name)) ? 0.95 : 0,

  async parse(file) {
    const bytes = file.bytes ?? new Uint8Array();
    const archive = await openArchive(bytes, file.path);
    const properties = await readPackageProperties(archive);
    const body = htmlToText(await toHtml((await mendDocument(archive)) ?? bytes, file.path));
    const heading = HEADING.exec(body.slice(0, 5000))?.[1];
    const named = properties.title;
    const dated = findHeadDate(body);
    return [
      {
        document: {
          ...placeOf(file),
          title: heading ?? named ?? nameWithoutEnding(file),
          body,
          ...(properties.author ? { author: properties.author } : {}),
          ...(dated ? { published: dated } : {}),
          locator: '',
          original: WHOLE_FILE,
        },
        warnings: [
          ...(heading || named ? [] : ['no heading: the file name stands for the title']),
          ...(!dated && properties.saved ? [`last saved ${properties.saved.slice(0, 10)}`] : []),
        ],
      },
    ];
  },
};

interface WordNode {
  href?: unknown;
  anchor?: unknown;
  children?: WordNode[];
}

/** The library falls over a link whose address the file does not hold. @returns the node itself */
function withoutDeadLinks(node: WordNode): WordNode {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('href' in next && typeof next.href !== 'string' && typeof next.anchor !== 'string') next.href = '';
    waiting.push(...(next.children ?? []));
  }
  return node;
}

async function toHtml(bytes: Uint8Array, path: string): Promise<string> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const convertImage = images.imgElement(async () => ({ src: '' }));
    const options = { convertImage, externalFileAccess: false, transformDocument: withoutDeadLinks };
    const html = (await convertToHtml({ buffer }, options)).value;
    // Arrows that lead back from notes to their places.
    return html.replace(/<a href="#(?:foot|end)note-ref-[^"]{1,40}">↑<\/a>/g, '');
  } catch (error) {
    throw new AppError(
      'BROKEN_FORMAT',
      `${path}: not a readable Word document: ${(error as Error).message.split('\n')[0]}`,
    );
  }
}
