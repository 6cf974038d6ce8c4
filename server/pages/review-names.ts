import { z } from 'zod';
import { NAME_KINDS, type NameKind } from '../facts/decision.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { Fragment } from '../search/types.ts';
import type { ListedEntity, NameCandidate } from '../store/names.ts';
import { labelFrom, listLabels, quoteHref, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import { findToast, type Toast, toastParams } from './review-toast.ts';
import type { Site } from './site.ts';

const PAGE_SIZE = 20;

const namesParams = z.object({ kind: z.enum(NAME_KINDS).optional(), page: params.page, ...toastParams });
type NamesParams = z.infer<typeof namesParams>;

export interface NamesPage {
  canDecide: boolean;
  kinds: { kind: NameKind | 'all'; count: number; href: string; isCurrent: boolean }[];
  names: (NameCandidate & {
    /** 1-based place on the page. */
    place: number;
    vendor: VendorLabel | null;
    quote: Fragment[];
    href: string;
  })[];
  /** What a name may be another name of. */
  entities: Record<NameKind, ListedEntity[]>;
  back: string;
  paging: Paging;
  toast: Toast | null;
}

export function loadNamesPage(site: Site, given: NamesParams): NamesPage {
  const { kind, page } = given;
  const counts = site.nameCounts();
  const total = kind ? counts[kind] : counts.account + counts.person;
  const labels = listLabels(site);
  const link = (number: number): string => hrefOf('/review/names', { kind, page: number > 1 ? number : undefined });
  const rows = site.store.listNameCandidates(site.viewer, {
    ...(kind && { kind }),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  return {
    canDecide: site.canDecide,
    kinds: (['all', ...NAME_KINDS] as const).map((choice) => ({
      kind: choice,
      count: choice === 'all' ? counts.account + counts.person : counts[choice],
      href: hrefOf('/review/names', { kind: choice === 'all' ? undefined : choice }),
      isCurrent: choice === (kind ?? 'all'),
    })),
    names: rows.map((row, index) => ({
      ...row,
      place: index + 1,
      vendor: row.vendorId === null ? null : labelFrom(labels, row.vendorId),
      quote: markName(row.exact, row.name),
      href: quoteHref(row.documentId, row),
    })),
    entities: {
      account: rows.some((row) => row.kind === 'account') ? site.store.listEntities('account') : [],
      person: rows.some((row) => row.kind === 'person') ? site.store.listEntities('person') : [],
    },
    back: link(rows.length > 1 || page === 1 ? page : page - 1),
    paging: pagingOf(total, page, PAGE_SIZE, link),
    toast: findToast(site, given),
  };
}

/** @returns the sentence with the name marked; whole where the name stands in it otherwise. */
function markName(exact: string, name: string): Fragment[] {
  const at = exact.indexOf(name);
  if (at < 0) return [{ text: exact, hit: false }];
  return [
    { text: exact.slice(0, at), hit: false },
    { text: name, hit: true },
    { text: exact.slice(at + name.length), hit: false },
  ].filter(({ text }) => text !== '');
}

export const namesPage: PageRoute<NamesParams, NamesPage> = {
  name: 'review-names',
  params: namesParams,
  hasKeys: () => true,
  load: loadNamesPage,
  titleOf: (_page, say) => say('names.heading'),
};
