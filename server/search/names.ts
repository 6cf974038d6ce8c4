import MiniSearch from 'minisearch';
import { pinyin } from 'pinyin-pro';
import type { NamedEntity } from '../store/vendors.ts';
import { foldText } from '../text/fold.ts';

/** A listed entity with the folded names that stand for it in text. */
export interface NameGroup {
  kind: NamedEntity['kind'];
  entityId: string;
  /** As printed. */
  name: string;
  variants: string[];
}

/** Finds listed names: exactly, by pinyin or initials, or with a slip of the pen. */
export interface NameDictionary {
  /** Names as they stand in the lists, folded. */
  find(folded: string): NameGroup | undefined;
  /** For a word that the corpus does not hold. */
  correct(folded: string): NameGroup | undefined;
  /** Longest listed name that begins at this place of a folded text. */
  longestAt(folded: string, offset: number): string | undefined;
}

interface Entry {
  id: number;
  whole: string;
  pinyin: string;
  initials: string;
}

/** Products and the parent's names are other concepts than the vendor: they do not widen a query for it. */
const SAME_CONCEPT = new Set(['name', 'short', 'former', 'spelling']);
const HAN = /\p{Script=Han}/u;
const LONGEST_NAME = 24;
/** Below this MiniSearch score a correction is a guess. */
const LEAST_SCORE = 3;

export function buildNameDictionary(entities: readonly NamedEntity[]): NameDictionary {
  const groups = buildGroups(entities);
  const byName = new Map<string, NameGroup>();
  for (const entity of entities) {
    const folded = foldText(entity.name);
    const group = groups.get(keyOf(entity));
    if (!group || (entity.sort === 'weak' && entity.concept === '')) continue;
    const own =
      SAME_CONCEPT.has(entity.sort) || entity.concept !== ''
        ? group
        : { ...group, name: entity.name, variants: [folded] };
    if (!byName.has(folded)) byName.set(folded, own);
  }
  const names = [...byName.keys()];
  const index = buildIndex(names);

  return {
    find: (folded) => byName.get(folded),
    correct(folded) {
      if (folded.length < 2) return undefined;
      const best = index.search(folded.replace(/\s+/g, ''), searchOptions(folded))[0];
      const name = best && best.score >= LEAST_SCORE ? names[best.id as number] : undefined;
      return name === undefined || !isNear(folded, name) ? undefined : byName.get(name);
    },
    longestAt(folded, offset) {
      for (let length = Math.min(LONGEST_NAME, folded.length - offset); length >= 2; length--) {
        const candidate = folded.slice(offset, offset + length);
        if (byName.has(candidate)) return candidate;
      }
      return undefined;
    },
  };
}

/** The entity itself is one concept; a product or parent with synonyms is one of its own; without, it stands alone. */
const keyOf = ({ kind, entityId, sort, concept }: NamedEntity): string =>
  `${kind}/${entityId}/${SAME_CONCEPT.has(sort) ? '' : concept}`;

function buildGroups(entities: readonly NamedEntity[]): Map<string, NameGroup> {
  const groups = new Map<string, NameGroup>();
  for (const entity of entities) {
    if (!SAME_CONCEPT.has(entity.sort) && entity.concept === '') continue;
    const { kind, entityId, name, title, concept } = entity;
    const group = groups.get(keyOf(entity)) ?? { kind, entityId, name: concept || title, variants: [] };
    group.variants.push(foldText(name));
    groups.set(keyOf(entity), group);
  }
  for (const group of groups.values()) group.variants = pruneVariants(group.variants);
  return groups;
}

/** A variant that holds another is implied by it: 亚马逊云科技 needs no search beside 亚马逊云. */
function pruneVariants(variants: readonly string[]): string[] {
  const distinct = [...new Set(variants)];
  return distinct.filter(
    (variant) => !distinct.some((other) => other !== variant && HAN.test(other) && variant.includes(other)),
  );
}

function buildIndex(names: readonly string[]): MiniSearch<Entry> {
  const index = new MiniSearch<Entry>({
    fields: ['whole', 'pinyin', 'initials'],
    tokenize: (text) => [text],
    processTerm: (term) => term,
    searchOptions: { boost: { whole: 3, pinyin: 2 } },
  });
  index.addAll(names.map((name, id) => ({ id, whole: name.replace(/\s+/g, ''), ...soundOf(name) })));
  return index;
}

function soundOf(name: string): { pinyin: string; initials: string } {
  if (!HAN.test(name)) return { pinyin: '', initials: '' };
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  return {
    pinyin: syllables.join('').toLowerCase().replace(/\s+/g, ''),
    initials: syllables.map((syllable) => syllable[0] ?? '').join(''),
  };
}

/** Edits count only in Latin words and pinyin; for Han the sound decides. */
function searchOptions(folded: string) {
  const latin = !HAN.test(folded);
  return {
    fuzzy: (term: string) => (latin && term.length > 3 ? (term.length > 5 ? 2 : 1) : false),
    fields: latin ? ['whole', 'pinyin', 'initials'] : ['whole', 'pinyin'],
    ...(latin ? {} : { processTerm: (term: string) => [term, soundOf(term).pinyin] }),
  };
}

/** Refuses far matches: another length of name is another name. */
function isNear(term: string, name: string): boolean {
  if (HAN.test(term)) return Math.abs(term.length - name.length) <= 1;
  const target = HAN.test(name) ? soundOf(name) : { pinyin: name, initials: '' };
  return target.initials === term || Math.abs(target.pinyin.length - term.replace(/\s+/g, '').length) <= 2;
}
