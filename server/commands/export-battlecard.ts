import { writeFileSync } from 'node:fs';
import { getCardVocabulary, loadCardInput } from '../briefs/battlecard-input.ts';
import { buildBattlecard } from '../briefs/build-battlecard.ts';
import { chooseUs } from '../briefs/choose-sides.ts';
import { redactBrief } from '../briefs/redact-brief.ts';
import { type BriefFormat, writeBrief } from '../briefs/write-brief.ts';
import type { Audience } from '../facts/brief-types.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';
import { findEntity } from './export-brief.ts';

export interface CardOptions {
  vendor?: string;
  us?: string;
  audience: Audience;
  format: BriefFormat;
  lang: 'zh' | 'en';
  out: string;
}

/**
 * Writes the battlecard of one vendor as a file. Vendors are given by id or by any of their names; without `us` our own company.
 * @returns what was written, in words
 * @throws AppError BAD_PARAMETER for a name that no list holds
 */
export async function exportBattlecard(store: Store, viewer: Viewer, options: CardOptions): Promise<string> {
  const { vendor = '', us, audience, format, lang, out } = options;
  const names = store.listNamedEntities();
  const input = loadCardInput(store, viewer, {
    vendorId: findEntity(names, ['vendor'], vendor, '--vendor'),
    usId: us === undefined ? chooseUs(store.listVendors(viewer)) : findEntity(names, ['vendor'], us, '--us'),
    owner: 'local',
    asOf: new Date().toISOString().slice(0, 10),
  });
  const copy = { id: 'battlecard', version: 0, body: buildBattlecard(input) };
  const card = redactBrief(copy, audience, lang, getCardVocabulary(store));
  const file = await writeBrief(card, format);
  if (out === '-') process.stdout.write(file.bytes);
  else writeFileSync(out, file.bytes);
  return `${audience}, TLP:${card.tlp}, ${card.sections.flatMap(({ lines }) => lines).length} lines written to ${out}`;
}
