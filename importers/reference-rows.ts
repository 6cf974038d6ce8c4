import type { LedgerBody } from '../server/facts/figure-ledger.ts';
import type { ReferenceRows } from '../server/store/reference-writer.ts';
import { listCrawlHosts } from './fetch/crawl-registry.ts';
import type { ReferenceData } from './reference-data.ts';

/** Turns the files under data/ into the rows of the reference tables. */
export function buildReferenceRows(data: ReferenceData): ReferenceRows {
  return {
    sources: data.sources.map(({ id, name, homepage, reliability, tlp }) => ({
      ...{ id, name: name.zh, nameEn: name.en, homepage: homepage ?? null, reliability, tlp },
    })),
    crawlHosts: listCrawlHosts(data.sources),
    feeds: data.sources.flatMap(({ id, feeds }) =>
      feeds.map(({ url, name, leastItems }) => ({ url, sourceId: id, name: name.zh, nameEn: name.en, leastItems })),
    ),
    vendors: data.vendors.map(({ id, position, slot, mark, name, full, note, self, tracked }) => ({
      ...{ id, position, slot, markZh: mark.zh, markEn: mark.en, nameZh: name.zh, nameEn: name.en },
      ...{ fullZh: full.zh, fullEn: full.en, noteZh: note.zh, noteEn: note.en },
      ...{ isSelf: Number(self), isTracked: Number(tracked) },
    })),
    accounts: data.accounts.map(({ id, name, nameEn, industry, parent }) => ({
      id,
      name,
      nameEn,
      industry,
      parent: parent || null,
    })),
    people: data.people.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    moveTypes: data.moveTypes.map(({ id, label }, index) => ({
      id,
      position: index + 1,
      labelZh: label.zh,
      labelEn: label.en,
    })),
    metrics: data.metrics.map(({ id, label }, index) => ({
      id,
      position: index + 1,
      labelZh: label.zh,
      labelEn: label.en,
    })),
    synonyms: data.synonyms.flatMap((terms, setNo) => terms.map((term) => ({ setNo, term }))),
    asked: Object.entries(data.questions).flatMap(([type, terms]) => terms.map((term) => ({ type, term }))),
    vocabularies: [
      { name: 'account-relations', body: JSON.stringify(data.relations) },
      { name: 'ledger', body: JSON.stringify(buildLedger(data)) },
      { name: 'briefs', body: JSON.stringify(data.briefs) },
      { name: 'battlecards', body: JSON.stringify(data.battlecards) },
    ],
    aliases: [
      ...vendorAliases(data),
      ...plainAliases('account', data.accounts),
      ...plainAliases('person', data.people),
    ],
  };
}

/** How figures are compared. */
function buildLedger({ metrics, scopes }: ReferenceData): LedgerBody {
  return {
    metrics: metrics.map(({ id, group, label, definition, unit, disclosed, of, halfLife, notFor, chart, ranked }) => ({
      ...{ id, group, label, definition, unit, disclosed, of, halfLife, notFor, chart: chart ?? null, ranked },
    })),
    scopes,
  };
}

function vendorAliases({ vendors }: ReferenceData): ReferenceRows['aliases'] {
  return vendors.flatMap(({ id, name, full, aliases, weak, products, synonyms }) => {
    const conceptOf = (text: string): string => synonyms.find((group) => group.includes(text))?.[0] ?? '';
    const row = (text: string, sort: string, concept = '') => ({
      kind: 'vendor' as const,
      entityId: id,
      name: text,
      sort,
      concept,
    });
    return [
      ...[name.zh, name.en, full.zh, full.en].map((text) => row(text, 'name')),
      ...aliases.map(({ text, sort }) => row(text, sort)),
      ...products.map((text) => row(text, 'product', conceptOf(text))),
      ...weak.map((text) => row(text, 'weak', conceptOf(text))),
    ];
  });
}

function plainAliases(
  kind: 'account' | 'person',
  entries: readonly { id: string; name: string; nameEn: string; aliases: string[] }[],
): ReferenceRows['aliases'] {
  return entries.flatMap(({ id, name, nameEn, aliases }) => [
    ...[name, nameEn]
      .filter((text) => text !== '')
      .map((text) => ({ kind, entityId: id, name: text, sort: 'name', concept: '' })),
    ...aliases.map((text) => ({ kind, entityId: id, name: text, sort: 'short', concept: '' })),
  ]);
}
