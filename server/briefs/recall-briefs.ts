import type { Audience, BriefBody, BriefEvidence, BriefLine } from '../facts/brief-types.ts';
import type { Viewer } from '../model.ts';
import type { KeptBrief } from '../store/briefs.ts';
import type { FactState } from '../store/fact-states.ts';
import type { Store } from '../store/index.ts';
import { getBriefVocabulary } from './brief-input.ts';
import { type EvidenceState, judgeEvidence, listKnown, type StaleFinding } from './judge-evidence.ts';
import { listDisputes } from './list-disputes.ts';
import { findWithheldReason } from './redact-brief.ts';

/** A line that no longer stands as it was told. */
export interface StaleLine {
  line: BriefLine;
  findings: (StaleFinding & { was: string })[];
  /** Readers outside and inside who were handed it. */
  audiences: Audience[];
}

/** A version of a brief with lines that went stale. */
export interface StaleBrief {
  kept: KeptBrief;
  isLatest: boolean;
  lines: StaleLine[];
}

/**
 * Looks through the newest version of every brief and every version that was handed out.
 * @param day YYYY-MM-DD on which half-lives are judged
 * @returns those with a line whose fact was superseded, contradicted, rejected, made stricter, lost or outlived since
 */
export function recallBriefs(store: Store, viewer: Viewer, day: string): StaleBrief[] {
  const briefs = store.listBriefs(viewer);
  if (briefs.length === 0) return [];
  const { audiences } = getBriefVocabulary(store);
  const handouts = store.listHandouts(viewer);
  const lookUp = createLookup(store, viewer);
  return briefs.flatMap((newest) => {
    const given = handouts.filter(({ briefId }) => briefId === newest.briefId);
    const earlier = [...new Set(given.map(({ version }) => version))].filter((version) => version !== newest.version);
    const versions = [newest, ...earlier.flatMap((version) => store.findBrief(viewer, newest.briefId, version) ?? [])];
    return versions.flatMap((kept) => {
      const readers = [...new Set(given.filter(({ version }) => version === kept.version).map((one) => one.audience))];
      const stale = listStaleLines(kept.body, day, lookUp(kept.body)).map(({ line, findings }) => ({
        ...{ line, findings },
        audiences: readers.filter((audience) => findWithheldReason(line, audience, { audiences }) === null),
      }));
      return stale.length > 0 ? [{ kept, isLatest: kept.version === newest.version, lines: stale }] : [];
    });
  });
}

function listStaleLines(
  body: BriefBody,
  day: string,
  stateOf: (item: BriefEvidence) => EvidenceState,
): Omit<StaleLine, 'audiences'>[] {
  return body.lines
    .filter(({ isDropped }) => !isDropped)
    .map((line) => ({
      line,
      findings: [
        ...listExpiry(line, day),
        ...line.evidence.flatMap((item) =>
          judgeEvidence(item, stateOf(item)).map((finding) => ({ ...finding, was: item.exact })),
        ),
      ],
    }))
    .filter(({ findings }) => findings.length > 0);
}

/** A line that said itself that it has expired is no news. */
function listExpiry({ expires, tags, text }: BriefLine, day: string): StaleLine['findings'] {
  const isPast = expires !== null && expires < day && !tags.includes('expired');
  return isPast ? [{ reason: 'expired', now: expires, href: null, was: text.zh }] : [];
}

/** Remembers what spoke against each piece of evidence already, so that recall tells news alone. */
export function rememberKnown(store: Store, viewer: Viewer, body: BriefBody): BriefBody {
  const stateOf = createLookup(store, viewer)(body);
  const remember = (item: BriefEvidence): BriefEvidence => {
    return { ...item, fact: { ...item.fact, known: listKnown(item, stateOf(item)) } };
  };
  return { ...body, lines: body.lines.map((line) => ({ ...line, evidence: line.evidence.map(remember) })) };
}

/** Documents, and disputes about the same sides, are read once. */
function createLookup(store: Store, viewer: Viewer): (body: BriefBody) => (item: BriefEvidence) => EvidenceState {
  const documents = new Map<string, Pick<EvidenceState, 'document' | 'facts'>>();
  const disputes = new Map<string, EvidenceState['disputes']>();
  const read = (documentId: string): Pick<EvidenceState, 'document' | 'facts'> => {
    const known = documents.get(documentId) ?? {
      document: store.findDocumentState(viewer, documentId),
      facts: [...store.listFactStates(viewer, documentId), ...listDecidedCells(store, viewer, documentId)],
    };
    documents.set(documentId, known);
    return known;
  };
  return (body) => {
    const places = body.lines.flatMap(({ evidence }) =>
      evidence.map(({ documentId, start }) => `${documentId}:${start}`),
    );
    const key = JSON.stringify([body.accountId, body.incumbentId, body.usId, places]);
    const about = disputes.get(key) ?? listDisputes(store, viewer, body);
    disputes.set(key, about);
    return ({ documentId }) => ({ ...read(documentId), disputes: about });
  };
}

/** Cells that a person accepted or corrected are figures that stand in no other row. */
function listDecidedCells(store: Store, viewer: Viewer, documentId: string): FactState[] {
  return store
    .listFigures(viewer, { documentId })
    .filter(({ cell, status }) => cell !== null && status === 'confirmed')
    .map(({ vendorId, metric, low, high, unit, written, status, quote }) => ({
      ...{ kind: 'figure', vendorId, subject: metric, value: `${low}|${high}|${unit}`, written, status },
      ...{ exact: quote.exact, start: quote.start, end: quote.end },
    }));
}
