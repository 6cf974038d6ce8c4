import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site had a browser send, without tokens: browsers say themselves where a request comes from
 * (Fetch Metadata; the same rule as Go's net/http CrossOriginProtection, but a request that says nothing is refused too).
 */
export const refuseCrossOrigin: RequestHandler = (request, _response, next) => {
  if (SAFE.has(request.method) || isOwn(request.headers)) return next();
  next(new AppError('CROSS_ORIGIN', 'Sec-Fetch-Site: same-origin'));
};

function isOwn({ origin, host, 'sec-fetch-site': site }: NodeJS.Dict<string | string[]>): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
