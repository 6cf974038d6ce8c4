import { isMessageKey, type MessageKey } from '../http/messages.ts';
import { hrefOf } from '../http/params.ts';

/** The reason of a receipt's line, as a page tells it. */
export interface ReasonLine {
  /** Of the error; '' where it is none. */
  code: string;
  /** What is wrong and what to do; null where nothing is, or no words are known for it. */
  why: MessageKey | null;
  /** What the reason is about: a file, a place in it, a value. */
  detail: string;
  /** What it names with a time. */
  since: { kind: 'fetched' | 'alone'; at: string } | null;
  /** The document that it names as another version. */
  versionHref: string | null;
}

/** `CODE: message — advice`, `version of document ID`, `as fetched TIME`, `left alone until TIME, …`, or plain words. */
export function readReason(reason: string): ReasonLine {
  const plain = { code: '', why: null, since: null, versionHref: null };
  const [, code, rest] = /^([A-Z][A-Z_]{2,39}): ([\s\S]*)$/.exec(reason) ?? [];
  if (code !== undefined && rest !== undefined) {
    const why = `imports.why.${code}`;
    return { ...plain, code, why: isMessageKey(why) ? why : null, detail: rest.split(' — ')[0] ?? rest };
  }
  const version = /^version of document ([\w-]{1,80})$/.exec(reason)?.[1];
  if (version) return { ...plain, detail: '', versionHref: `/works/${version}` };
  const [, fetched, until] = /^(?:as fetched (\S+)|left alone until ([^\s,]+),.*)$/.exec(reason) ?? [];
  const at = fetched ?? until;
  if (at) return { ...plain, detail: '', since: { kind: fetched ? 'fetched' : 'alone', at } };
  return { ...plain, detail: /^duplicate of document/.test(reason) ? '' : reason };
}

/** Errors after which a person with a browser may still have the text. */
const PASTE_AFTER = new Set(['CRAWL_DENIED', 'ROBOTS_DENIED', 'REFUSED_ADDRESS', 'FETCH_FAILED', 'FETCH_TIMEOUT']);

/** @returns the form to hand a text in by whose link could not be fetched; null where it would not help. */
export function pasteHrefOf(code: string, address: string): string | null {
  return PASTE_AFTER.has(code) && /^https?:\/\//i.test(address) ? hrefOf('/imports/add', { url: address }) : null;
}
