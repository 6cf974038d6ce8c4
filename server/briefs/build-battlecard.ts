import type { Both, BriefBody, BriefEvidence, BriefLine, LineLabel } from '../facts/brief-types.ts';
import { shiftDays } from '../facts/partial-date.ts';
import type { CardInput } from './battlecard-input.ts';
import { listExpiredLines, listPriceLines, listProofLines } from './brief-checks.ts';
import { buildLine, evidenceOfStatement } from './brief-line.ts';
import { listSinceLines } from './brief-since.ts';
import { fillBoth, fillPhrase } from './brief-words.ts';
import { keepFirst } from './build-brief.ts';
import type { LedgerEntry } from './switch-ledger.ts';

const MOST_REASONS = 4;
const MOST_QUOTED = 4;
const MOST_SAY = 4;

/** Changes of which a sentence carries one reason. */
interface ReasonGroup {
  id: string;
  label: Both;
  count: number;
  evidence: BriefEvidence[];
  hasPlans: boolean;
}

type Section = BriefLine['section'];
type Values = Parameters<typeof fillPhrase>[2];

/**
 * Assembles a battlecard of one vendor: they win when, we win when, the one thing to say. No line's words name an account; the
 * sentences behind it do, and stay in the house by their class. Pure.
 */
export function buildBattlecard(input: CardInput): BriefBody {
  const { request, vendors, recentDays } = input;
  const { vocabulary, nameOf, baseAsOf } = vendors;
  const dated = { ...vendors, asOf: request.asOf };
  const since = shiftDays(baseAsOf ?? request.asOf, -recentDays);
  const wins = groupReasons(input.won, input);
  const losses = groupReasons(input.lost, input);
  const prices = listPriceLines(dated);
  const moves = listSinceLines(vendors, since);
  const lines = [
    ...listReadLines(input, wins, losses),
    ...listWinLines(input, wins),
    ...listLossLines(input, losses),
    ...moves,
    ...listSayLines(input, moves),
    ...listObjections(input, wins),
    ...prices,
    ...listProofLines(dated, vocabulary.references),
    ...listExpiredLines(dated, prices),
    ...listUnknowns(input),
  ];
  return {
    ...{ kind: 'battlecard', accountId: null, accountName: '', baseAsOf, owner: request.owner, asOf: request.asOf },
    ...{ incumbentId: request.vendorId, incumbentName: nameOf(request.vendorId) },
    ...{ usId: request.usId, usName: nameOf(request.usId) },
    expires: shiftDays(request.asOf, vocabulary.validDays),
    lines: keepFirst(lines),
  };
}

