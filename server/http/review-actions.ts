import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import type { Site } from '../pages/site.ts';
import type { DecisionInput, ReviewWriter } from '../store/review-writer.ts';
import { type DecisionForm, decisionForm, readMoveValue, undoForm } from './decision-form.ts';
import { documentId, hrefOf, localPath, readParams } from './params.ts';

/** There is no sign-in yet: whoever sits at this machine. */
const DECIDED_BY = 'local';

/** Writes a decision and leads back by a GET, so that nothing is sent twice. @throws AppError READ_ONLY without a writer. */
export function makeDecision(site: Site, review: ReviewWriter | undefined): RequestHandler {
  return (request, response) => {
    const form = readParams(decisionForm, bodyOf(request));
    const decisionId = requireWriter(review).decide(site.viewer, toInput(site, form));
    response.redirect(303, addToPath(backFrom(site, form, decisionId), { done: decisionId }));
  };
}

export function undoDecision(site: Site, review: ReviewWriter | undefined): RequestHandler {
  return (request, response) => {
    const id = documentId.safeParse(request.params.id);
    if (!id.success) throw new AppError('BAD_PARAMETER', 'id');
    const { back = '/review' } = readParams(undoForm, bodyOf(request));
    requireWriter(review).undo(site.viewer, id.data);
    response.redirect(303, addToPath(back, { undone: id.data }));
  };
}

function requireWriter(review: ReviewWriter | undefined): ReviewWriter {
  if (!review) throw new AppError('READ_ONLY', 'review');
  return review;
}

/** Express leaves no body at all where the content type is another. */
function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function toInput(site: Site, form: DecisionForm): DecisionInput {
  const remark = { note: form.note, decidedBy: DECIDED_BY };
  if (form.action === 'add') {
    const { action, document, start, end, exact } = form;
    return { ...remark, action, documentId: document, start, end, exact, value: readMoveValue(form) };
  }
  if (form.action !== 'correct') return { ...remark, action: form.action, moveId: form.move };
  const { happened } = site.store.getReviewMove(site.viewer, form.move);
  return { ...remark, action: 'correct', moveId: form.move, value: readMoveValue(form, happened) };
}

/** An added move is shown as it now stands; else on to the next of the queue. */
function backFrom(site: Site, form: DecisionForm, decisionId: string): string {
  if (form.action !== 'add') return form.back ?? '/review';
  const moveId = site.store.listDecisions(site.viewer, { decisionId, limit: 1 })[0]?.moveId;
  return hrefOf('/review', { move: moveId });
}

/** @returns a path of this site with a note on what was done, in place of an earlier one. */
function addToPath(back: string, note: { done?: string; undone?: string }): string {
  const url = new URL(localPath(back), 'http://localhost');
  if (url.host !== 'localhost') return '/review';
  for (const name of ['done', 'undone'] as const) {
    url.searchParams.delete(name);
    const value = note[name];
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}
