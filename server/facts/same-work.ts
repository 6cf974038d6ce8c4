import { containmentOf } from '../text/shingles.ts';

/** What decides whether two documents are versions of one work. */
export interface WorkText {
  documentId: string;
  shingles: ReadonlySet<number>;
  /** Letters and digits of the text, folded. */
  letters: string;
  /** YYYY-MM-DD; null when unknown. */
  published: string | null;
  /** Order of import. */
  documentNo: number;
}

export type WorkRelation = 'lead' | 'copy' | 'repost' | 'version';

/** Shorter texts, such as notices made from a form, are alike without being one work. */
export const FEWEST_SHINGLES = 200;
/** Records of one shape are worded alike, and each is about something of its own. */
const RECORD_FORMATS = new Set(['release-notes', 'incident-record', 'region-list']);

/** Whether versions of the document are looked for: digests and tables are alike without being one work. */
export const mayHaveVersions = (kind: string, format: string): boolean =>
  kind !== 'digest' && kind !== 'table' && !RECORD_FORMATS.has(format);

/** Below this share of all shingles nothing is worth a closer look; sketches estimate it within 0.05. */
export const LEAST_LIKENESS = 0.3;
const SAME_TEXT = 0.7;
/** A text that comes again after this long with changes is next year's report on the old form, unless nearly all is kept. */
const NEAR_DAYS = 90;
const NEARLY_ALL = 0.95;
const REPOST_SIZE = 0.9;
/** Sizes within this share of the fullest count as full. */
const FULL_SIZE = 0.95;

export function isSameWork(a: WorkText, b: WorkText): boolean {
  const shared = containmentOf(a.shingles, b.shingles);
  if (shared < SAME_TEXT) return false;
  if (!a.published || !b.published || shared >= NEARLY_ALL) return true;
  return Math.abs(Date.parse(a.published) - Date.parse(b.published)) <= NEAR_DAYS * 86_400_000;
}

/** @returns versions in the order in which they stand for their work: the full ones first, of those the earliest. */
export function rankVersions<T extends WorkText>(versions: readonly T[]): (T & { relation: WorkRelation })[] {
  const fullest = Math.max(...versions.map(({ shingles }) => shingles.size));
  const sizeOf = ({ shingles }: WorkText): number => (shingles.size >= FULL_SIZE * fullest ? fullest : shingles.size);
  const dateOf = ({ published }: WorkText): string => published ?? '9999';
  const sorted = [...versions].sort(
    (a, b) => sizeOf(b) - sizeOf(a) || dateOf(a).localeCompare(dateOf(b)) || a.documentNo - b.documentNo,
  );
  const lead = sorted[0] as T;
  return sorted.map((version) => ({ ...version, relation: relationOf(version, lead) }));
}

function relationOf(version: WorkText, lead: WorkText): WorkRelation {
  if (version.documentId === lead.documentId) return 'lead';
  if (version.letters === lead.letters) return 'copy';
  const sizes = [version.shingles.size, lead.shingles.size];
  const isFull = Math.min(...sizes) >= REPOST_SIZE * Math.max(...sizes);
  return isFull && containmentOf(version.shingles, lead.shingles) >= NEARLY_ALL ? 'repost' : 'version';
}
