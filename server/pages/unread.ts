import { hrefOf } from '../http/params.ts';
import type { UnreadSentence } from '../model.ts';
import type { DocumentText } from '../store/documents.ts';
import type { Site } from './site.ts';

/** A sentence that looks like news and yielded nothing, with the way to file it. */
export interface UnreadItem extends UnreadSentence {
  text: string;
  /** Its place in the text. */
  href: string;
  addHref: string;
}

export interface UnreadList {
  canDecide: boolean;
  items: UnreadItem[];
}

export function listUnreadItems(site: Site, { documentId, text }: DocumentText): UnreadList {
  const items = site.store.listUnread(site.viewer, documentId).map(({ start, end, why }) => ({
    ...{ start, end, why },
    text: text.slice(start, end),
    href: `${hrefOf(`/documents/${documentId}`, { from: start, to: end })}#hit`,
    addHref: hrefOf('/review/add', { document: documentId, start, end }),
  }));
  return { canDecide: site.canDecide, items };
}
