import { z } from 'zod';
import { CONFLICT_KINDS, type ConflictKind } from '../facts/figure-conflicts.ts';
import type { Grade } from '../facts/grade.ts';
import { hrefOf } from '../http/params.ts';
import { type Conflict, type ConflictValue, listConflicts } from '../ledger/list-conflicts.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import type { Credibility, Reliability } from '../model.ts';
import { excerptHref, labelFrom, listLabels, quoteHref, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const conflictsParams = z.object({ kind: z.enum(CONFLICT_KINDS).optional() });
type ConflictsParams = z.infer<typeof conflictsParams>;

export interface ShownValue extends Omit<ConflictValue, 'grade'> {
  href: string;
  /** Null for a reading of a text, which has its source's letter alone. */
  admiralty: Grade | null;
  isPreferred: boolean;
}

export interface ShownConflict extends Omit<Conflict, 'vendor' | 'values'> {
  vendor: VendorLabel | null;
  values: ShownValue[];
}

export interface ConflictsPage {
  total: number;
  tabs: { kind: ConflictKind; count: number; href: string; isCurrent: boolean }[];
  allHref: string;
  kind: ConflictKind | null;
  conflicts: ShownConflict[];
}

/** Where sources disagree, what needs a person first. */
export function loadConflictsPage(site: Site, given: ConflictsParams): ConflictsPage {
  const labels = listLabels(site);
  const all = listConflicts(site.store, site.viewer, readLedger(site.store), [...labels.keys()]);
  const shown = CONFLICT_KINDS.filter((kind) => given.kind === undefined || given.kind === kind).flatMap((kind) =>
    all.filter((conflict) => conflict.kind === kind),
  );
  return {
    total: all.length,
    tabs: CONFLICT_KINDS.map((kind) => ({
      ...{ kind, href: hrefOf('/conflicts', { kind }), isCurrent: kind === given.kind },
      count: all.filter((conflict) => conflict.kind === kind).length,
    })),
    allHref: '/conflicts',
    kind: given.kind ?? null,
    conflicts: shown.map(({ vendor, values, ...conflict }) => ({
      ...conflict,
      vendor: vendor === null ? null : labelFrom(labels, vendor),
      values: values.map(({ grade, ...value }, index) => ({
        ...value,
        ...{ admiralty: parseGrade(grade), isPreferred: index === conflict.preferred },
        href: conflict.metric === '' ? excerptHref(value.document, value) : quoteHref(value.document, value),
      })),
    })),
  };
}

function parseGrade(grade: string): Grade | null {
  const digit = Number(grade[1]);
  return digit >= 1 ? { letter: grade[0] as Reliability, digit: digit as Credibility } : null;
}

export const conflictsPage: PageRoute<ConflictsParams, ConflictsPage> = {
  name: 'conflicts',
  params: conflictsParams,
  isOverview: true,
  load: loadConflictsPage,
  titleOf: (_page, say) => say('conflicts.heading'),
};
