/** Codes of errors that another try may mend: the network's, and an answer that broke off. */
const PASSING = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ERR_STREAM_PREMATURE_CLOSE', 'Z_BUF_ERROR', 'Z_DATA_ERROR'],
]);
const BACK_OFF_FACTOR = 4;

/** RFC 9110 §15.5.9, §15.6, RFC 6585 §4: answers that speak of this moment alone. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

export function isPassingError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PASSING.has(String(error.code));
}

/**
 * Reads Retry-After: seconds, or a date (RFC 9110 §10.2.3).
 * @returns milliseconds from `now`; undefined when it says nothing that can be read.
 */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = text.length < 60 && /GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/**
 * @param attempt of the request that failed, from 1
 * @param asked what the server asked for, in milliseconds
 * @param chance 0…1, spreads the waits of many readers
 */
export function backOff(base: number, attempt: number, asked: number | undefined, chance: number): number {
  const own = base * BACK_OFF_FACTOR ** (attempt - 1) * (0.75 + chance / 2);
  return Math.max(asked ?? 0, own);
}
