import type { ParsedDocument } from '../../server/model.ts';
import type { RawFile } from '../formats/format.ts';
import { parseUrl, type SourceDirectory } from './source.ts';

/**
 * What was fetched speaks for the source that it was fetched from, whatever it says of itself: neither a label of its own, nor
 * the link of a page that another source owns, lets it pass for more.
 * @returns a file of this machine as it is; else the document with the source of its address, and its link made whole: its own,
 *   or the address itself where the document is all that stands there.
 */
export function attributeToOrigin(
  parsed: ParsedDocument,
  { url, sourceId }: Pick<RawFile, 'url' | 'sourceId'>,
  { directory }: { directory: SourceDirectory },
): ParsedDocument {
  if (sourceId === undefined) return parsed;
  const { tlp: _tlp, sourceId: _sourceId, url: _url, ...rest } = parsed;
  const isWhole = parsed.locator === '';
  const own = parsed.url === undefined ? undefined : parseUrl(resolveUrl(parsed.url, url));
  const isOwn = own !== undefined && directory.find({ url: own.href }).id === sourceId;
  const link = isWhole ? (isOwn ? own.href : url) : own?.href;
  return { ...rest, sourceId, ...(rest.kind === 'report' && { kind: 'article' }), ...(link && { url: link }) };
}

function resolveUrl(link: string, base: string | undefined): string {
  return URL.canParse(link, base) ? new URL(link, base).href : link;
}
