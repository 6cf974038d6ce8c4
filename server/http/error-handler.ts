import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError, type ErrorCode, findStorageFault } from '../errors.ts';
import { log } from '../log.ts';
import { isMessageKey, sayIn } from './messages.ts';
import { type Visitor, visitorOf } from './preferences.ts';
import type { Renderer } from './render.ts';
import { wantsJson } from './show-page.ts';

/** What the reader of an error learns; nothing of the program's inside. */
export interface ErrorPage {
  code: ErrorCode;
  status: number;
  /** Names the parameter or the thing that was not found; empty when the fault is ours. */
  detail: string;
}

export const refuseUnknownPath: RequestHandler = (request, _response, next) => {
  next(new AppError('NOT_FOUND', request.path));
};

/** The only place where an error becomes a response. */
export function createErrorHandler(renderer: Renderer): ErrorRequestHandler {
  renderer.assertTemplate('error');
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const page = describeForReader(findStorageFault(error) ?? error);
    if (page.status >= 500) log.error({ err: error, path: request.path }, 'request failed');
    response.status(page.status);
    if (wantsJson(request)) {
      response.json({ error: page });
      return;
    }
    const visitor: Visitor = visitorOf(request);
    const say = sayIn(visitor.lang);
    const key = page.code === 'BUSY' ? 'imports.busy' : `error.${page.code}`;
    const title = say(isMessageKey(key) ? key : 'error.INTERNAL');
    response.type('html').send(renderer.render('error', { request, visitor, title, page, hasTwin: false }));
  };
}

function describeForReader(error: unknown): ErrorPage {
  if (error instanceof AppError && error.status < 500) {
    return { code: error.code, status: error.status, detail: error.message };
  }
  if (isClientError(error) && error.status === 413) return { code: 'TOO_LARGE', status: 413, detail: '' };
  if (isClientError(error)) return { code: 'BAD_PARAMETER', status: 400, detail: '' };
  if (error instanceof AppError) return { code: error.code, status: error.status, detail: '' };
  return { code: 'INTERNAL', status: 500, detail: '' };
}

/** Express marks what it could not decode, such as a broken percent escape, with a status of its own. */
function isClientError(error: unknown): error is Error & { status: number } {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}
