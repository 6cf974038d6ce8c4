import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { TLP_LABELS } from '../model.ts';
import type { AddFault } from '../pages/import-add.ts';
import { importRunParams, isUndoable } from '../pages/import-run.ts';
import type { Site } from '../pages/site.ts';
import type { ImportWriter } from '../store/import-writer.ts';
import type { ImportJob, ImportOrder, ImportRunner } from './import-runner.ts';
import { keepPaste, receiveUpload, type Upload } from './import-upload.ts';
import { hrefOf, readParams } from './params.ts';

/** So long the browser waits for the receipt; after that it is shown what still runs. */
const WAIT_MILLISECONDS = 15_000;
const line = (most: number) =>
  z
    .string()
    .transform((given) => given.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(most, `≤ ${most}`))
    .default('');
const addForm = z.object({
  url: line(2000),
  text: z.string().default(''),
  title: line(200),
  date: line(40),
  author: line(100),
  tlp: z.enum(TLP_LABELS).optional(),
});
type AddForm = z.infer<typeof addForm>;

/** Takes what an analyst hands in, imports it in a child process and leads to its receipt. @throws AppError READ_ONLY */
export function addDocuments(runner: ImportRunner | undefined): RequestHandler {
  return async (request, response) => {
    if (!runner) throw new AppError('READ_ONLY', 'import');
    const upload = await receiveUpload(request);
    let isTaken = false;
    try {
      const form = readParams(addForm, upload.fields);
      const order = await orderOf(form, upload);
      if ('fault' in order)
        return response.redirect(303, hrefOf('/imports/add', { fault: order.fault, url: form.url || null }));
      const { over } = runner.run(order);
      isTaken = true;
      const job = await Promise.race([over, sleep(WAIT_MILLISECONDS, undefined, { ref: false })]);
      response.redirect(303, receiptOf(job));
    } finally {
      if (!isTaken) await rm(upload.folder, { recursive: true, force: true });
    }
  };
}

/** Takes an import back in a child process. @throws AppError READ_ONLY, NOT_FOUND, CANNOT_UNDO, CHANGED_SINCE */
export function undoImport(site: Site, runner: ImportRunner | undefined): RequestHandler {
  return async (request, response) => {
    const { id } = readParams(importRunParams, request.params);
    const run = site.store.getImportRun(site.viewer, id);
    if (!runner) throw new AppError('READ_ONLY', 'import');
    if (!isUndoable(run)) throw new AppError('CANNOT_UNDO', `import ${id}`);
    await runner.undo(id);
    response.redirect(303, `/imports/${id}`);
  };
}

const markForm = z.object({
  ordinal: z.coerce.number().int().min(0).max(999_999_999).optional(),
  mark: z.enum(['ignore', 'open']),
});

/** Marks one quarantined item, or all of an import, as of no interest, or one as open. @throws AppError READ_ONLY, NOT_FOUND */
export function markItems(site: Site, imports: ImportWriter | undefined): RequestHandler {
  return (request, response) => {
    const { id } = readParams(importRunParams, request.params);
    const { ordinal, mark } = readParams(markForm, request.body ?? {});
    const { runId } = site.store.getImportRun(site.viewer, id);
    if (!imports) throw new AppError('READ_ONLY', 'import');
    if (mark === 'ignore') imports.ignoreItems(site.viewer, runId, ordinal);
    else if (ordinal === undefined) throw new AppError('BAD_PARAMETER', 'ordinal');
    else imports.reopenItem(site.viewer, runId, ordinal);
    response.redirect(303, hrefOf(`/imports/${id}`, { outcome: 'quarantined' }));
  };
}

function receiptOf(job: ImportJob | undefined): string {
  return typeof job?.runId === 'number' ? `/imports/${job.runId}` : '/imports';
}

/** A link beside one text or file says where that was found; alone it is fetched. */
async function orderOf(form: AddForm, { folder, base, files }: Upload): Promise<ImportOrder | { fault: AddFault }> {
  const { url, text, title, date, author, tlp } = form;
  const address = url === '' ? undefined : readAddress(url);
  if (address === null) return { fault: 'address' };
  const paste = text.trim() === '' ? undefined : await keepPaste(base, text);
  const given = paste ? [paste.name, ...files] : files;
  if (given.length === 0 && !address) return { fault: 'nothing' };
  if (given.length > 1 && (address || title || date || author)) return { fault: 'several' };
  const ownTitle = given.length === 1 ? paste?.title : '';
  const said = { url: given.length > 0 ? address : undefined, title: title || ownTitle, date, author, tlp };
  const options = Object.entries(said).flatMap(([name, value]) => (value ? [`--${name}=${value}`] : []));
  return { folder, base, options, words: given.length > 0 ? given : [address ?? ''] };
}

/** @returns null for what is no web address; `example.com/a` is read as people write it. */
function readAddress(given: string): string | null {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, href, hostname } = new URL(whole);
  return /^https?:$/.test(protocol) && hostname.includes('.') ? href : null;
}
