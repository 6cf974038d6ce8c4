import type { Both, BriefEvidence, BriefLine } from '../facts/brief-types.ts';
import type { AccountFacts } from './account-facts.ts';
import { evidenceOfEvent, labelOf, listReasons, reasonLabel, sayEvent, sayStatement, tagsOf } from './brief-events.ts';
import { type BriefInput, startOf } from './brief-input.ts';
import { buildLine, evidenceOfStatement } from './brief-line.ts';
import { listSinceLines } from './brief-since.ts';
import { fillBoth, fillPhrase } from './brief-words.ts';

/** What a seller asks for first, first. */
const LATER_KINDS = ['negotiating', 'complaint', 'serves', 'courting'];
const MOST_SAY = 4;
const MOST_ASK = 3;
const MOST_OBJECTIONS = 5;

/** The change by which the incumbent got in or lost; else the latest that has happened; else the latest plan. */
export function findMainEvent({ facts, request }: BriefInput) {
  const latestFirst = [...facts.events].reverse();
  const oneWay = latestFirst.filter(({ lead }) => lead.kind !== 'between');
  const done = oneWay.filter(({ state }) => state === 'actual');
  const { incumbentId } = request;
  return (
    done.find(({ to }) => to === incumbentId) ??
    oneWay.find(({ from, to }) => to === incumbentId || from === incumbentId) ??
    done[0] ??
    latestFirst[0]
  );
}

/** Day from which changes count: the main change; else the first time that the incumbent is told to serve. */
export function findSince(input: BriefInput): string {
  const event = findMainEvent(input);
  if (event?.happened) return event.happened.start;
  const served = input.facts.stints.find(({ vendorId }) => vendorId === input.request.incumbentId);
  return served?.start ?? served?.lastSeen ?? '';
}

function whyOf({ state, lead }: AccountFacts['events'][number]): string {
  if (state !== 'actual') return 'whyPlanned';
  return lead.kind === 'reduce' ? 'whyReduced' : 'why';
}

/** Section 1: why they left, what changed since, the one thing to say. */
export function listReadLines(input: BriefInput): BriefLine[] {
  const reasons = listReasons(input);
  const told = reasons.flatMap((reason) => reason.told.slice(0, 1).map(evidenceOfStatement));
  const event = findMainEvent(input);
  const why = event ? [buildWhyLine(event, reasons, told, input)] : [];
  return [...why, buildLaterLine(event?.happened?.start ?? '', input), buildOneLine(reasons[0]?.id, told, input)];
}

function buildWhyLine(
  event: AccountFacts['events'][number],
  reasons: ReturnType<typeof listReasons>,
  told: BriefEvidence[],
  input: BriefInput,
): BriefLine {
  const isKnown = reasons.length > 0;
  const words = joinWords(reasons.slice(0, 2).map(({ id }) => reasonLabel(input, id)));
  const text = fillPhrase(input.vocabulary, isKnown ? whyOf(event) : 'whyUnknown', {
    what: words,
    event: sayEvent(event, input),
  });
  const evidence = [...evidenceOfEvent(event).slice(0, 2), ...told.slice(0, 2)];
  const label = isKnown ? 'inference' : labelOf(event);
  return buildLine({ section: 'read', label, text, tags: tagsOf(event.state), evidence }, input);
}

function buildLaterLine(since: string, input: BriefInput): BriefLine {
  const { vocabulary, facts } = input;
  const [latest] = facts.statements
    .filter((one) => LATER_KINDS.includes(one.kind) && startOf(one.happened) > since)
    .sort(
      (a, b) =>
        startOf(b.happened).localeCompare(startOf(a.happened)) ||
        LATER_KINDS.indexOf(a.kind) - LATER_KINDS.indexOf(b.kind),
    );
  if (!latest)
    return buildLine(
      { section: 'read', label: 'assumption', text: fillPhrase(vocabulary, 'changedNot'), evidence: [] },
      input,
    );
  const text = fillPhrase(vocabulary, 'changed', { event: sayStatement(latest, input) });
  const evidence = [evidenceOfStatement(latest)];
  return buildLine({ section: 'read', label: labelOf(latest), text, tags: tagsOf(latest.state), evidence }, input);
}

