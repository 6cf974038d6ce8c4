import { z } from 'zod';
import { AppError } from '../errors.ts';
import { FOLD_ACTIONS, type MoveValue, NAME_ACTIONS, NAME_KINDS } from '../facts/decision.ts';
import { readStatedDate, writeStatedDate } from '../facts/stated-date.ts';
import { type Importance, MOVE_STATES, type PartialDate } from '../model.ts';
import * as params from './params.ts';
import { LONGEST_NAME } from './preferences.ts';

/** Lengths are of UTF-16 units. */
const LONGEST = { note: 1000, line: 200, quote: 400, address: 2000 };

const remark = {
  note: z.string().trim().max(LONGEST.note, `≤ ${LONGEST.note}`).default(''),
  /** Left out, the name of the visitor's latest decision holds. */
  who: z.string().trim().max(LONGEST_NAME, `≤ ${LONGEST_NAME}`).optional(),
  back: z.string().max(LONGEST.address).optional(),
};
const value = {
  vendor: params.vendorId,
  type: params.moveTypeId,
  happened: z.string().max(30),
  counterparty: z.string().trim().max(LONGEST.line, `≤ ${LONGEST.line}`).default(''),
  gist: z.string().trim().min(1).max(LONGEST.line, `≤ ${LONGEST.line}`),
  importance: z.enum(['1', '2', '3']),
  state: z.enum(MOVE_STATES).default('actual'),
};

/** The forms of the review pages, as they are sent. */
export const decisionForm = z.discriminatedUnion('action', [
  z.object({ action: z.enum(['confirm', 'reject']), move: params.documentId, ...remark }),
  z.object({ action: z.literal('correct'), move: params.documentId, ...value, ...remark }),
  z.object({ action: z.enum(FOLD_ACTIONS), move: params.documentId, other: params.documentId, ...remark }),
  z.object({
    action: z.enum(NAME_ACTIONS),
    kind: z.enum(NAME_KINDS),
    name: z.string().min(1).max(LONGEST.line, `≤ ${LONGEST.line}`),
    entity: z.string().trim().max(LONGEST.line, `≤ ${LONGEST.line}`).default(''),
    ...remark,
  }),
  z.object({
    action: z.literal('add'),
    document: params.documentId,
    start: params.offset,
    end: params.offset,
    // Browsers send line breaks as CRLF; the stored text has none of them.
    exact: z
      .string()
      .min(1)
      .max(2 * LONGEST.quote)
      .transform((text) => text.replace(/\r\n?/g, '\n'))
      .pipe(z.string().max(LONGEST.quote, `≤ ${LONGEST.quote}`)),
    ...value,
    ...remark,
  }),
]);
export type DecisionForm = z.infer<typeof decisionForm>;

export const undoForm = z.object({ back: remark.back });

type ValueForm = Pick<
  Extract<DecisionForm, { action: 'correct' }>,
  'vendor' | 'type' | 'happened' | 'counterparty' | 'gist' | 'importance' | 'state'
>;

/**
 * @param before the date as it was: kept with its own words where the field was not changed
 * @throws AppError BAD_PARAMETER for a date that is none
 */
export function readMoveValue(form: ValueForm, before?: PartialDate): MoveValue {
  const { vendor, type, happened, counterparty, gist, importance, state } = form;
  const same = before !== undefined && writeStatedDate(before) === happened.trim();
  const date = same ? before : readStatedDate(happened);
  if (!date) throw new AppError('BAD_PARAMETER', 'happened: YYYY[-MM[-DD] | -Q1…4 | -H1…2], A..B');
  const rest = { counterparty, gist, importance: Number(importance) as Importance, state };
  return { vendorId: vendor, type, happened: date, ...rest };
}
