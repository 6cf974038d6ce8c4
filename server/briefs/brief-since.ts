import type { BriefLine } from '../facts/brief-types.ts';
import { type FoldedMove, foldMoves } from '../facts/fold-moves.ts';
import { TLP_LABELS } from '../model.ts';
import type { MoveRow } from '../store/moves.ts';
import { labelOf, listReasons, onePer, reasonLabel, sayStatement, tagsOf } from './brief-events.ts';
import { type BriefInput, startOf } from './brief-input.ts';
import { buildLine, evidenceOfMove, evidenceOfStatement } from './brief-line.ts';
import { fillPhrase, sayLikelihood, sayWhen, shorten } from './brief-words.ts';

/** One event with the moves that tell it. */
type Event = FoldedMove<MoveRow>;

const MOST_TELLINGS = 3;
const MOST_BUILT = 3;

/** Section 3: what either side did since, in two columns, oldest first. A reading that nobody reviewed says so. */
export function listSinceLines(input: Omit<BriefInput, 'facts' | 'gaps' | 'request'>, since: string): BriefLine[] {
  const { vocabulary } = input;
  const pick = (moves: readonly MoveRow[], most: number): Event[] =>
    foldMoves(moves.filter(({ happened }) => happened.start >= since).map((move) => ({ ...move, readsAlone: false })))
      .map(tellOpenly)
      .sort((a, b) => weightOf(b.lead) - weightOf(a.lead))
      .slice(0, most)
      .sort((a, b) => a.lead.happened.start.localeCompare(b.lead.happened.start));
  const open = new Set(vocabulary.theirs.open);
  const isSure = ({ status }: MoveRow): boolean => status === 'confirmed';
  const isLikely = (move: MoveRow): boolean =>
    isSure(move) || (move.confidence >= vocabulary.leastConfidence && move.state === 'actual');
  const theirs = pick(input.theirs.filter(isLikely), vocabulary.theirs.most).map((event) =>
    buildMoveLine(event, 'theirs', input, open.has(event.lead.type) ? 'CLEAR' : 'AMBER+STRICT'),
  );
  const ours = pick(input.ours.filter(isSure), vocabulary.ours.most).map((event) =>
    buildMoveLine(event, 'ours', input, 'CLEAR'),
  );
  return [...orNone(theirs, 'theirs', input), ...orNone(ours, 'ours', input)];
}

/** A column is never blank: that nothing is known is said. */
function orNone(
  lines: BriefLine[],
  column: 'theirs' | 'ours',
  input: Pick<BriefInput, 'vocabulary' | 'isNaming' | 'linkOf'>,
): BriefLine[] {
  const text = fillPhrase(input.vocabulary, `${column}None`);
  return lines.length > 0
    ? lines
    : [buildLine({ section: 'since', label: 'assumption', text, column, evidence: [] }, input)];
}

/** What is public is told from public sources: a stricter one that tells it too would take the line from its readers. */
function tellOpenly({ lead, others, ...event }: Event): Event {
  const rankOf = ({ document }: MoveRow): number => TLP_LABELS.indexOf(document.tlp);
  const loosest = Math.min(...[lead, ...others].map(rankOf));
  const [first = lead, ...rest] = [lead, ...others].filter((move) => rankOf(move) === loosest);
  return { ...event, lead: first, others: rest };
}

const weightOf = ({ status, importance, confidence }: MoveRow): number =>
  Number(status === 'confirmed') * 10 + importance + confidence * 2;

function buildMoveLine(
  { lead: move, others }: Event,
  column: BriefLine['column'],
  input: Omit<BriefInput, 'facts' | 'gaps' | 'request'>,
  floor: BriefLine['share'],
): BriefLine {
  const { vocabulary } = input;
  const isSure = move.status === 'confirmed';
  const words = fillPhrase(vocabulary, 'move', {
    when: sayWhen(vocabulary, move.happened),
    what: shorten(move.gist, 60),
  });
  const text = isSure
    ? words
    : fillPhrase(vocabulary, 'unreviewed', { likely: sayLikelihood(vocabulary, move.confidence), what: words });
  const tags = [...tagsOf(move.state), ...(isSure ? [] : (['unreviewed'] as const))];
  return buildLine(
    {
      section: 'since',
      label: isSure ? labelOf(move) : 'inference',
      text,
      tags,
      column,
      evidence: [move, ...others].slice(0, MOST_TELLINGS).map(evidenceOfMove),
      floor,
    },
    input,
  );
}

/** Section 4, never empty: what won it for them, and what they built there. */
export function listStrongLines(input: BriefInput): BriefLine[] {
  const { vocabulary, facts, request, nameOf } = input;
  const isTheirs = ({ at, to }: { at: string | null; to: string | null }): boolean =>
    at === request.incumbentId || to === request.incumbentId;
  const told = facts.statements
    .filter((one) => ['partner', 'serves'].includes(one.kind) && isTheirs(one) && !one.isPast && !one.isImplied)
    .sort((a, b) => startOf(a.happened).localeCompare(startOf(b.happened)));
  const built = onePer(told, ({ kind, document }) => (kind === 'partner' ? document.documentId : kind))
    .slice(-MOST_BUILT)
    .map((one) =>
      buildLine(
        {
          section: 'strong',
          label: labelOf(one),
          text: fillPhrase(vocabulary, 'strong', { event: sayStatement(one, input), what: vocabulary.footprint }),
          evidence: [evidenceOfStatement(one)],
        },
        input,
      ),
    );
  const won = facts.events.filter(({ to, lead }) => to === request.incumbentId && lead.kind !== 'between');
  const reasons = listReasons(input)
    .filter(({ told }) => told.some((one) => won.some(({ lead, others }) => [lead, ...others].includes(one))))
    .slice(0, 2)
    .map(({ id, told }) => {
      const what = vocabulary.reasons[id]?.handle ?? { zh: '', en: '' };
      const text = fillPhrase(vocabulary, 'strongReason', { event: reasonLabel(input, id), what });
      return buildLine(
        { section: 'strong', label: 'inference', text, evidence: told.slice(0, 2).map(evidenceOfStatement) },
        input,
      );
    });
  const lines = [...reasons, ...built];
  if (lines.length > 0) return lines;
  const text = fillPhrase(vocabulary, 'strongUnknown', { incumbent: nameOf(request.incumbentId) });
  return [buildLine({ section: 'strong', label: 'assumption', text, evidence: [] }, input)];
}
