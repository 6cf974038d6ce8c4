import { AppError } from '../../server/errors.ts';

/** A fetch that failed for good, or for now. */
export class FetchError extends AppError {
  /** What the server answered; 0 when it did not. */
  readonly httpStatus: number;
  /** The server asked to be left alone until then, in milliseconds. */
  readonly waitUntil: number | undefined;

  constructor(message: string, httpStatus = 0, waitUntil?: number, options?: ErrorOptions) {
    super('FETCH_FAILED', message, options);
    this.httpStatus = httpStatus;
    this.waitUntil = waitUntil;
  }
}

const TIMEOUTS = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

/** @returns the coded error for whatever a request threw. */
export function toFetchError(error: unknown, address: string): AppError {
  if (error instanceof AppError) return error;
  const { name, message, code, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  if (cause instanceof AppError) return cause;
  if (name === 'TimeoutError' || name === 'AbortError' || TIMEOUTS.has(String(code)))
    return new AppError('FETCH_TIMEOUT', `${address}: no whole answer in time`, { cause: error });
  return new FetchError(`${address}: ${code ? `${code}: ` : ''}${message}`, 0, undefined, { cause: error });
}
