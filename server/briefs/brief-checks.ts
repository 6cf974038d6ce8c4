import type { BriefLine } from '../facts/brief-types.ts';
import { evidenceOfEvent, labelOf, sayEvent, sayStatement, tagsOf } from './brief-events.ts';
import type { BriefInput } from './brief-input.ts';
import { buildLine, evidenceOfFigure, evidenceOfMove, evidenceOfStatement, expiryOf } from './brief-line.ts';
import { fillBoth, fillPhrase, sayLikelihood, shorten } from './brief-words.ts';

const MOST_PRICES = 6;
const MOST_UNREVIEWED = 6;
const WEAK = new Set(['D', 'E', 'F']);

type VendorInput = Omit<BriefInput, 'facts' | 'gaps' | 'request'> & { asOf: string };

/** Section 7, the vendors' own: list prices and negotiated discounts, each with the day until which it stands. */
export function listPriceLines(input: VendorInput): BriefLine[] {
  const { vocabulary, prices, nameOf, asOf } = input;
  const lines = prices
    .filter(({ status, confidence }) => status === 'confirmed' || confidence >= vocabulary.leastConfidence)
    .sort(
      (a, b) => (b.document.published ?? '').localeCompare(a.document.published ?? '') || b.confidence - a.confidence,
    )
    .slice(0, MOST_PRICES)
    .map((figure) => {
      const expires = expiryOf(figure, vocabulary.halfLives);
      const isSure = figure.status === 'confirmed';
      const words = fillPhrase(vocabulary, 'priceOf', {
        at: nameOf(figure.vendorId),
        what: shorten(figure.quote.exact),
      });
      const text = isSure
        ? words
        : fillPhrase(vocabulary, 'unreviewed', { likely: sayLikelihood(vocabulary, figure.confidence), what: words });
      const tags: BriefLine['tags'] = [
        figure.metric === 'discount' ? 'negotiated' : 'list',
        ...(isSure ? [] : (['unreviewed'] as const)),
        ...(expires && expires < asOf ? (['expired'] as const) : []),
      ];
      return buildLine(
        {
          section: 'price',
          label: isSure ? 'fact' : 'inference',
          text,
          tags,
          expires,
          evidence: [evidenceOfFigure(figure)],
        },
        input,
      );
    });
  const kinds = new Set(lines.map(({ tags }) => tags[0]));
  const isMixed = kinds.size > 1 || lines.length > 1;
  return isMixed ? [...lines, assume('price', 'priceMixed', input)] : lines;
}

/** Section 7, the account's: discounts and spend as told. */
export function listAccountPriceLines(input: BriefInput): BriefLine[] {
  const told = input.facts.statements
    .filter(({ kind }) => kind === 'discount' || kind === 'spend')
    .map((one) =>
      buildLine(
        {
          section: 'price',
          label: labelOf(one),
          text: sayStatement(one, input),
          tags: [...tagsOf(one.state), 'negotiated'],
          evidence: [evidenceOfStatement(one)],
        },
        input,
      ),
    );
  return [...told, assume('price', 'priceUnknown', input)];
}

/** Section 8: steps that nobody has agreed yet. */
export function listBackLines(input: BriefInput): BriefLine[] {
  const { vocabulary, facts } = input;
  const workload = facts.events.find((event) => event.workload !== '')?.workload ?? fillPhrase(vocabulary, 'part');
  return vocabulary.back.map((step) =>
    buildLine({ section: 'back', label: 'assumption', text: fillBoth(step, { workload }), evidence: [] }, input),
  );
}

/** Section 9: wins that may be named outside. */
export function listProofLines(input: VendorInput, references: readonly string[]): BriefLine[] {
  const named = input.ours.filter(
    ({ type, status, counterparty }) => type === 'win' && status === 'confirmed' && references.includes(counterparty),
  );
  const lines = named.map((move) =>
    buildLine(
      { section: 'proof', label: 'fact', text: { zh: move.gist, en: move.gist }, evidence: [evidenceOfMove(move)] },
      input,
    ),
  );
  return lines.length > 0 ? lines : [assume('proof', 'proofNone', input)];
}

function assume(
  section: BriefLine['section'],
  phrase: string,
  input: Pick<BriefInput, 'vocabulary' | 'isNaming' | 'linkOf'>,
): BriefLine {
  return buildLine({ section, label: 'assumption', text: fillPhrase(input.vocabulary, phrase), evidence: [] }, input);
}

