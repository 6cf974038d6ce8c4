import type { RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Site } from '../pages/site.ts';
import type { ReviewWriter } from '../store/review-writer.ts';
import { documentId, localPath, readParams } from './params.ts';
import { LONGEST_NAME } from './preferences.ts';
import { signerOf } from './review-actions.ts';

const place = z
  .string()
  .regex(/^\d{1,6}$/, '0–999999')
  .transform(Number);
const number = z
  .string()
  .trim()
  .regex(/^-?[\d,]{1,20}(?:\.\d{1,10})?$/, '0.0')
  .transform((text) => Number(text.replaceAll(',', '')));
const words = (longest: number) => z.string().trim().min(1).max(longest, `≤ ${longest}`);
const back = z.string().max(2000).default('/review/tables');

const cellForm = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    row: place,
    column: place,
    note: words(1000),
    who: words(LONGEST_NAME),
    back,
  }),
  z.object({
    action: z.literal('correct'),
    ...{
      row: place,
      column: place,
      low: number,
      high: number.optional(),
      note: words(1000),
      who: words(LONGEST_NAME),
      back,
    },
  }),
  z.object({ action: z.literal('undo'), row: place, column: place, back }),
]);

/** Corrects or accepts a cell that failed a check, or takes that back. @throws AppError READ_ONLY without a writer. */
export function decideCell(site: Site, review: ReviewWriter | undefined): RequestHandler {
  return (request, response) => {
    const id = documentId.safeParse(request.params.id);
    if (!id.success) throw new AppError('BAD_PARAMETER', 'id');
    if (!review) throw new AppError('READ_ONLY', 'review');
    const body: unknown = request.body;
    const form = readParams(cellForm, typeof body === 'object' && body !== null ? { ...body } : {});
    const cell = { tableId: id.data, row: form.row, column: form.column };
    const who = form.action === 'undo' ? undefined : form.who;
    const decidedBy = signerOf(request, response, who);
    if (form.action === 'undo') review.undoCell(site.viewer, cell, decidedBy);
    else review.decideCell(site.viewer, { ...cell, value: readValue(form), note: form.note, decidedBy });
    response.redirect(303, `${localPath(form.back)}#c${form.row}-${form.column}`);
  };
}

function readValue(form: {
  action: string;
  low?: number;
  high?: number | undefined;
}): { low: number; high: number } | null {
  if (form.action !== 'correct' || form.low === undefined) return null;
  const { low, high = low } = form;
  if (high < low) throw new AppError('BAD_PARAMETER', 'high: ≥ low');
  return { low, high };
}
