import type { EntityMatch } from './gazetteer.ts';
import { markName } from './name-context.ts';

/** 拼多多跨境电商 Temu: who owns the one that is meant. */
const OWNED = /^[^,。;!?、和与及\s]{0,6}$/;

/**
 * Leaves out places at which an organisation's name is no buyer: where somebody made a career (加入苹果公司), who a report is by
 * (据红杉资本的报告), whose subsidiary is meant.
 * @param matches listed and found organisations of a document
 * @param other patterns with `{N}` for the name
 * @param isOwner whether one organisation owns another, by their ids
 */
export function dropOtherRoles(
  folded: string,
  matches: readonly EntityMatch[],
  other: readonly RegExp[],
  isOwner: (owner: string, owned: string) => boolean,
): EntityMatch[] {
  const sorted = [...matches].sort((a, b) => a.start - b.start);
  return sorted.filter((match, index) => {
    const next = sorted[index + 1];
    if (next && isOwner(match.id, next.id) && OWNED.test(folded.slice(match.end, next.start))) return false;
    const about = markName(folded, match);
    return !other.some((pattern) => pattern.test(about));
  });
}
