import * as params from '../http/params.ts';
import type { LogAction } from '../store/decision-log.ts';
import type { Site } from './site.ts';

/** A redirect after a decision names it in the address, so that the page can say what was done. */
export const toastParams = { done: params.documentId.optional(), undone: params.documentId.optional() };

export interface Toast {
  words: LogAction | 'undone';
  gist: string;
  /** The decision that can be taken back; null when it was, or when nothing can be written. */
  undoId: string | null;
}

export function findToast(
  site: Site,
  { done, undone }: { done?: string | undefined; undone?: string | undefined },
): Toast | null {
  const decisionId = done ?? undone;
  if (decisionId === undefined) return null;
  const decision = site.store.listDecisionLog(site.viewer, { decisionId, limit: 1 })[0];
  if (!decision) return null;
  const gist = decision.words;
  if (decision.undoneAt !== null) return { words: 'undone', gist, undoId: null };
  return { words: decision.action, gist, undoId: site.canDecide ? decisionId : null };
}