function buildOneLine(reason: string | undefined, told: BriefEvidence[], input: BriefInput): BriefLine {
  const what = input.vocabulary.reasons[reason ?? 'other']?.one ?? { zh: '', en: '' };
  const label = told.length > 0 ? 'inference' : 'assumption';
  const text = fillPhrase(input.vocabulary, 'one', { what });
  return buildLine({ section: 'read', label, text, evidence: told.slice(0, 1) }, input);
}

const joinWords = (list: readonly Both[]): Both => ({
  zh: list.map(({ zh }) => zh).join('、'),
  en: list.map(({ en }) => en).join(', '),
});

/** Section 5: what we did, and questions whose documented answer is known. */
export function listSayLines(input: BriefInput, since: string): BriefLine[] {
  const { vocabulary } = input;
  const says = listSinceLines({ ...input, theirs: [] }, since)
    .filter(({ column, evidence }) => column === 'ours' && evidence.length > 0)
    .filter(({ tags }) => !tags.includes('planned') && !tags.includes('rumoured'))
    .slice(0, MOST_SAY)
    .map((line) => ({
      ...buildLine({ ...line, section: 'say', column: null, text: prefix(line.text, vocabulary) }, input),
    }));
  const none = buildLine(
    { section: 'say', label: 'assumption', text: fillPhrase(vocabulary, 'sayNone'), evidence: [] },
    input,
  );
  return [...(says.length > 0 ? says : [none]), ...listAsks(input).slice(0, MOST_ASK)];
}

const prefix = (text: Both, { phrases }: BriefInput['vocabulary']): Both => {
  const [zh = '', en = ''] = [phrases.say?.zh.split('{')[0], phrases.say?.en.split('{')[0]];
  return { zh: zh + text.zh, en: en + text.en };
};

function listAsks(input: BriefInput): BriefLine[] {
  const { vocabulary, facts, nameOf } = input;
  const ask = (key: string, values: Record<string, Both | string>, evidence: BriefLine['evidence']): BriefLine =>
    buildLine({ section: 'say', label: 'inference', text: fillPhrase(vocabulary, key, values), evidence }, input);
  const whenOf = (told: { happened: BriefInput['facts']['events'][number]['happened'] }): string =>
    told.happened?.start ?? '';
  const plans = facts.events
    .filter(({ state, from }) => state === 'planned' && from)
    .map((event) =>
      ask(
        'askPlan',
        { workload: event.workload || fillPhrase(vocabulary, 'some'), from: nameOf(event.from), when: whenOf(event) },
        evidenceOfEvent(event).slice(0, 1),
      ),
    );
  const newest = (kind: string) => facts.statements.filter((told) => told.kind === kind && !told.isPast).at(-1);
  const servedBy = facts.statements.filter(
    ({ kind, at, isPast }) => kind === 'serves' && !isPast && at === input.request.incumbentId,
  );
  const [talks, pain, served] = [newest('negotiating'), newest('complaint'), servedBy.at(-1) ?? newest('serves')];
  return [
    ...plans.slice(0, 1),
    ...(talks ? [ask('askTalks', { when: whenOf(talks) }, [evidenceOfStatement(talks)])] : []),
    ...(served
      ? [ask('askOrder', { at: nameOf(served.at), when: whenOf(served) }, [evidenceOfStatement(served)])]
      : []),
    ...(pain ? [ask('askPain', { at: nameOf(pain.at), when: whenOf(pain) }, [evidenceOfStatement(pain)])] : []),
  ];
}

/** Section 6: by reason, validate → reframe → pivot. */
export function listObjectionLines(input: BriefInput): BriefLine[] {
  const { vocabulary } = input;
  const lines = listReasons(input)
    .slice(0, MOST_OBJECTIONS)
    .flatMap(({ id, told }) => {
      const text = vocabulary.reasons[id]?.objection;
      return text
        ? [
            buildLine(
              {
                section: 'objections',
                label: 'inference',
                text: fillBoth(text, {}),
                evidence: told.slice(0, 2).map(evidenceOfStatement),
              },
              input,
            ),
          ]
        : [];
    });
  const other = vocabulary.reasons.other?.objection;
  return lines.length > 0 || !other
    ? lines
    : [buildLine({ section: 'objections', label: 'assumption', text: other, evidence: [] }, input)];
}
