/** One registry of error codes: code → HTTP status and what the person can do. */
export const ERROR_CODES = {
  NOT_FOUND: { status: 404, advice: 'Check the address, or search for the name.' },
  BAD_PARAMETER: { status: 400, advice: 'Correct the value in the address.' },
  CROSS_ORIGIN: { status: 403, advice: 'Send the form from a page of this site.' },
  BUSY: { status: 429, advice: 'Wait until the imports that run are over, then send it again.' },
  READ_ONLY: { status: 403, advice: 'Start the site with `npm start`, which can write.' },
  STALE_SCHEMA: {
    status: 503,
    advice: 'Run `npm run import -- data/starter`, which migrates the database, then start again.',
  },
  NEWER_SCHEMA: { status: 503, advice: 'This database was made by a newer Zhibi. Update the program.' },
  OLD_SQLITE: {
    status: 503,
    advice: 'Install the pinned better-sqlite3: SQLite before 3.51.3 can corrupt a WAL database.',
  },
  BAD_CONFIG: { status: 500, advice: 'Correct the environment variable.' },
  BAD_REFERENCE_DATA: { status: 500, advice: 'Correct the YAML file at the line named.' },
  BAD_VIEW: { status: 500, advice: 'A page and its template disagree: this is a defect of the program.' },
  UNREADABLE_FILE: { status: 400, advice: 'Check that the path exists and may be read.' },
  TOO_LARGE: { status: 413, advice: 'Split the file, or leave the large part out.' },
  UNKNOWN_FORMAT: { status: 400, advice: 'Save it as a web page, feed, DOCX, PDF, XLSX, CSV, Markdown or plain text.' },
  BROKEN_FORMAT: { status: 400, advice: 'Open the file at the place named and repair it, then import it again.' },
  TOO_SLOW: { status: 400, advice: 'Save the document anew in a simpler form, or as text.' },
  ENCRYPTED_FILE: { status: 400, advice: 'Save it without a password, then import it again.' },
  UNSAFE_ARCHIVE: { status: 400, advice: 'Unpack it yourself where you trust it, and import the files.' },
  EMPTY_DOCUMENT: { status: 400, advice: 'The item holds no text; check what was saved.' },
  REFUSED_ADDRESS: {
    status: 403,
    advice: 'Only addresses of the public internet are fetched. Save the page and import the file.',
  },
  CRAWL_DENIED: {
    status: 403,
    advice:
      'Give leave in a file of data/sources (`hosts`, `crawl: { allow: [/] }`), or save the page and import the file.',
  },
  ROBOTS_DENIED: { status: 403, advice: 'The site does not want this read by a program. Save the page by hand.' },
  FETCH_TIMEOUT: { status: 504, advice: 'Try again later; if it stays so, save the page and import the file.' },
  FETCH_FAILED: { status: 502, advice: 'Open the address in a browser: if it works there, try again later.' },
  CANNOT_UNDO: { status: 409, advice: 'Restore a backup from before it, if it must go.' },
  CHANGED_SINCE: { status: 409, advice: 'Undo the later import first, the newest first.' },
  QUOTE_NOT_FOUND: {
    status: 500,
    advice: 'An extractor quoted words that are not in the text: this is a defect of the program.',
  },
  BASE_BUSY: { status: 503, advice: 'Another program has been writing for long: let it finish, then do it again.' },
  DISK_FULL: { status: 507, advice: 'Free room on the disk, then do it again: whatever was reported as done is kept.' },
  DISK_FAULT: {
    status: 500,
    advice: 'Check the disk and its limits, then do it again: whatever was reported as done is kept.',
  },
  BASE_UNWRITABLE: { status: 500, advice: 'Check that the folder of the database exists and may be written.' },
  BASE_DAMAGED: { status: 500, advice: 'Restore the backup: this file is no whole database.' },
  TOO_LITTLE_EVIDENCE: { status: 409, advice: 'Collect what is listed, import it, and ask again.' },
  LOCKED: { status: 409, advice: 'Clone the brief, and change the clone.' },
  INTERNAL: { status: 500, advice: 'Look at the log of the server for the cause.' },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** An error with a code; `message` names the file, line, document and value that it is about. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly advice: string;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.status = ERROR_CODES[code].status;
    this.advice = ERROR_CODES[code].advice;
  }
}

/** How SQLite names what went wrong below the rows; whoever meets it, no other row can be written either. */
const STORAGE_FAULTS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^SQLITE_(?:BUSY|LOCKED)/, 'BASE_BUSY'],
  [/^SQLITE_FULL/, 'DISK_FULL'],
  [/^SQLITE_IOERR/, 'DISK_FAULT'],
  [/^SQLITE_(?:CANTOPEN|READONLY|PERM|AUTH)/, 'BASE_UNWRITABLE'],
  [/^SQLITE_(?:CORRUPT|NOTADB)/, 'BASE_DAMAGED'],
];

/** @returns the coded error of a fault of the database's file or disk; undefined for any other error. */
export function findStorageFault(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  const [, fault] = STORAGE_FAULTS.find(([sign]) => typeof code === 'string' && sign.test(code)) ?? [];
  return fault && new AppError(fault, `${error.message} (${code})`, { cause: error });
}

/** @returns what went wrong as one line, for a receipt or a log. */
export function describeError(given: unknown): string {
  const error = findStorageFault(given) ?? given;
  if (error instanceof AppError) return `${error.code}: ${error.message} — ${error.advice}`;
  return error instanceof Error ? `INTERNAL: ${error.message}` : `INTERNAL: ${String(error)}`;
}
