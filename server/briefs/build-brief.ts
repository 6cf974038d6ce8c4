import type { Both, BriefBody, BriefLine } from '../facts/brief-types.ts';
import { shiftDays } from '../facts/partial-date.ts';
import {
  listAccountPriceLines,
  listAvoidLines,
  listBackLines,
  listExpiredLines,
  listPriceLines,
  listProofLines,
  listUnknownLines,
} from './brief-checks.ts';
import { listLossLines } from './brief-events.ts';
import type { BriefInput } from './brief-input.ts';
import { listSinceLines, listStrongLines } from './brief-since.ts';
import { findSince, listObjectionLines, listReadLines, listSayLines } from './brief-talk.ts';

/** Too little is known; what to collect before asking again. */
export interface BriefRefusal {
  isRefused: true;
  sentences: number;
  relations: number;
  collect: Both[];
}

export type BuiltBrief = { isRefused: false; body: BriefBody } | BriefRefusal;

const RELATIONS = new Set(['switch', 'between', 'won', 'lost', 'leaving', 'reduce', 'serves', 'partner']);

/**
 * Assembles a win-back brief in the fixed order of its sections. Pure: the same input gives the same brief.
 * @returns a refusal with a collection list where fewer sentences than the rules ask for tell of the account
 */
export function buildBrief(input: BriefInput): BuiltBrief {
  const { facts, vocabulary, gaps } = input;
  const relations = facts.statements.filter(({ kind }) => RELATIONS.has(kind)).length;
  const { sentences: leastSentences, relations: leastRelations } = vocabulary.least;
  if (facts.sentences.length < leastSentences || relations < leastRelations) {
    const collect = gaps.flatMap((gap) => vocabulary.gaps[gap] ?? []);
    return { isRefused: true, sentences: facts.sentences.length, relations, collect };
  }
  return { isRefused: false, body: assemble(input) };
}

function assemble(input: BriefInput): BriefBody {
  const { request, facts, vocabulary, nameOf, baseAsOf } = input;
  const since = findSince(input);
  const dated = { ...input, asOf: request.asOf };
  const prices = listPriceLines(dated);
  const lines = [
    ...listReadLines(input),
    ...listLossLines(input),
    ...listSinceLines(input, since),
    ...listStrongLines(input),
    ...listSayLines(input, since),
    ...listObjectionLines(input),
    ...listAccountPriceLines(input),
    ...prices,
    ...listBackLines(input),
    ...listProofLines(dated, vocabulary.references),
    ...listAvoidLines(input),
    ...listExpiredLines(dated, prices),
    ...listUnknownLines(input),
  ];
  return {
    kind: 'account',
    ...{ accountId: facts.account.accountId, accountName: facts.account.name, baseAsOf, owner: request.owner },
    ...{ incumbentId: request.incumbentId, incumbentName: nameOf(request.incumbentId) },
    ...{ usId: request.usId, usName: nameOf(request.usId), asOf: request.asOf },
    expires: shiftDays(request.asOf, vocabulary.validDays),
    lines: keepFirst(lines),
  };
}

/** One line a key: a sentence stands once in a section. */
export function keepFirst(lines: readonly BriefLine[]): BriefLine[] {
  const seen = new Set<string>();
  return lines.filter(({ key }) => !seen.has(key) && seen.add(key));
}