/** Section 10 of both kinds: what has expired, and the rule that always holds. */
export function listExpiredLines(input: VendorInput, prices: readonly BriefLine[]): BriefLine[] {
  const expired = prices
    .filter(({ tags }) => tags.includes('expired'))
    .map(({ evidence }) =>
      buildLine(
        {
          section: 'avoid',
          label: 'inference',
          text: fillPhrase(input.vocabulary, 'avoidExpired', { what: shorten(evidence[0]?.exact ?? '', 40) }),
          evidence,
        },
        input,
      ),
    );
  return [...expired.slice(0, 3), assume('avoid', 'avoidCompare', input)];
}

/** Section 10: hearsay, plans, what a weak source alone says, a part told as the whole, and money that one source alone tells. */
export function listAvoidLines(input: BriefInput): BriefLine[] {
  const { facts } = input;
  const doubtful = facts.events.flatMap((event) => {
    const phrase = avoidPhraseOf(event);
    const words = { event: sayEvent(event, input) };
    return phrase ? [warn(phrase, words, evidenceOfEvent(event).slice(0, 2), input, tagsOf(event.state))] : [];
  });
  const sources = new Set(facts.documents.map(({ sourceName }) => sourceName)).size;
  const money = sources > 1 ? [] : facts.statements.filter(({ kind }) => kind === 'spend');
  return [
    ...doubtful,
    ...listReturns(input),
    ...money.map((told) =>
      warn('avoidSpend', { what: shorten(told.quote.exact, 40) }, [evidenceOfStatement(told)], input),
    ),
  ];
}

/** A vendor of which sources tell parts alone is not out. */
function listReturns(input: BriefInput): BriefLine[] {
  const lost = input.facts.events.filter(
    ({ from, state, lead, workload }) => from && state === 'actual' && lead.kind !== 'between' && workload !== '',
  );
  return [...new Set(lost.map(({ from }) => from))].map((from) => {
    const own = lost.filter((event) => event.from === from);
    const parts = own.map(({ workload }) => workload).join('、');
    const evidence = own.flatMap((event) => evidenceOfEvent(event).slice(0, 1));
    return warn('avoidReturn', { from: input.nameOf(from), what: parts }, evidence, input);
  });
}

function warn(
  phrase: string,
  words: Parameters<typeof fillPhrase>[2],
  evidence: BriefLine['evidence'],
  input: BriefInput,
  tags: BriefLine['tags'] = [],
): BriefLine {
  const text = fillPhrase(input.vocabulary, phrase, words);
  return buildLine({ section: 'avoid', label: 'inference', text, tags, evidence }, input);
}

function avoidPhraseOf({ state, lead, sourceCount }: BriefInput['facts']['events'][number]): string | undefined {
  if (state === 'rumoured') return 'avoidRumour';
  if (state === 'planned') return 'avoidPlan';
  return sourceCount === 1 && WEAK.has(lead.document.reliability) ? 'avoidSingle' : undefined;
}

/** Section 11: what nobody tells, what disagrees, and readings that nobody has reviewed. */
export function listUnknownLines(input: BriefInput): BriefLine[] {
  const { vocabulary, facts, gaps } = input;
  const missing = gaps.flatMap((gap) => {
    const text = vocabulary.gaps[gap];
    return text ? [buildLine({ section: 'unknown', label: 'assumption', text, evidence: [] }, input)] : [];
  });
  const apart = facts.contradictions.map(({ first, second }) => {
    const words = { what: shorten(first.quote.exact, 40), event: shorten(second.quote.exact, 40) };
    const evidence = [first, second].map(evidenceOfStatement);
    return buildLine(
      { section: 'unknown', label: 'inference', text: fillPhrase(vocabulary, 'disagree', words), evidence },
      input,
    );
  });
  const read = facts.moves
    .filter(({ status, confidence }) => status === 'proposed' && confidence >= vocabulary.leastConfidence)
    .filter((move) => !isTold(move, input))
    .slice(-MOST_UNREVIEWED)
    .map((move) => {
      const text = fillPhrase(vocabulary, 'unreviewed', {
        likely: sayLikelihood(vocabulary, move.confidence),
        what: shorten(move.gist, 60),
      });
      return buildLine(
        { section: 'unknown', label: 'inference', text, tags: ['unreviewed'], evidence: [evidenceOfMove(move)] },
        input,
      );
    });
  return [...missing, ...apart, ...read];
}

/** Its sentence is told by a statement already. */
function isTold({ quote, document }: BriefInput['facts']['moves'][number], { facts }: BriefInput): boolean {
  return facts.statements.some(
    (told) =>
      told.document.documentId === document.documentId && told.quote.start < quote.end && quote.start < told.quote.end,
  );
}
