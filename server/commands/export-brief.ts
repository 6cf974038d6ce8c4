import { writeFileSync } from 'node:fs';
import { loadAccountFacts } from '../briefs/account-facts.ts';
import { getBriefVocabulary, loadBriefInput } from '../briefs/brief-input.ts';
import { buildBrief } from '../briefs/build-brief.ts';
import { chooseIncumbent, chooseUs } from '../briefs/choose-sides.ts';
import { redactBrief } from '../briefs/redact-brief.ts';
import { type BriefFormat, writeBrief } from '../briefs/write-brief.ts';
import { AppError } from '../errors.ts';
import type { Audience } from '../facts/brief-types.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';
import type { NamedEntity } from '../store/vendors.ts';

export interface BriefOptions {
  account?: string;
  incumbent?: string;
  us?: string;
  audience: Audience;
  format: BriefFormat;
  lang: 'zh' | 'en';
  out: string;
}

/**
 * Writes one brief as a file. Accounts and vendors are given by id or by any of their names.
 * @returns what was written, in words
 * @throws AppError BAD_PARAMETER for a name that no list holds, TOO_LITTLE_EVIDENCE with what to collect
 */
export async function exportBrief(store: Store, viewer: Viewer, options: BriefOptions): Promise<string> {
  const { audience, format, lang, out } = options;
  const built = buildBrief(loadBriefInput(store, viewer, readRequest(store, viewer, options)));
  if (built.isRefused) {
    const collect = built.collect.map((words) => words[lang]).join(lang === 'zh' ? '；' : '; ');
    throw new AppError(
      'TOO_LITTLE_EVIDENCE',
      `${options.account}: ${built.sentences} / ${built.relations}: ${collect}`,
    );
  }
  const brief = redactBrief({ id: 'draft', version: 0, body: built.body }, audience, lang, getBriefVocabulary(store));
  const file = await writeBrief(brief, format);
  if (out === '-') process.stdout.write(file.bytes);
  else writeFileSync(out, file.bytes);
  return `${audience}, TLP:${brief.tlp}, ${brief.sections.flatMap(({ lines }) => lines).length} lines written to ${out}`;
}

/** Sides that are not given are chosen as on the page: our own company, and who serves the account now. */
function readRequest(store: Store, viewer: Viewer, { account = '', incumbent, us }: BriefOptions) {
  const names = store.listNamedEntities();
  const accountId = findEntity(names, ['account', 'vendor'], account, '--account');
  const usId = us ? findEntity(names, ['vendor'], us, '--us') : chooseUs(store.listVendors(viewer));
  const given = incumbent === 'unnamed' ? '' : incumbent && findEntity(names, ['vendor'], incumbent, '--incumbent');
  const incumbentId = given ?? chooseIncumbent(loadAccountFacts(store, viewer, accountId), usId);
  return { accountId, incumbentId, usId, owner: 'local', asOf: new Date().toISOString().slice(0, 10) };
}

/** @throws AppError BAD_PARAMETER for a name that no list holds */
export function findEntity(
  names: readonly NamedEntity[],
  kinds: readonly NamedEntity['kind'][],
  given: string,
  option: string,
): string {
  const wanted = given.trim().toLowerCase();
  for (const kind of kinds) {
    const own = names.filter((entity) => entity.kind === kind);
    const found = own.find(({ entityId, name }) => entityId === wanted || name.toLowerCase() === wanted);
    if (found) return found.entityId;
  }
  throw new AppError('BAD_PARAMETER', `${option} ${given || '(missing)'}: no list holds this name`);
}
