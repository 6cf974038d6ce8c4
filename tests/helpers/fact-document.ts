import type { FactDocument } from '../../server/store/fact-columns.ts';

/** The document behind a made fact. */
export function buildFactDocument(change: Partial<FactDocument> = {}): FactDocument {
  return {
    ...{ documentId: 'd', title: 't', url: null, kind: 'article', language: 'zh', tlp: 'CLEAR' },
    ...{ sourceName: '报', sourceNameEn: 'Press', reliability: 'C' },
    ...{ published: '2025-01-23', importedAt: '2025-01-24T09:00:00.000Z', workId: null },
    ...change,
  };
}
