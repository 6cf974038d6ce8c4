import { formatPartialDate } from '../facts/partial-date.ts';
import type { Viewer } from '../model.ts';
import type { Store } from '../store/index.ts';

/** One document's facts, a line of the export: the shape of hand-made labels, plus `url` and `text`. */
export interface FactLine {
  slug: string;
  url: string;
  title: string;
  published: string | null;
  tlp: string;
  vendors: { id: string; role: string }[];
  accounts: string[];
  people: { name: string; vendor: string; title: string }[];
  moves: {
    vendor: string;
    type: string;
    date: string;
    counterparty: string;
    gist: string;
    evidence: string;
    importance: number;
    confidence: number;
    state: string;
  }[];
  figures: {
    vendor: string;
    metric: string;
    value: number;
    high: number;
    unit: string;
    period: string;
    state: string;
    evidence: string;
  }[];
  text: string;
}

/** @returns the facts of every document that the viewer may see, newest first. */
export function* exportFacts(store: Store, viewer: Viewer): Generator<FactLine> {
  for (let offset = 0; ; ) {
    const documents = store.listDocuments(viewer, { limit: 500, offset });
    for (const document of documents) yield buildFactLine(store, viewer, document.documentId);
    if (documents.length === 0) return;
    offset += documents.length;
  }
}

function buildFactLine(store: Store, viewer: Viewer, documentId: string): FactLine {
  const document = store.getDocument(viewer, documentId);
  const people = store.listPersonRoles(viewer, { documentId });
  return {
    slug: slugOf(document.url ?? document.fileName),
    url: document.url ?? document.fileName,
    title: document.title,
    published: document.published,
    tlp: document.tlp,
    vendors: store.listVendorMentions(viewer, { documentId }).map(({ vendorId, role }) => ({ id: vendorId, role })),
    accounts: store.listAccountMentions(viewer, { documentId }).map((account) => account.name),
    people: people.map(({ name, vendorId, title }) => ({ name, vendor: vendorId, title })),
    moves: store.listMoves(viewer, { documentIds: [documentId], order: 'reading' }).map((move) => ({
      vendor: move.vendorId,
      type: move.type,
      date: formatPartialDate(move.happened),
      counterparty: move.counterparty,
      gist: move.gist,
      evidence: move.quote.exact,
      importance: move.importance,
      confidence: Number(move.confidence.toFixed(3)),
      state: move.state,
    })),
    figures: store.listFigures(viewer, { documentId }).map((figure) => ({
      ...{ vendor: figure.vendorId, metric: figure.metric, value: figure.low, high: figure.high, unit: figure.unit },
      period: figure.period ? formatPartialDate(figure.period) : '',
      state: figure.state,
      evidence: figure.quote.exact,
    })),
    text: document.text,
  };
}

/** Last part of a link's path without its ending. */
function slugOf(url: string): string {
  const last =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  return last.replace(/\.[a-z]{2,5}$/i, '');
}
