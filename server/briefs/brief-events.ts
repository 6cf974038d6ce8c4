import type { AccountEvent } from '../facts/account-events.ts';
import type { Both, BriefLine, LineLabel, LineTag } from '../facts/brief-types.ts';
import type { ToldStatement } from './account-facts.ts';
import { type BriefInput, startOf } from './brief-input.ts';
import { buildLine, evidenceOfStatement } from './brief-line.ts';
import { fillPhrase, sayWhen, shorten } from './brief-words.ts';

type Event = AccountEvent<ToldStatement>;

const MOST_TELLINGS = 4;
const MOST_QUOTED = 48;
const MOST_TOLD = 90;

/** @returns a change of vendor in words. */
export function sayEvent(event: Event, input: BriefInput): Both {
  const { vocabulary, nameOf } = input;
  const workload = event.workload || fillPhrase(vocabulary, event.lead.kind === 'lost' ? 'part' : 'some');
  const ends = { from: nameOf(event.from), to: nameOf(event.to) };
  const kind = event.from !== null && event.to !== null && event.lead.kind === 'won' ? 'switch' : event.lead.kind;
  return fillPhrase(vocabulary, kind, { when: sayWhen(vocabulary, event.happened), workload, ...ends });
}

export function sayStatement(told: ToldStatement, input: BriefInput): Both {
  const { vocabulary, nameOf } = input;
  const kind = told.kind === 'serves' && told.isPast ? 'served' : told.kind;
  const at = nameOf(told.at ?? told.to ?? told.from);
  return fillPhrase(vocabulary, kind, {
    when: sayWhen(vocabulary, told.happened),
    at,
    what: quoteShort(told, kind === 'spend' || kind === 'discount' ? MOST_TOLD : MOST_QUOTED),
  });
}

/** @returns the sentence where it is short, else the clauses that say it. */
function quoteShort({ quote, said }: ToldStatement, most: number): string {
  return quote.exact.length <= most ? quote.exact : shorten(said, most);
}

export const tagsOf = (state: ToldStatement['state']): LineTag[] => (state === 'actual' ? [] : [state]);

/** Hearsay is no fact about the account, only about what is being said; nor is what merely follows from the words. */
export const labelOf = ({
  state,
  isImplied = false,
}: Pick<ToldStatement, 'state'> & { isImplied?: boolean }): LineLabel =>
  state === 'rumoured' || isImplied ? 'inference' : 'fact';

export const evidenceOfEvent = ({ lead, others }: Event) =>
  [lead, ...others].slice(0, MOST_TELLINGS).map(evidenceOfStatement);

/** Section 2: changes, who serves it and who courts it, in time order, then codes of the reasons as told. */
export function listLossLines(input: BriefInput): BriefLine[] {
  const { facts, vocabulary } = input;
  const events = facts.events.map((event) =>
    buildLine(
      {
        section: 'loss',
        label: labelOf(event),
        text: sayEvent(event, input),
        tags: tagsOf(event.state),
        evidence: evidenceOfEvent(event),
      },
      input,
    ),
  );
  const changed = new Set(facts.events.flatMap(({ lead, others }) => [lead, ...others].map(placeOf)));
  const served = facts.statements
    .filter(({ kind, at }) => at !== null && (kind === 'serves' || kind === 'courting'))
    .filter((told) => !changed.has(placeOf(told)))
    .sort((a, b) => startOf(a.happened).localeCompare(startOf(b.happened)));
  const standing = onePer(served, ({ kind, at }) => `${kind} ${at}`);
  const linesOf = standing.map((told) => ({ line: buildToldLine('loss', told, input), day: startOf(told.happened) }));
  const changes = events.map((line, i) => ({ line, day: startOf(facts.events[i]?.happened ?? null) }));
  return [...inOrder([...changes, ...linesOf]), ...listReasonLines(input, vocabulary)];
}

/** A statement as a line of its own, in words or in those given. */
export function buildToldLine(
  section: BriefLine['section'],
  told: ToldStatement,
  input: BriefInput,
  text: Both = sayStatement(told, input),
): BriefLine {
  const evidence = [evidenceOfStatement(told)];
  return buildLine({ section, label: labelOf(told), text, tags: tagsOf(told.state), evidence }, input);
}

const placeOf = ({ document, quote }: ToldStatement): string => `${document.documentId}:${quote.start}`;

const inOrder = (dated: { line: BriefLine; day: string }[]): BriefLine[] =>
  dated.sort((a, b) => (a.day || '9999').localeCompare(b.day || '9999')).map(({ line }) => line);

/** Keeps the newest of each. */
export function onePer<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [keyOf(item), item])).values()];
}

/** Statements whose words carry a reason for a change: those of a change itself, and those about what went before it. */
export function listReasons({ facts }: BriefInput): { id: string; told: ToldStatement[]; isTold: boolean }[] {
  const changes = new Set(facts.events.flatMap(({ lead, others }) => [lead, ...others]));
  const near = facts.statements.filter(
    (told) => changes.has(told) || ['complaint', 'courting', 'serves', 'negotiating'].includes(told.kind),
  );
  return facts.vocabulary.reasons
    .map(({ id }) => {
      const told = near.filter(({ reasons }) => reasons.includes(id));
      return { id, told, isTold: told.some((one) => changes.has(one)) };
    })
    .filter(({ told }) => told.length > 0)
    .sort((a, b) => Number(b.isTold) - Number(a.isTold) || b.told.length - a.told.length);
}

export function reasonLabel({ facts }: BriefInput, id: string): Both {
  return facts.vocabulary.reasons.find((reason) => reason.id === id)?.label ?? { zh: id, en: id };
}

/** Which code a sentence's words mean is our reading of it. */
function listReasonLines(input: BriefInput, vocabulary: BriefInput['vocabulary']): BriefLine[] {
  return listReasons(input).map(({ id, told }) => {
    const evidence = told.slice(0, MOST_TELLINGS).map(evidenceOfStatement);
    return buildLine(
      {
        section: 'loss',
        label: 'inference',
        text: fillPhrase(vocabulary, 'reason', { what: reasonLabel(input, id) }),
        evidence,
      },
      input,
    );
  });
}
