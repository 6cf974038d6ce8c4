import { convertToHtml, images } from 'mammoth';
import { AppError } from '../../server/errors.ts';
import { type Archive, isZip, listZipNames, openArchive } from './archive.ts';
import { type ContainedFormat, WHOLE_FILE } from './format.ts';
import { htmlToText } from './html-text.ts';
import { findHeadDate, nameWithoutEnding, placeOf } from './own-paper.ts';

const PROPERTIES = 'docProps/core.xml';
const HEADING = /^## (.{1,200})$/m;
/** Names that a program gave, not a person. */
const NO_TITLE = /^(?:Microsoft Word\b.*|文档\s?\d*|Document\s?\d*|无标题|Untitled|PowerPoint .*|Word\s?文档)$/i;

/** A Word document: headings, lists and tables, with the title and author that it was saved under. */
export const docx: ContainedFormat = {
  name: 'docx',
  version: 1,
  contained: true,
  match: ({ bytes }) =>
    isZip(bytes) && listZipNames(bytes).some((name) => /^\/?word\/document\d*\.xml$/i.test(name)) ? 0.95 : 0,

  async parse(file) {
    const bytes = file.bytes ?? new Uint8Array();
    const archive = await openArchive(bytes, file.path);
    const properties = await readProperties(archive);
    const body = htmlToText(await toHtml(bytes, file.path));
    const heading = HEADING.exec(body.slice(0, 5000))?.[1];
    const named = NO_TITLE.test(properties.title ?? '') ? undefined : properties.title;
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

async function toHtml(bytes: Uint8Array, path: string): Promise<string> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const convertImage = images.imgElement(async () => ({ src: '' }));
    return (await convertToHtml({ buffer }, { convertImage, externalFileAccess: false })).value;
  } catch (error) {
    throw new AppError(
      'BROKEN_FORMAT',
      `${path}: not a readable Word document: ${(error as Error).message.split('\n')[0]}`,
    );
  }
}

interface Properties {
  title?: string | undefined;
  author?: string | undefined;
  saved?: string | undefined;
}

async function readProperties(archive: Archive): Promise<Properties> {
  const entry = archive.entries.find(({ name }) => name === PROPERTIES);
  if (!entry || entry.size > 1_000_000) return {};
  const xml = (await archive.read(entry)).toString('utf8');
  const wordsOf = (tag: string): string | undefined =>
    htmlToText(new RegExp(`<${tag}[^>]{0,200}>([^<]{1,500})</${tag}>`).exec(xml)?.[1] ?? '') || undefined;
  return { title: wordsOf('dc:title'), author: wordsOf('dc:creator'), saved: wordsOf('dcterms:modified') };
}
