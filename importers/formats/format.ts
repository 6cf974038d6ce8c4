import type { ParsedDocument } from '../../server/model.ts';

/** A file as it was found: its bytes decoded once, for every format to look at. */
export interface RawFile {
  /** As given on the command line, for the receipt. */
  path: string;
  /** Name without folders. */
  name: string;
  /** Name of the folder it lies in. */
  folder?: string;
  text: string;
}

/** One way of reading files. The format with the best score reads the file. */
export interface Format {
  readonly name: string;
  /** Raised when the same bytes would be read differently. */
  readonly version: number;
  /** @returns how sure this format is, 0 (not mine) to 1, from the content and never from the name. */
  match(file: RawFile): number;
  /** @throws AppError BROKEN_FORMAT when the file as a whole cannot be read. */
  parse(file: RawFile): ParsedItem[];
}

/** A document, or the reason why a part of the file gave none. */
export type ParsedItem =
  | { document: ParsedDocument; warnings: string[] }
  | { locator: string; title: string; problem: string };
