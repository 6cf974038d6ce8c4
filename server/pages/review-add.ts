import { z } from 'zod';
import { AppError } from '../errors.ts';
import { locateWords } from '../facts/locate-quote.ts';
import * as params from '../http/params.ts';
import type { Tlp } from '../model.ts';
import type { Fragment } from '../search/types.ts';
import type { DocumentText } from '../store/documents.ts';
import { quoteHref } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { TextRange } from './passages.ts';
import { showInParagraph } from './quote-context.ts';
import { buildMoveForm, type MoveForm } from './review-card.ts';
import type { Site } from './site.ts';

/** Longer is a page, not a quote. */
const LONGEST = 400;
const GIST = 60;

const addParams = z.object({
  document: params.documentId,
  start: params.offset.optional(),
  end: params.offset.optional(),
  /** Instead of offsets: words as they stand in the text, and what stands before and after them. */
  words: z
    .string()
    .max(2 * LONGEST)
    .optional(),
  prefix: z.string().max(LONGEST).default(''),
  suffix: z.string().max(LONGEST).default(''),
});
type AddParams = z.infer<typeof addParams>;

export interface AddPage {
  canDecide: boolean;
  document: { documentId: string; title: string; language: string; tlp: Tlp };
  quote: TextRange & { exact: string };
  paragraph: Fragment[];
  href: string;
  form: MoveForm;
}

/** @throws AppError NOT_FOUND also above this viewer's clearance; BAD_PARAMETER for words that do not stand in the text. */
export function loadAddPage(site: Site, given: AddParams): AddPage {
  const document = site.store.getDocument(site.viewer, given.document);
  const { documentId, title, language, tlp, text, passages } = document;
  const range = trimRange(text, findRange(document, given));
  const main = site.store.listVendorMentions(site.viewer, { documentId })[0];
  const exact = text.slice(range.start, range.end);
  return {
    canDecide: site.canDecide,
    document: { documentId, title, language, tlp },
    quote: { ...range, exact },
    paragraph: showInParagraph(text, passages, range),
    href: quoteHref(documentId, range),
    form: buildMoveForm(site, { ...(main && { vendorId: main.vendorId }), gist: exact.slice(0, GIST) }),
  };
}

function findRange({ text }: DocumentText, { start, end, words = '', prefix, suffix }: AddParams): TextRange {
  if (words.trim() !== '') {
    const found = locateWords(text, { words, prefix, suffix });
    if (!found) throw new AppError('BAD_PARAMETER', `words: ${words}`);
    return found;
  }
  if (start === undefined || end === undefined) throw new AppError('BAD_PARAMETER', 'start, end');
  return { start, end };
}

function trimRange(text: string, { start, end }: TextRange): TextRange {
  const raw = text.slice(start, end);
  const exact = raw.trim();
  if (exact === '' || end > text.length || exact.length > LONGEST)
    throw new AppError('BAD_PARAMETER', `start, end: 0–${text.length}, ≤ ${LONGEST}`);
  const from = start + raw.indexOf(exact);
  return { start: from, end: from + exact.length };
}

export const addPage: PageRoute<AddParams, AddPage> = {
  name: 'review-add',
  params: addParams,
  load: loadAddPage,
  titleOf: (_page, say) => say('add.heading'),
};
