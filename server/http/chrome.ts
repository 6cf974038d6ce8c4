import type { Request } from 'express';
import { TLP_LABELS, type Tlp } from '../model.ts';
import type { Site } from '../pages/site.ts';
import type { CorpusState } from '../store/corpus.ts';
import type { Lang } from './messages.ts';
import { hrefOf } from './params.ts';
import type { Theme, Visitor } from './preferences.ts';

/** Everything around a page's own content. */
export interface Chrome {
  lang: Lang;
  htmlLang: string;
  theme: Theme;
  /** With which the visitor signs decisions; empty before the first. */
  visitorName: string;
  title: string;
  /** First step of the path, to mark the entry of the navigation. */
  section: string;
  path: string;
  zhHref: string;
  enHref: string;
  jsonHref: string | null;
  query: string;
  stylesheet: string;
  icon: string;
  /** Addresses of the page's scripts; none on most pages. */
  scripts: string[];
  corpus: CorpusState;
  vendorCount: number;
  /** Moves that wait for review. */
  reviewCount: number;
  highestTlp: Tlp | null;
}

/** Addresses of files, with what they hold in the query. */
export interface Assets {
  stylesheet: string;
  icon: string;
  /** Script of pages with keys. */
  keys: string;
  /** Script of the search box. */
  typeahead: string;
}

export interface ChromeInput {
  request: Request;
  visitor: Visitor;
  title: string;
  page: object;
  /** False for an error page, which has no JSON twin of the same address. */
  hasTwin?: boolean;
  hasKeys?: boolean;
  hasTypeahead?: boolean;
}

export function buildChrome(site: Site, assets: Assets, input: ChromeInput): Chrome {
  const { request, visitor, title, page } = input;
  const query = Object.fromEntries(
    Object.entries(request.query).map(([name, value]) => [name, [value].flat().map(String)]),
  );
  const inLanguage = (lang: Lang) => hrefOf(request.path, { ...query, lang });
  return {
    lang: visitor.lang,
    htmlLang: visitor.lang === 'zh' ? 'zh-CN' : 'en',
    theme: visitor.theme,
    visitorName: visitor.name,
    title,
    section: request.path.split('/')[1] ?? '',
    path: hrefOf(request.path, query),
    zhHref: inLanguage('zh'),
    enHref: inLanguage('en'),
    jsonHref:
      input.hasTwin === false ? null : hrefOf(request.path === '/' ? '/index.json' : `${request.path}.json`, query),
    query: typeof request.query.q === 'string' ? request.query.q.slice(0, 500) : '',
    stylesheet: assets.stylesheet,
    icon: assets.icon,
    scripts: [...(input.hasKeys ? [assets.keys] : []), ...(input.hasTypeahead ? [assets.typeahead] : [])],
    corpus: site.corpus(),
    vendorCount: site.vendors().filter((vendor) => vendor.documentCount > 0).length,
    reviewCount: site.queueShares().reduce((sum, { count }) => sum + count, 0),
    highestTlp: findHighestTlp(page),
  };
}

/** @returns the strictest label in a page object; null when it shows nothing that is labelled. */
export function findHighestTlp(value: unknown): Tlp | null {
  let highest = -1;
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if ('tlp' in node) highest = Math.max(highest, TLP_LABELS.indexOf(node.tlp as Tlp));
    Object.values(node).forEach(visit);
  };
  visit(value);
  return TLP_LABELS[highest] ?? null;
}
