import type { RequestHandler } from 'express';
import { writeBrief } from '../briefs/write-brief.ts';
import { cardFileParams, shareCard } from '../pages/battlecard.ts';
import type { Site } from '../pages/site.ts';
import { readParams } from './params.ts';
import { visitorOf } from './preferences.ts';

/** Sends a battlecard as a file, made of what its audience may have alone. */
export function exportCard(site: Site): RequestHandler {
  return async (request, response) => {
    const given = readParams(cardFileParams, { ...request.query, id: request.params.id });
    const { fileName, type, bytes } = await writeBrief(shareCard(site, given, visitorOf(request).lang), given.format);
    response.set('Content-Disposition', `attachment; filename="${fileName}"`).type(type).send(bytes);
  };
}
