import type { ReferenceRows } from '../server/store/reference-writer.ts';
import type { ReferenceData } from './reference-data.ts';

/** Turns the files under data/ into the rows of the reference tables. */
export function buildReferenceRows(data: ReferenceData): ReferenceRows {
  return {
    sources: data.sources.map(({ id, name, homepage, reliability, tlp }) => ({
      ...{ id, name: name.zh, nameEn: name.en, homepage: homepage ?? null, reliability, tlp },
    })),
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
    aliases: [
      ...vendorAliases(data),
      ...plainAliases('account', data.accounts),
      ...plainAliases('person', data.people),
    ],
  };
}

function vendorAliases({ vendors }: ReferenceData): ReferenceRows['aliases'] {
  const row = (entityId: string, name: string, sort: string) => ({ kind: 'vendor' as const, entityId, name, sort });
  return vendors.flatMap(({ id, name, full, aliases, weak, products }) => [
    ...[name.zh, name.en, full.zh, full.en].map((text) => row(id, text, 'name')),
    ...aliases.map(({ text, sort }) => row(id, text, sort)),
    ...products.map((text) => row(id, text, 'product')),
    ...weak.map((text) => row(id, text, 'weak')),
  ]);
}

function plainAliases(
  kind: 'account' | 'person',
  entries: readonly { id: string; name: string; nameEn: string; aliases: string[] }[],
): ReferenceRows['aliases'] {
  return entries.flatMap(({ id, name, nameEn, aliases }) => [
    ...[name, nameEn].filter((text) => text !== '').map((text) => ({ kind, entityId: id, name: text, sort: 'name' })),
    ...aliases.map((text) => ({ kind, entityId: id, name: text, sort: 'short' })),
  ]);
}
