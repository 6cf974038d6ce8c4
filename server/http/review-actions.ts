import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../errors.ts';
import type { FoldAction, NameAction, NameKind } from '../facts/decision.ts';
import type { Site } from '../pages/site.ts';
import type { DecisionInput, ReviewWriter } from '../store/review-writer.ts';
import { type DecisionForm, decisionForm, readMoveValue, undoForm } from './decision-form.ts';
import { documentId, hrefOf, localPath, readParams } from './params.ts';
import { rememberName, visitorOf } from './preferences.ts';

/** There is no sign-in yet: whoever sits at this machine and gave no name. */
const NAMELESS = 'local';

/** Writes a decision and leads back by a GET, so that nothing is sent twice. @throws AppError READ_ONLY without a writer. */
export function makeDecision(site: Site, review: ReviewWriter | undefined): RequestHandler {
  return (request, response) => {
    const form = readParams(decisionForm, bodyOf(request));
    const decidedBy = signerOf(request, response, form.who);
    const decisionId = writeDecision(site, requireWriter(review), form, decidedBy);
    response.redirect(303, addToPath(backFrom(site, form, decisionId), { done: decisionId }));
  };
}

export function undoDecision(site: Site, review: ReviewWriter | undefined): RequestHandler {
  return (request, response) => {
    const id = documentId.safeParse(request.params.id);
    if (!id.success) throw new AppError('BAD_PARAMETER', 'id');
    const { back = '/review' } = readParams(undoForm, bodyOf(request));
    requireWriter(review).undo(site.viewer, id.data, signerOf(request, response, undefined));
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

/** Who decides: as the form says, and from then on as it said last; an emptied field takes the name back. */
export function signerOf(request: Request, response: Response, given: string | undefined): string {
  const { name } = visitorOf(request);
  if (given !== undefined && given !== name) rememberName(response, given);
  return (given ?? name) || NAMELESS;
}

/** @returns the id of the decision. */
function writeDecision(site: Site, review: ReviewWriter, form: DecisionForm, decidedBy: string): string {
  const remark = { note: form.note, decidedBy };
  switch (form.action) {
    case 'merge':
    case 'split':
      return review.decideFold(site.viewer, { ...remark, action: form.action, moveId: form.move, otherId: form.other });
    case 'accept':
    case 'refuse': {
      const { action, kind, name } = form;
      const entityId = action === 'accept' && form.entity !== '' ? findEntity(site, kind, form.entity) : null;
      return review.decideName(site.viewer, { ...remark, action, kind, name, entityId });
    }
    default:
      return review.decide(site.viewer, toInput(site, form, remark));
  }
}

/** A listed account or person by id or name. @throws AppError BAD_PARAMETER for one that no list holds. */
function findEntity(site: Site, kind: NameKind, given: string): string {
  const found = site.store
    .listEntities(kind)
    .find(({ entityId, name, nameEn }) => [entityId, name, nameEn].includes(given));
  if (!found) throw new AppError('BAD_PARAMETER', `entity: ${given}`);
  return found.entityId;
}

type MoveForm = Exclude<DecisionForm, { action: FoldAction | NameAction }>;

function toInput(site: Site, form: MoveForm, remark: { note: string; decidedBy: string }): DecisionInput {
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
