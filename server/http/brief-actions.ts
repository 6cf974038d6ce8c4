import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { loadBriefInput, loadLineRules } from '../briefs/brief-input.ts';
import { buildBrief } from '../briefs/build-brief.ts';
import { addLine, dropLine, moveLine, refreshBody } from '../briefs/edit-brief.ts';
import { rememberKnown } from '../briefs/recall-briefs.ts';
import { redactBrief } from '../briefs/redact-brief.ts';
import { BRIEF_FORMATS, writeBrief } from '../briefs/write-brief.ts';
import { AppError } from '../errors.ts';
import { AUDIENCES, BRIEF_SECTIONS, type BriefBody } from '../facts/brief-types.ts';
import { getKeptBrief } from '../pages/brief.ts';
import { OWNER, today } from '../pages/brief-draft.ts';
import type { Site } from '../pages/site.ts';
import type { BriefWriter } from '../store/brief-writer.ts';
import { documentId, hrefOf, readParams, vendorId } from './params.ts';
import { visitorOf } from './preferences.ts';

const LONGEST_LINE = 300;
const version = z
  .string()
  .regex(/^\d{1,6}$/, '1–999999')
  .transform(Number);
const saveForm = z.object({ account: vendorId, incumbent: vendorId.or(z.literal('')).default(''), us: vendorId });
const lineForm = z.object({
  version,
  key: z.string().regex(/^[0-9a-f]{12}$/, '0-9 a-f'),
  action: z.enum(['up', 'down', 'drop', 'restore']),
});
const cites = z
  .string()
  .regex(/^[\d\s,，、]{0,60}$/, '1, 2, 3')
  .default('')
  .transform((text) => [...new Set(text.split(/\D+/).filter(Boolean).map(Number))]);
const addForm = z.object({
  version,
  section: z.enum(BRIEF_SECTIONS),
  text: z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, `1–${LONGEST_LINE}`).max(LONGEST_LINE, `1–${LONGEST_LINE}`)),
  cites,
});
const refreshForm = z.object({ version });
const fileForm = z.object({ version, audience: z.enum(AUDIENCES), format: z.enum(BRIEF_FORMATS) });

/** What a person does with kept briefs; each leads back by a GET, so that nothing is sent twice. */
export interface BriefActions {
  save: RequestHandler;
  changeLine: RequestHandler;
  addLine: RequestHandler;
  refresh: RequestHandler;
  lock: RequestHandler;
  clone: RequestHandler;
  /** Answers with the file, and notes that it left the house. */
  handOut: RequestHandler;
}

/** Each throws AppError READ_ONLY without a writer, NOT_FOUND for a brief that the viewer may not see. */
export function createBriefActions(site: Site, writer: BriefWriter | undefined): BriefActions {
  const act =
    (run: (briefs: BriefWriter, request: Request) => string): RequestHandler =>
    (request, response) => {
      response.redirect(303, run(requireWriter(writer), request));
    };
  return {
    save: act((briefs, request) => {
      const { account, incumbent, us } = readParams(saveForm, bodyOf(request));
      return `/briefs/${briefs.createBrief(buildBody(site, account, incumbent, us))}`;
    }),
    changeLine: act((briefs, request) => changeLine(site, briefs, request)),
    addLine: act((briefs, request) => {
      const { version: based, ...line } = readParams(addForm, bodyOf(request));
      const id = idOf(request);
      const rules = loadLineRules(site.store, site.viewer);
      briefs.saveVersion(site.viewer, id, based, 'add', (body) => addLine(body, line, rules));
      return `/briefs/${id}/edit#s-${line.section}`;
    }),
    refresh: act((briefs, request) => {
      const { version: based } = readParams(refreshForm, bodyOf(request));
      const id = idOf(request);
      briefs.saveVersion(site.viewer, id, based, 'refresh', (body) => refreshBody(body, rebuild(site, body)));
      return hrefOf(`/briefs/${id}/compare`, { from: based, to: based + 1 });
    }),
    lock: act((briefs, request) => {
      briefs.lockBrief(site.viewer, idOf(request));
      return `/briefs/${idOf(request)}`;
    }),
    clone: act((briefs, request) => `/briefs/${briefs.cloneBrief(site.viewer, idOf(request))}`),
    handOut: handOut(site, writer),
  };
}

function changeLine(site: Site, briefs: BriefWriter, request: Request): string {
  const { version: based, key, action } = readParams(lineForm, bodyOf(request));
  const id = idOf(request);
  if (action === 'up' || action === 'down') {
    briefs.saveVersion(site.viewer, id, based, 'order', (body) => moveLine(body, key, action === 'up' ? -1 : 1));
  } else {
    briefs.saveVersion(site.viewer, id, based, action, (body) => dropLine(body, key, action === 'drop'));
  }
  return `/briefs/${id}/edit#l-${key}`;
}

function handOut(site: Site, writer: BriefWriter | undefined): RequestHandler {
  return async (request, response) => {
    const { version: wanted, audience, format } = readParams(fileForm, bodyOf(request));
    const kept = getKeptBrief(site, idOf(request), wanted);
    const copy = { id: kept.briefId, version: kept.version, body: kept.body };
    const { vocabulary } = loadLineRules(site.store, site.viewer);
    const file = await writeBrief(redactBrief(copy, audience, visitorOf(request).lang, vocabulary), format);
    const { sha256, fileName, type, bytes } = file;
    requireWriter(writer).noteHandout(site.viewer, {
      briefId: kept.briefId,
      version: kept.version,
      audience,
      format,
      sha256,
    });
    response.set('Content-Disposition', `attachment; filename="${fileName}"`).type(type).send(bytes);
  };
}

/** @throws AppError TOO_LITTLE_EVIDENCE */
function buildBody(site: Site, accountId: string, incumbentId: string, usId: string): BriefBody {
  const request = { accountId, incumbentId, usId, owner: OWNER, asOf: today() };
  const built = buildBrief(loadBriefInput(site.store, site.viewer, request));
  if (built.isRefused) throw new AppError('TOO_LITTLE_EVIDENCE', accountId);
  return rememberKnown(site.store, site.viewer, built.body);
}

function rebuild(site: Site, { accountId, incumbentId, usId }: BriefBody): BriefBody {
  if (accountId === null) throw new AppError('BAD_PARAMETER', 'id');
  return buildBody(site, accountId, incumbentId, usId);
}

function requireWriter(writer: BriefWriter | undefined): BriefWriter {
  if (!writer) throw new AppError('READ_ONLY', 'briefs');
  return writer;
}

function idOf(request: Request): string {
  const id = documentId.safeParse(request.params.id);
  if (!id.success) throw new AppError('BAD_PARAMETER', 'id');
  return id.data;
}

/** Express leaves no body at all where the content type is another. */
function bodyOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
