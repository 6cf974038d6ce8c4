import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { AppError } from '../errors.ts';

const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Nothing but our own stylesheet and images; no script at all. Encryption is left to whatever stands in front. */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: false,
});

/** Lets one page load scripts of this host; written in a page none runs even then. @param asks lets them ask this host for more */
export function allowOwnScript(response: Response, asks: boolean): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? "default-src 'none'");
  response.setHeader('Content-Security-Policy', `${policy};script-src 'self'${asks ? ";connect-src 'self'" : ''}`);
}

/** Refuses requests that came under another name: a foreign page may have bound its host name to this machine. */
export const requireLocalHost: RequestHandler = (request, _response, next) => {
  if (LOCAL_HOST.test(request.headers.host ?? '')) return next();
  next(new AppError('BAD_PARAMETER', 'Host: localhost, 127.0.0.1, [::1]'));
};

/** Pages depend on cookies and on the database of the moment: nobody else may keep them. */
export const privatePages: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-cache');
  response.vary('Accept-Language').vary('Cookie');
  next();
};
