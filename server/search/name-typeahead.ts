import MiniSearch from 'minisearch';
import type { NamedEntity } from '../store/vendors.ts';
import { foldText } from '../text/fold.ts';
import { allowedSlips } from './edit-distance.ts';
import { lazily } from './lazy.ts';
import { soundOf } from './sound.ts';
import type { NameHit } from './types.ts';

/** A listed entity that what was typed may mean. */
export interface NameGuess extends NameHit {
  /** The listed name that begins so, where it is another than the printed one; else empty. */
  via: string;
  /** It or its sound begins with what was typed; else it is like it but for a slip. */
  begins: boolean;
}

interface Row {
  id: number;
  whole: string;
  pinyin: string;
  initials: string;
}

/**
 * Names for what was typed so far: by their beginning, pinyin, initials, or with a slip in Latin letters. Weak aliases, which mean
 * something else as often, are left out.
 * @returns every entity once, those that begin so first
 */
export function buildNameTypeahead(entities: readonly NamedEntity[]): (typed: string) => NameGuess[] {
  const listed = lazily(() => indexNames(entities));
  return (typed) => {
    const term = squeeze(typed);
    if (term === '') return [];
    const { index, rows } = listed();
    const fuzzy = /^[a-z]+$/.test(term) ? allowedSlips(term) : false;
    const guesses = index.search(term, { prefix: true, fuzzy, boost: { whole: 3 } }).flatMap(({ id }) => {
      const row = rows[Number(id)];
      return row ? [toGuess(row.entity, [row.whole, row.pinyin, row.initials], term)] : [];
    });
    return distinct(guesses.sort((a, b) => Number(b.begins) - Number(a.begins)));
  };
}

function indexNames(entities: readonly NamedEntity[]) {
  const rows = entities
    .filter(({ sort }) => sort !== 'weak')
    .map((entity, id) => ({ id, entity, whole: squeeze(entity.name), ...soundOf(foldText(entity.name)) }));
  const index = new MiniSearch<Row>({
    fields: ['whole', 'pinyin', 'initials'],
    tokenize: (text) => [text],
    processTerm: (term) => term,
  });
  index.addAll(rows);
  return { index, rows };
}

/** An input method parts the letters that are being composed: huo'shan. */
const squeeze = (text: string): string => foldText(text).replace(/[\s'’·]+/g, '');

function toGuess({ kind, entityId, name, title }: NamedEntity, forms: readonly string[], term: string): NameGuess {
  const printed = title || name;
  const isPrinted = name === printed || squeeze(printed).startsWith(term);
  const begins = forms.some((form) => form.startsWith(term));
  return { kind, entityId, name: printed, via: isPrinted ? '' : name, begins };
}

function distinct(guesses: readonly NameGuess[]): NameGuess[] {
  const seen = new Set<string>();
  return guesses.filter(({ kind, entityId }) => {
    const key = `${kind}/${entityId}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
