import { z } from 'zod';
import { getBriefVocabulary } from '../briefs/brief-input.ts';
import { LABELS } from '../briefs/brief-labels.ts';
import { compareBriefs, type LineChange } from '../briefs/compare-briefs.ts';
import type { BriefLine, LineLabel } from '../facts/brief-types.ts';
import * as params from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { Tlp } from '../model.ts';
import { getKeptBrief, versionNumber } from './brief.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const compareParams = z.object({ id: params.documentId, from: versionNumber.optional(), to: versionNumber.optional() });
type CompareParams = z.infer<typeof compareParams>;

interface Side {
  label: LineLabel;
  labelWord: string;
  text: string;
  tags: string[];
  shareWord: string;
  sources: string[];
}

/** Two versions of a brief, line by line where they differ. */
export interface BriefComparePage {
  id: string;
  name: string;
  tlp: Tlp;
  from: number;
  to: number;
  versions: number[];
  rows: { change: LineChange; section: string; before: Side | null; after: Side | null }[];
}

/** The newest version against the one before unless told. @throws AppError NOT_FOUND */
export function loadBriefComparePage(site: Site, { id, ...given }: CompareParams, { lang }: Visitor): BriefComparePage {
  const { latest, tlp } = getKeptBrief(site, id);
  const to = given.to ?? latest;
  const from = given.from ?? Math.max(1, to - 1);
  const [before, after] = [getKeptBrief(site, id, from).body, getKeptBrief(site, id, to).body];
  const titles = new Map(
    getBriefVocabulary(site.store).sections.map((section) => [section.id, `${section.no} ${section.title[lang]}`]),
  );
  const words = LABELS[lang];
  const show = (line: BriefLine | null): Side | null =>
    line && {
      ...{ label: line.label, labelWord: words.label[line.label], text: line.text[lang] },
      tags: line.tags.map((tag) => words.tag[tag]),
      shareWord: words.share[line.share],
      sources: [...new Set(line.evidence.map(({ exact }) => exact))].slice(0, 3),
    };
  return {
    ...{ id, from, to, tlp, name: after.accountName || after.incumbentName[lang] },
    versions: site.store.listBriefVersions(site.viewer, id).map(({ version }) => version),
    rows: compareBriefs(before, after).map(({ change, ...sides }) => ({
      change,
      section: titles.get((sides.after ?? sides.before)?.section ?? 'read') ?? '',
      ...{ before: show(sides.before), after: show(sides.after) },
    })),
  };
}

export const briefComparePage: PageRoute<CompareParams, BriefComparePage> = {
  name: 'brief-compare',
  params: compareParams,
  load: loadBriefComparePage,
  titleOf: ({ name }, say) => say('brief.compareTitle', { name }),
};
