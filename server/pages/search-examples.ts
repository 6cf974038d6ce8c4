import type { Lang } from '../http/messages.ts';
import { hrefOf } from '../http/params.ts';
import type { Site } from './site.ts';

const MOST_EXAMPLES = 4;

/** @returns queries that this base can answer: vendors with their commonest topic, and accounts it often names. */
export function listExamples(site: Site, lang: Lang): { text: string; href: string }[] {
  const { store, viewer } = site;
  const types = new Map(store.listMoveTypes().map((type) => [type.type, type]));
  const vendors = site.vendors().filter((vendor) => vendor.isTracked && vendor.moveCount > 0);
  const topics = vendors.slice(0, MOST_EXAMPLES).map((vendor, index) => {
    const counts = store.countMovesByType(viewer, { vendorIds: [vendor.vendorId] });
    const type = types.get(counts[index % counts.length]?.type ?? '');
    return lang === 'zh' ? `${vendor.nameZh} ${type?.labelZh ?? ''}` : `${vendor.nameEn} ${type?.labelEn ?? ''}`;
  });
  const accounts = store.listAccountMentions(viewer, { limit: 40 }).filter(({ accountId }) => accountId !== null);
  const names = [...new Set(accounts.map(({ name }) => name))].slice(0, MOST_EXAMPLES);
  return [...topics, ...names].map((text) => ({ text: text.trim(), href: hrefOf('/search', { q: text.trim() }) }));
}
