import { z } from 'zod';
import { AppError } from '../errors.ts';
import { pairPassages } from '../facts/pair-passages.ts';
import * as params from '../http/params.ts';
import { hrefOf } from '../http/params.ts';
import type { VersionRow } from '../store/works.ts';
import type { PageRoute } from './page-route.ts';
import { type Paging, pagingOf } from './paging.ts';
import type { Site } from './site.ts';
import { kindOf, listPlaces, type MarkedReading, type ReadingPlace } from './work-readings.ts';
import { toWorkRow, type WorkRow } from './work-rows.ts';

const SHOWS = ['readings', 'alone', 'all'] as const;
type Show = (typeof SHOWS)[number];
/** Columns that a screen holds. */
const MOST_COLUMNS = 4;
const PAGE_SIZE = 30;

const workParams = z.object({ id: params.documentId, show: z.enum(SHOWS).default('readings'), page: params.page });
type WorkParams = z.infer<typeof workParams>;

/** A version with the letter of its column. */
export interface WorkVersion extends VersionRow {
  /** A, B …; empty for one that has no column. */
  column: string;
  length: number;
  /** Places where it reads otherwise than most. */
  minorityCount: number;
}

export interface WorkPage {
  title: string;
  language: string;
  versions: WorkVersion[];
  columns: WorkVersion[];
  show: Show;
  tabs: { show: Show; count: number; href: string; isCurrent: boolean }[];
  /** Places where versions read differently; [] unless they are shown. */
  places: ReadingPlace[];
  /** Passages side by side; [] while places are shown. */
  rows: WorkRow[];
  paging: Paging;
}

/** @throws AppError NOT_FOUND also where this viewer sees no second version. */
export function loadWorkPage(site: Site, given: WorkParams): WorkPage {
  const { store, viewer } = site;
  const found = store.listVersions(viewer, given.id);
  const [lead] = found;
  if (!lead || found.length < 2) throw new AppError('NOT_FOUND', `work ${given.id}`);
  const readings = store.listReadings(viewer, given.id);
  const marks = readings.flatMap((place) =>
    place.map((reading): MarkedReading => ({ ...reading, kind: kindOf(place, reading) })),
  );
  // A copy says nothing that its like does not.
  const shown = found.filter(({ relation }) => relation !== 'copy').slice(0, MOST_COLUMNS);
  const compared = (shown.length > 1 ? shown : found.slice(0, MOST_COLUMNS)).map(({ documentId }) => documentId);
  const texts = compared.map((documentId) => store.getDocument(viewer, documentId));
  const rows = pairPassages(texts);
  const versions = found.map((version) => ({
    ...version,
    column: 'ABCD'[compared.indexOf(version.documentId)] ?? '',
    length: texts.find(({ documentId }) => documentId === version.documentId)?.text.length ?? 0,
    minorityCount: marks.filter(({ id, kind }) => id === version.documentId && kind === 'few').length,
  }));
  const alone = rows.filter((row) => row.alone.length > 0);
  const listed = given.show === 'readings' ? [] : given.show === 'alone' ? alone : rows;
  const link = (show: Show, page = 1): string =>
    hrefOf(`/works/${given.id}`, { show: show === 'readings' ? undefined : show, page: page > 1 ? page : undefined });
  return {
    title: lead.title,
    language: lead.language,
    versions,
    columns: versions.filter(({ column }) => column !== ''),
    show: given.show,
    tabs: SHOWS.map((show) => ({
      show,
      count: { readings: readings.length, alone: alone.length, all: rows.length }[show],
      href: link(show),
      isCurrent: show === given.show,
    })),
    places:
      given.show === 'readings'
        ? listPlaces(readings, new Map(texts.map(({ documentId, text }) => [documentId, text])))
        : [],
    rows: listed.slice((given.page - 1) * PAGE_SIZE, given.page * PAGE_SIZE).map((row) => toWorkRow(row, texts, marks)),
    paging: pagingOf(listed.length, given.page, PAGE_SIZE, (page) => link(given.show, page)),
  };
}

export const workPage: PageRoute<WorkParams, WorkPage> = {
  name: 'work',
  params: workParams,
  load: loadWorkPage,
  titleOf: ({ title }, say) => say('work.tab', { title }),
};
