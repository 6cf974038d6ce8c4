import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { AppError } from '../../server/errors.ts';
import { decodeBytes } from '../decode.ts';
import { type ContainedFormat, type ParsedItem, type RawFile, WHOLE_FILE } from './format.ts';
import { readPage } from './html-article.ts';
import { htmlToText } from './html-text.ts';

const HEAD = 50_000;
const MOST_ATTACHMENTS = 200;
/** Attachments that hold something to read; pictures and styles do not. */
const READABLE =
  /^(?:text\/(?:plain|csv|html|markdown)|message\/rfc822|application\/(?!.*(?:javascript|x-font|signature|pgp|pkcs)).*)$/i;
const FIELD =
  /^(?:from|to|subject|date|mime-version|received|return-path|delivered-to|message-id|content-type|snapshot-content-location|x-[\w-]{1,40}|reply-to|list-id|dkim-signature)[ \t]{0,5}:/i;

/** @returns the header lines at a file's start; empty when it does not open with such. */
function headOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const lines = head.replace(/^From \S[^\n]{0,200}\n/, '').split(/\r?\n/);
  return lines.every((line) => /^[\w-]{1,60}[ \t]{0,5}:|^[ \t]/.test(line)) ? lines.join('\n') : '';
}

const countFields = (head: string): number => head.split('\n').filter((line) => FIELD.test(line)).length;
const isArchive = (head: string): boolean => /content-type:\s*multipart\/related/i.test(head) && !/^to:/im.test(head);

/** A page saved as one file (`.mhtml`): its article, under the address that it was saved from. */
export const webArchive: ContainedFormat = {
  name: 'web-archive',
  version: 1,
  contained: true,
  reads: 'bytes',
  match: ({ text }) => (countFields(headOf(text)) >= 2 && isArchive(headOf(text)) ? 0.98 : 0),

  async parse(file, { pages }) {
    const email = await readMail(file);
    const saved = wordsOfHeader(email, 'snapshot-content-location') ?? wordsOfHeader(email, 'content-location');
    const inPart = /^Content-Location:\s{0,5}(https?:\S{3,2000})/im.exec(
      Buffer.from(file.bytes ?? []).toString('latin1', 0, HEAD),
    )?.[1];
    const url = saved ?? inPart;
    if (!email.html) throw new AppError('EMPTY_DOCUMENT', `${file.path}: the archive holds no page`);
    return [readPage(file, email.html, pages, url ? { url } : {})];
  },
};

/** A mail, such as a newsletter: its text, and its attachments as files of their own. */
export const mail: ContainedFormat = {
  name: 'mail',
  version: 1,
  contained: true,
  reads: 'bytes',
  match: ({ text }) => (countFields(headOf(text)) >= 2 && !isArchive(headOf(text)) ? 0.97 : 0),

  async parse(file) {
    const email = await readMail(file);
    const body = email.html ? htmlToText(email.html) : (email.text ?? '');
    const attachments = email.attachments.slice(0, MOST_ATTACHMENTS).filter(isReadable).map(innerOf);
    if (body.trim() === '') return attachments;
    const { from } = email;
    const author = htmlToText(from?.name ?? '') || from?.address;
    const sent = wordsOfHeader(email, 'date');
    const document: ParsedItem = {
      document: {
        title: htmlToText(email.subject?.trim() ?? '') || file.name,
        body,
        ...(author ? { author } : {}),
        ...(sent ? { published: sent } : {}),
        kind: 'article',
        locator: '',
        original: WHOLE_FILE,
      },
      warnings: [],
    };
    return [document, ...attachments];
  },
};

async function readMail({ bytes, text, path }: RawFile): Promise<Email> {
  try {
    return await PostalMime.parse(bytes ?? text, { maxNestingDepth: 30, maxHeadersSize: 1024 * 1024 });
  } catch (error) {
    throw new AppError('BROKEN_FORMAT', `${path}: not a readable mail: ${(error as Error).message}`);
  }
}

const wordsOfHeader = (email: Email, key: string): string | undefined =>
  email.headers.find((header) => header.key === key)?.value.trim();

const isReadable = ({ mimeType, related }: Attachment): boolean => !related && READABLE.test(mimeType);

function innerOf(attachment: Attachment, index: number): ParsedItem {
  const { content } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const name = attachment.filename?.trim() || `attachment ${index + 1}`;
  return { inner: { name: decodeBytes(Buffer.from(name)), bytes }, locator: name };
}
