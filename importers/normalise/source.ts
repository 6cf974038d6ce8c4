import type { ParsedDocument, Tlp } from '../../server/model.ts';
import { DEFAULT_TLP, TLP_LABELS } from '../../server/model.ts';
import type { SourceRules } from '../reference-data.ts';

/** Sources by id and by the hosts that speak for them. */
export interface SourceDirectory {
  find(
    document: Pick<ParsedDocument, 'url' | 'sourceId' | 'repository'> & { format?: string | undefined },
  ): SourceRules;
}

/** Where a link or a file has no registered source: strict sharing, grade F. */
const FALLBACK = 'unfiled';

/** @throws never: an unknown host or id falls back to the unregistered source. */
export function buildSourceDirectory(sources: readonly SourceRules[]): SourceDirectory {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const byHost = new Map(
    sources.flatMap((source) => [...source.hosts, ...source.mirrors].map((host) => [host, source] as const)),
  );
  const byRepository = new Map(
    sources.flatMap((source) => source.repositories.map((path) => [path.toLowerCase(), source] as const)),
  );
  const byFormat = new Map(sources.flatMap((source) => source.formats.map((format) => [format, source] as const)));
  const fallback = byId.get(FALLBACK);
  if (!fallback) throw new Error(`data/sources/${FALLBACK}.yaml is missing`);
  return {
    find: ({ url, sourceId, repository = '', format = '' }) =>
      byId.get(sourceId ?? '') ??
      byHost.get(parseUrl(url)?.hostname ?? '') ??
      byRepository.get(repository.toLowerCase()) ??
      byRepository.get(repository.toLowerCase().replace(/\/[^/]*$/, '')) ??
      byFormat.get(format) ??
      fallback,
  };
}

/** @returns the parsed link, read as https where it is protocol-relative; undefined unless it is http or https. */
export function parseUrl(raw: string | undefined): URL | undefined {
  const text = (raw ?? '').trim();
  const absolute = text.startsWith('//') ? `https:${text}` : text;
  if (!URL.canParse(absolute)) return undefined;
  const url = new URL(absolute);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

/** Query parameters that say how a reader came, not what is read. */
const TRACKING = /^(?:utm_\w+|spm|from|share_token|fbclid|gclid|scene|chksm|mpshare|srcid|sharer_\w+)$/i;

/**
 * The one link of an article: registered hosts go to their canonical host; fragments, tracking parameters and default ports go.
 * @returns null for a text that is no web link.
 */
export function canonicaliseUrl(
  raw: string | undefined,
  source: SourceRules,
  directory: readonly SourceRules[],
): string | null {
  const url = parseUrl(raw);
  if (!url) return null;
  const owner =
    directory.find((candidate) => [...candidate.hosts, ...candidate.mirrors].includes(url.hostname)) ?? source;
  if (owner.canonicalHost && [...owner.hosts, ...owner.mirrors].includes(url.hostname)) {
    url.protocol = 'https:';
    url.port = '';
    url.hostname = owner.canonicalHost;
  }
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}

/**
 * Reads a sharing label as written: "TLP:GREEN", "amber+strict", "WHITE" (TLP 1.0's word for CLEAR).
 * @returns the strict default for words that are no label.
 */
export function parseTlp(raw: string | undefined, ifMissing: Tlp): Tlp {
  if (raw === undefined) return ifMissing;
  const word = raw
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^TLP[:\s-]*/, '')
    .replace(/\s+/g, '')
    .replace('WHITE', 'CLEAR');
  return TLP_LABELS.find((label) => label === word) ?? DEFAULT_TLP;
}
