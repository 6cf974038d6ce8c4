import type { Passage } from '../../../server/model.ts';
import type { ReleaseVocabulary } from '../../reference-data.ts';
import type { VendorNames } from './vendor-names.ts';

export type ChangeKind = 'opened' | 'changed' | 'fixed' | 'removed' | 'other';

/** One line of a list of changes. `product`: as its code name calls it; empty when the line names none. */
export interface ReleaseEntry {
  kind: ChangeKind;
  product: string;
}

const CODE_NAME = /(?<![\w.])([a-z][a-z0-9]*(?:_[a-z0-9]+)+)/;
const MODULE = /(?:^|\/)(?:service|services|feature|api)\/([\w-]{2,40})/;
const LABEL = /^(?:(?:resource|data[- ]?source|data|service)[/:]\s*)?([\p{L}][\p{L}\p{N} ._-]{1,40}?)\s?[:：]\s/u;
/** 账号风控平台(ciam) 版本：2022-03-31 */
const HEADED_PRODUCT = /[(（]([a-z][a-z0-9-]{1,30})[)）]/;
const VERSION_ALONE = /:\s*v?\d+\.\d+[\w.-]*\s*$/;
/** Signs of emphasis about an entry, and the colon after a heading. */
const EMPHASIS = /^[_*`\s]+|[_*`:：\s]+$/g;
const NOTHING = /^(?:none|n\/a|无|暂无)[.。]?$/i;
/** A heading that is written as an entry: _Features_ */
const BARE_KIND = /^[\p{L}]+(?: [\p{L}]+)?$/u;
const NEW_THING = /^new\s+[\p{L} -]{2,40}:\s*(.*)$/iu;

/** Reads the lists below the heading of a release, with sections and leading words that say of what kind a change is. */
export function readReleaseEntries(
  { text, passages }: { text: string; passages: readonly Passage[] },
  vocabulary: ReleaseVocabulary,
  names: VendorNames,
): ReleaseEntry[] {
  const entries: ReleaseEntry[] = [];
  let section: ChangeKind | undefined;
  let sub: ChangeKind | undefined;
  let product = '';
  for (const { kind: passageKind, start, end } of passages.slice(1)) {
    const words = text.slice(start, end).trim();
    const stated = kindOf(words.toLowerCase(), vocabulary);
    if (passageKind !== 'item') {
      const headed =
        HEADED_PRODUCT.exec(words)?.[1] ?? (passageKind === 'heading' ? besideVendor(words, names) : undefined);
      if (headed && words.length <= 80) product = headed;
      if (words.length <= 80) [section, sub] = [stated ?? (passageKind === 'heading' ? undefined : section), undefined];
      continue;
    }
    const bare = words.replace(EMPHASIS, '');
    if (NOTHING.test(bare)) continue;
    if (BARE_KIND.test(bare) && kindOf(bare.toLowerCase(), vocabulary)) {
      sub = kindOf(bare.toLowerCase(), vocabulary);
      continue;
    }
    const named = NEW_THING.exec(words);
    if (named && named[1] === '') {
      sub = 'opened';
      continue;
    }
    const own = productOf(named?.[1] ?? words, vocabulary, names);
    if (VERSION_ALONE.test(words)) {
      product = own;
      continue;
    }
    entries.push({ kind: named ? 'opened' : (sub ?? stated ?? section ?? 'changed'), product: own || product });
  }
  return entries;
}

/** 'ExampleCloud SDK AOM' is about AOM. */
function besideVendor(words: string, names: VendorNames): string | undefined {
  const [first = '', ...rest] = words.split(/\s+/);
  const others = rest.filter((word) => !/^sdk$/i.test(word));
  return names.find(first) && others.length === 1 ? others[0]?.toLowerCase() : undefined;
}

function kindOf(words: string, { kinds }: ReleaseVocabulary): ChangeKind | undefined {
  return (Object.keys(kinds) as ChangeKind[]).find((kind) => kinds[kind].some((pattern) => pattern.test(words)));
}

function productOf(words: string, vocabulary: ReleaseVocabulary, names: VendorNames): string {
  const code = CODE_NAME.exec(words)?.[1];
  const [first = '', ...rest] = code?.split('_') ?? [];
  if (rest.length > 0 && names.find(first)) return joinWords(rest, vocabulary);
  const module = MODULE.exec(words)?.[1];
  if (module) return module;
  const label = LABEL.exec(words)?.[1]?.toLowerCase() ?? '';
  return label === '' ||
    label.split(' ').length > 3 ||
    vocabulary.notProducts.includes(label) ||
    kindOf(label, vocabulary)
    ? ''
    : label;
}

function joinWords(words: readonly string[], { joining }: ReleaseVocabulary): string {
  const [first = '', second] = words;
  return joining.includes(first) && second ? `${first}_${second}` : first;
}

/** @returns the code that most entries begin with: resource/tencentcloud_… */
export function findCodePrefix(text: string, names: VendorNames): string | undefined {
  const counts = new Map<string, number>();
  for (const [, prefix = ''] of text.matchAll(/(?<![\w.])([a-z][a-z0-9]*)_[a-z0-9_]+/g)) {
    if (names.find(prefix)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
