import { createRequire } from 'node:module';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../server/errors.ts';
import { type ContainedFormat, type RawFile, WHOLE_FILE } from './format.ts';
import { findHeadDate, nameWithoutEnding, placeOf } from './own-paper.ts';
import { buildPdfText, type PdfPage } from './pdf-text.ts';

const MOST_PAGES = 1000;
const MOST_CHARACTERS = 2_000_000;
const NO_TITLE =
  /^(?:untitled|无标题|microsoft word\s?-.*|.*\.(?:docx?|pptx?|xlsx?|indd|qxd|pdf|tex|dvi|ps)|slide \d+|document\d*|.{0,2})$/i;
const PROPERTY_DATE = /^D:(\d{4})(\d{2})(\d{2})/;

/** The text of a PDF, line by line as it stands on the page. A scan without a text layer is refused. */
export const pdf: ContainedFormat = {
  name: 'pdf',
  version: 1,
  contained: true,
  reads: 'bytes',
  match: ({ bytes }) =>
    bytes && Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1024, bytes.byteLength)).includes('%PDF-') ? 0.99 : 0,

  async parse(file) {
    const document = await openPdf(file);
    const { pages, isWhole } = await readPages(document);
    const { body, headline } = buildPdfText(pages);
    if (body.replace(/\s/g, '') === '')
      throw new AppError(
        'EMPTY_DOCUMENT',
        `${file.path}: ${document.numPages} pages and no text: a scan, to be read by OCR first`,
      );
    const info = (await document.getMetadata().catch(() => undefined))?.info as Record<string, unknown> | undefined;
    const named = String(info?.Title ?? '').trim();
    const title = NO_TITLE.test(named) ? headline : named;
    const dated = findHeadDate(body);
    const made = PROPERTY_DATE.exec(String(info?.CreationDate ?? ''));
    const author = String(info?.Author ?? '').trim();
    return [
      {
        document: {
          ...placeOf(file),
          title: title || nameWithoutEnding(file),
          body,
          ...(author ? { author } : {}),
          ...(dated ? { published: dated } : {}),
          locator: '',
          original: WHOLE_FILE,
        },
        warnings: [
          ...(title ? [] : ['no heading: the file name stands for the title']),
          ...(isWhole ? [] : [`only the first ${pages.length} of ${document.numPages} pages were read`]),
          ...(!dated && made ? [`the PDF was made ${made[1]}-${made[2]}-${made[3]}`] : []),
        ],
      },
    ];
  },
};

async function openPdf({ bytes = new Uint8Array(), path }: RawFile): Promise<PDFDocumentProxy> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const root = createRequire(import.meta.url)
    .resolve('pdfjs-dist/package.json')
    .replace(/package\.json$/, '');
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      cMapUrl: `${root}cmaps/`, // without them Chinese fonts give no text
      cMapPacked: true,
      standardFontDataUrl: `${root}standard_fonts/`,
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'PasswordException') throw new AppError('ENCRYPTED_FILE', `${path}: the PDF wants a password`);
    throw new AppError('BROKEN_FORMAT', `${path}: not a readable PDF: ${message.split('\n')[0]}`);
  }
}

async function readPages(document: PDFDocumentProxy): Promise<{ pages: PdfPage[]; isWhole: boolean }> {
  const pages: PdfPage[] = [];
  let characters = 0;
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const lines: PdfPage = [];
    for (const item of items) {
      if (!('str' in item)) continue;
      characters += item.str.length;
      lines.push({ text: item.str, endsLine: item.hasEOL, y: item.transform[5], height: item.height });
    }
    pages.push(lines);
    page.cleanup();
    if (characters > MOST_CHARACTERS) break;
  }
  return { pages, isWhole: pages.length === document.numPages };
}