/** Reasons told most often first; 'other' has no words of its own. */
function groupReasons(entries: readonly LedgerEntry[], { relations }: CardInput): ReasonGroup[] {
  return relations.reasons
    .map(({ id, label }): ReasonGroup => {
      const own = entries.filter(({ event }) => event.reasons.includes(id));
      const told = own.flatMap(({ event: { lead, others } }) =>
        [lead, ...others].filter(({ reasons }) => reasons.includes(id)).slice(0, 1),
      );
      const evidence = told.slice(0, MOST_QUOTED).map(evidenceOfStatement);
      return { id, label, count: own.length, evidence, hasPlans: own.some(({ event }) => event.state !== 'actual') };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_REASONS);
}

const quote = (entries: readonly LedgerEntry[]): BriefEvidence[] =>
  entries.slice(0, MOST_QUOTED).map(({ event }) => evidenceOfStatement(event.lead));

/** A line in the words of a phrase; what rests on no sentence is an assumption. */
function line(
  { vendors, request }: CardInput,
  section: Section,
  phrase: string,
  values: Values = {},
  evidence: BriefEvidence[] = [],
  tags: BriefLine['tags'] = [],
): BriefLine {
  const label: LineLabel = evidence.length > 0 ? 'inference' : 'assumption';
  const names = { vendor: vendors.nameOf(request.vendorId), us: vendors.nameOf(request.usId) };
  const text = fillPhrase(vendors.vocabulary, phrase, { ...names, ...values });
  return buildLine({ section, label, text, tags, evidence }, vendors);
}

/** Section 1: one sentence to say where they win most, and how they fared. */
function listReadLines(input: CardInput, wins: readonly ReasonGroup[], losses: readonly ReasonGroup[]): BriefLine[] {
  const { reasons } = input.vendors.vocabulary;
  const [best] = losses.length > 0 ? losses : wins;
  const what = reasons[best?.id ?? 'other']?.one ?? { zh: '', en: '' };
  const done = input.lost.filter(({ event }) => event.state === 'actual' && event.lead.kind !== 'leaving');
  const told = [...input.won, ...done];
  const counts = { won: String(input.won.length), lost: String(done.length) };
  return [
    line(input, 'read', 'one', { what }, best?.evidence.slice(0, 1)),
    told.length > 0
      ? line(
          input,
          'read',
          'balance',
          counts,
          told.map(({ event }) => evidenceOfStatement(event.lead)),
        )
      : line(input, 'read', 'balanceNone'),
  ];
}

function listWinLines(input: CardInput, wins: readonly ReasonGroup[]): BriefLine[] {
  const { reasons } = input.vendors.vocabulary;
  const lines = wins.map(({ id, label, count, evidence }) => {
    const handle = reasons[id]?.handle ?? { zh: '', en: '' };
    return line(input, 'strong', 'theyWin', { what: label, count: String(count), handle }, evidence);
  });
  const bare = input.won.filter(({ event }) => event.reasons.length === 0);
  const rest =
    bare.length > 0 ? [line(input, 'strong', 'theyWinBare', { count: String(bare.length) }, quote(bare))] : [];
  return orElse([...lines, ...rest], line(input, 'strong', 'theyWinNone'));
}

function listLossLines(input: CardInput, losses: readonly ReasonGroup[]): BriefLine[] {
  const { reasons } = input.vendors.vocabulary;
  const lines = losses.map(({ id, label, count, evidence, hasPlans }) => {
    const one = reasons[id]?.one ?? { zh: '', en: '' };
    const values = { what: label, count: String(count), one };
    return line(input, 'loss', 'weWin', values, evidence, hasPlans ? ['planned'] : []);
  });
  const bare = input.lost.filter(({ event }) => event.reasons.length === 0);
  const tags: BriefLine['tags'] = bare.some(({ event }) => event.state !== 'actual') ? ['planned'] : [];
  const rest =
    bare.length > 0 ? [line(input, 'loss', 'weWinBare', { count: String(bare.length) }, quote(bare), tags)] : [];
  return orElse([...lines, ...rest], line(input, 'loss', 'weWinNone'));
}

/** Section 5: what we did lately and was reviewed, and what to ask. */
function listSayLines(input: CardInput, moves: readonly BriefLine[]): BriefLine[] {
  const { vocabulary } = input.vendors;
  const says = moves
    .filter(({ column, evidence, tags }) => column === 'ours' && evidence.length > 0 && tags.length === 0)
    .slice(0, MOST_SAY)
    .map((move) => buildLine({ ...move, section: 'say', column: null }, input.vendors));
  const none = buildLine(
    { section: 'say', label: 'assumption', text: fillPhrase(vocabulary, 'sayNone'), evidence: [] },
    input.vendors,
  );
  return [...orElse(says, none), line(input, 'say', 'askWhere'), line(input, 'say', 'askWhy')];
}

function listObjections({ vendors }: CardInput, wins: readonly ReasonGroup[]): BriefLine[] {
  const { reasons } = vendors.vocabulary;
  const lines = wins.flatMap(({ id, evidence }) => {
    const text = reasons[id]?.objection;
    const draft = { section: 'objections', label: 'inference', evidence: evidence.slice(0, 2) } as const;
    return text ? [buildLine({ ...draft, text: fillBoth(text, {}) }, vendors)] : [];
  });
  const other = reasons.other?.objection;
  return lines.length > 0 || !other
    ? lines
    : [buildLine({ section: 'objections', label: 'assumption', text: other, evidence: [] }, vendors)];
}

/** Section 10: whether the two ever met, and how many sources stand behind it all. */
function listUnknowns(input: CardInput): BriefLine[] {
  const { request, won, lost } = input;
  const duels = [
    ...won.filter(({ event }) => event.from === request.usId),
    ...lost.filter(({ event }) => event.to === request.usId),
  ];
  const met =
    duels.length > 0
      ? line(input, 'unknown', 'duel', { count: String(duels.length) }, quote(duels))
      : line(input, 'unknown', 'noDuel');
  const told = [...won, ...lost].flatMap(({ event: { lead, others } }) => [lead, ...others]);
  const sources = new Set(told.map(({ document }) => document.sourceName));
  return sources.size === 1 ? [met, line(input, 'unknown', 'oneSource')] : [met];
}

const orElse = (lines: BriefLine[], other: BriefLine): BriefLine[] => (lines.length > 0 ? lines : [other]);
