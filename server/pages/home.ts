import { z } from 'zod';
import { addDays } from '../http/dates.ts';
import type { Visitor } from '../http/preferences.ts';
import type { MoveFilter } from '../store/moves.ts';
import { groupByVendor, type OtherVendor, type QuietVendor, type VendorGroup } from './home-groups.ts';
import { type MoveItem, newestEvidence, newestReport, toMoveItems } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';
import { listSourceLines, type SourceLine } from './source-line.ts';

const RANGES = ['visit', '30d', '90d', 'all'] as const;
export type HomeRange = (typeof RANGES)[number];
const DAYS: Partial<Record<HomeRange, number>> = { '30d': 30, '90d': 90 };
const MOST_FIRST = 5;
/** Fewer moves than this, and than one in so many of the base, do not fill a front page that nobody narrowed. */
const FEW = 5;
const ONE_IN = 20;

const homeParams = z.object({ since: z.enum(RANGES).optional().catch(undefined) });
type HomeParams = z.infer<typeof homeParams>;

export interface HomePage {
  /** The range shown, which may be wider than the one asked for. */
  range: HomeRange;
  /** Why it is another one than asked for. */
  widened: 'first-visit' | 'nothing-new' | 'nothing-recent' | 'few-recent' | null;
  ranges: { range: HomeRange; href: string; isCurrent: boolean }[];
  lastVisit: string | null;
  /** First day and length of a range that is counted in days. */
  from: string | null;
  days: number | null;
  /** Day of the newest report of a move, from which the range is counted back. */
  asOf: string | null;
  counts: { moves: number; newMoves: number; documents: number; quotes: number; vendors: number };
  lastImport: string | null;
  /** Headlines of the range, one a document. */
  first: MoveItem[];
  groups: VendorGroup[];
  others: OtherVendor[];
  quiet: QuietVendor[];
  sources: SourceLine[];
}

export function loadHomePage(site: Site, params: HomeParams, visitor: Visitor): HomePage {
  const { store, viewer } = site;
  const { lastVisit } = visitor;
  const asOf = newestReport(site);
  const { range, widened } = chooseRange(site, params.since, lastVisit, asOf);
  const filter = filterOf(range, lastVisit, asOf);
  const corpus = site.corpus();
  const moves = toMoveItems(site, store.listMoves(viewer, filter), lastVisit);
  const { groups, others, quiet } = groupByVendor(site, moves, filter, asOf);
  return {
    range,
    widened,
    ranges: listRanges(range, lastVisit),
    lastVisit,
    from: filter.after ?? null,
    days: DAYS[range] ?? null,
    asOf,
    counts: {
      moves: store.countMoves(viewer, filter),
      newMoves: lastVisit ? store.countMoves(viewer, { importedAfter: lastVisit }) : 0,
      documents: corpus.documentCount,
      quotes: corpus.quoteCount,
      vendors: groups.length + others.length,
    },
    lastImport: corpus.latestImport,
    first: pickHeadlines(moves),
    groups,
    others,
    quiet,
    sources: listSourceLines(site, {}, newestEvidence(site)),
  };
}

/** Widens until something shows: an empty front page says nothing, and the newest evidence may be old. */
function chooseRange(site: Site, asked: HomeRange | undefined, lastVisit: string | null, asOf: string | null) {
  const countIn = (range: HomeRange) => site.store.countMoves(site.viewer, filterOf(range, lastVisit, asOf));
  const holdsMoves = (range: HomeRange) => countIn(range) > 0;
  const wanted = asked ?? 'visit';
  if (wanted !== 'visit' && holdsMoves(wanted)) return { range: wanted, widened: null };
  if (wanted === 'visit' && lastVisit && holdsMoves('visit')) return { range: wanted, widened: null };
  const reason = wanted !== 'visit' ? 'nothing-recent' : lastVisit ? 'nothing-new' : 'first-visit';
  const recent = countIn('90d');
  if (recent > 0 && recent < FEW && recent * ONE_IN < countIn('all'))
    return { range: 'all', widened: 'few-recent' } as const;
  if (recent > 0) return { range: '90d', widened: reason } as const;
  return { range: 'all', widened: wanted === 'all' ? null : 'nothing-recent' } as const;
}

function filterOf(range: HomeRange, lastVisit: string | null, asOf: string | null): MoveFilter {
  if (range === 'visit') return lastVisit ? { importedAfter: lastVisit } : {};
  const days = DAYS[range];
  return days && asOf ? { after: addDays(asOf, -days) } : {};
}

function listRanges(current: HomeRange, lastVisit: string | null): HomePage['ranges'] {
  return RANGES.filter((range) => range !== 'visit' || lastVisit !== null).map((range) => ({
    range,
    href: `/?since=${range}`,
    isCurrent: range === current,
  }));
}

function pickHeadlines(moves: readonly MoveItem[]): MoveItem[] {
  const seen = new Set<string>();
  const headlines = moves.filter((move) => {
    if (move.importance !== 3 || seen.has(move.document.documentId)) return false;
    seen.add(move.document.documentId);
    return true;
  });
  return headlines.slice(0, MOST_FIRST);
}

export const homePage: PageRoute<HomeParams, HomePage> = {
  name: 'home',
  hasTypeahead: true,
  params: homeParams,
  isOverview: true,
  load: loadHomePage,
  titleOf: (_page, say) => say('nav.home'),
};
