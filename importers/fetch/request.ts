import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import { AppError } from '../../server/errors.ts';

/** What one fetch may cost. */
export interface FetchLimits {
  /** From the first byte sent to the last received, of one request. */
  milliseconds: number;
  /** Of the body, as received and again as unpacked. */
  bytes: number;
  redirects: number;
  /** Requests for one address, the first included. */
  attempts: number;
  /** Wait before the second attempt; four times as long before each further one. */
  backOffMilliseconds: number;
  /** A server that asks for a longer wait is left alone until then. */
  longestWaitMilliseconds: number;
}

/** Size and time are those of Miniflux 2; five redirects as in the Fetch advice of RFC 9309. */
export const DEFAULT_LIMITS: FetchLimits = {
  milliseconds: 20_000,
  bytes: 15 * 1024 * 1024,
  redirects: 5,
  attempts: 3,
  backOffMilliseconds: 1_000,
  longestWaitMilliseconds: 60_000,
};

/** How the product names itself; `Zhibi` is the token that robots.txt can address. */
export const ROBOT_NAME = 'Zhibi';
const USER_AGENT = `${ROBOT_NAME}/0.1 (competitive intelligence reader; obeys robots.txt)`;
const ACCEPT = 'text/html, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5';

export interface Reply {
  status: number;
  /** First value of each, names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Unpacked; empty unless the status is 200. */
  body: Buffer;
}

/**
 * Sends one GET and reads the answer within the limits; follows nothing.
 * @throws AppError TOO_LARGE, or whatever undici and zlib throw.
 */
export async function requestOnce(
  agent: Dispatcher,
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: Pick<FetchLimits, 'milliseconds' | 'bytes'>,
): Promise<Reply> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  const response = await request(url, {
    dispatcher: agent,
    signal,
    headersTimeout: limits.milliseconds,
    bodyTimeout: limits.milliseconds,
    headers: { 'user-agent': USER_AGENT, accept: ACCEPT, 'accept-encoding': 'gzip, br', ...headers },
  });
  const reply = { status: response.statusCode, headers: flatten(response.headers) };
  if (reply.status !== 200) {
    response.body.on('error', () => {}).destroy();
    return { ...reply, body: Buffer.alloc(0) };
  }
  return { ...reply, body: await readBody(response.body, reply.headers, { url, signal, bytes: limits.bytes }) };
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()[0] ?? '']));
}

interface BodyLimits {
  url: URL;
  signal: AbortSignal;
  bytes: number;
}

async function readBody(
  body: Dispatcher.ResponseData['body'],
  headers: Readonly<Record<string, string>>,
  { url, signal, bytes }: BodyLimits,
): Promise<Buffer> {
  const tooLarge = (): AppError => new AppError('TOO_LARGE', `${url.href}: more than ${bytes} bytes`);
  if (Number(headers['content-length'] ?? 0) > bytes) {
    body.on('error', () => {}).destroy();
    throw tooLarge();
  }
  async function* upTo(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > bytes) throw tooLarge();
      yield chunk;
    }
  }
  const kept: Buffer[] = [];
  const keep = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) kept.push(chunk);
  };
  const unpack = unpackerOf(headers['content-encoding'] ?? '');
  if (unpack) await pipeline(body, upTo, unpack, upTo, keep, { signal });
  else await pipeline(body, upTo, keep, { signal });
  return Buffer.concat(kept);
}

/** @throws Error for an encoding that was not asked for, or several upon each other. */
function unpackerOf(encoding: string) {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  throw new Error(`content encoding "${name.slice(0, 40)}" was not asked for`);
}
