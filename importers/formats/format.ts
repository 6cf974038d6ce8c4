import type { ParsedDocument } from '../../server/model.ts';
import type { PageRule } from '../normalise/page-rule.ts';
import type { Stated } from '../normalise/stated.ts';

/** A file as it was found: its bytes decoded once, for every format to look at. */
export interface RawFile {
  /** As given on the command line, for the receipt. */
  path: string;
  /** Name without folders. */
  name: string;
  /** Name of the folder it lies in. */
  folder?: string;
  /** Decoded; empty where the bytes are no text. */
  text: string;
  /** As they came. */
  bytes?: Uint8Array;
  /** Absolute path of the file that holds these bytes and no others. */
  place?: string;
  /** Where it was fetched from. */
  url?: string;
  /** The source of the host that it was fetched from: it speaks for no other, whatever it says. */
  sourceId?: string;
  stated?: Stated;
}

/** One way of reading files. The format with the best score reads the file. */
export interface Format {
  readonly name: string;
  /** Raised when the same bytes would be read differently. */
  readonly version: number;
  /** @returns how sure this format is, 0 (not mine) to 1, from the content and never from the name. */
  match(file: RawFile): number;
  /** The file's text is one document's text: longer than a document may be, it need not be read. */
  readonly isOneText?: true;
  /** @throws AppError BROKEN_FORMAT when the file as a whole cannot be read. */
  parse(file: RawFile): ParsedItem[];
}

/** What a format that runs in the child process is told beside the file. */
export interface ParseContext {
  /** How pages of registered sources are built. */
  pages: readonly PageRule[];
  /** Where an earlier answer broke off; 0 at first. */
  from: number;
}

/**
 * A format whose library cannot be trusted with hostile bytes: it may take all memory, or never end. It is read in a child
 * process with limits (importers/contained), never in this one.
 */
export interface ContainedFormat extends Pick<Format, 'name' | 'version' | 'match'> {
  readonly contained: true;
  /** What of the file is handed to the child; the other is empty there. */
  readonly reads: 'text' | 'bytes';
  /** @throws AppError BROKEN_FORMAT, ENCRYPTED_FILE or UNSAFE_ARCHIVE. */
  parse(file: RawFile, context: ParseContext): Promise<ParsedItem[]>;
}

export type AnyFormat = Format | ContainedFormat;

/** A file inside a file: a member of an archive, an attachment of a mail. It is read as if it lay in a folder. */
export interface InnerFile {
  name: string;
  bytes: Uint8Array;
}

/** What a feed says of itself; no document, but a reader of receipts wants to know whose items these are. */
export interface FeedHead {
  title: string;
  url?: string;
  /** As written. */
  updated?: string;
}

/** `original` of a document that is the whole of its file. */
export const WHOLE_FILE = '';

/** A document, a file inside, the reason why a part gave none, or where to ask for the rest. */
export type ParsedItem =
  | { document: ParsedDocument; warnings: string[] }
  | { feed: FeedHead }
  | { inner: InnerFile; locator: string }
  | { locator: string; title: string; problem: string; found?: Partial<ParsedDocument> }
  | { resumeAt: number };
