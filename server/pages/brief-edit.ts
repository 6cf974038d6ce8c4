import { z } from 'zod';
import { getBriefVocabulary } from '../briefs/brief-input.ts';
import { LABELS } from '../briefs/brief-labels.ts';
import { evidencePlace, listEvidence } from '../briefs/edit-brief.ts';
import { AppError } from '../errors.ts';
import type { BriefSection, LineLabel } from '../facts/brief-types.ts';
import * as params from '../http/params.ts';
import type { Visitor } from '../http/preferences.ts';
import type { Tlp } from '../model.ts';
import { getKeptBrief } from './brief.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const editParams = z.object({ id: params.documentId });
type EditParams = z.infer<typeof editParams>;

export interface EditedLine {
  lineKey: string;
  label: LineLabel;
  labelWord: string;
  text: string;
  tags: string[];
  shareWord: string;
  cites: number[];
  isDropped: boolean;
  isFirst: boolean;
  isLast: boolean;
}

/** The newest version of a brief, with a form at each line. */
export interface EditPage {
  id: string;
  version: number;
  canKeep: boolean;
  tlp: Tlp;
  name: string;
  sections: { id: BriefSection; no: string; title: string; lines: EditedLine[] }[];
  evidence: { number: number; exact: string; language: string; sourceName: string; sourceNameEn: string }[];
}

/** @throws AppError NOT_FOUND, LOCKED */
export function loadEditPage(site: Site, { id }: EditParams, { lang }: Visitor): EditPage {
  const { version, lockedAt, body, tlp } = getKeptBrief(site, id);
  if (lockedAt !== null) throw new AppError('LOCKED', `brief ${id}`);
  const table = listEvidence(body);
  const numbers = new Map(table.map((item, index) => [evidencePlace(item), index + 1]));
  const words = LABELS[lang];
  return {
    ...{ id, version, tlp, canKeep: site.canKeep, name: body.accountName || body.incumbentName[lang] },
    sections: getBriefVocabulary(site.store).sections.map(({ id: section, no, title }) => ({
      ...{ id: section, no, title: title[lang] },
      lines: body.lines
        .filter((line) => line.section === section)
        .map((line, index, own) => ({
          ...{ lineKey: line.key, label: line.label, labelWord: words.label[line.label], text: line.text[lang] },
          tags: line.tags.map((tag) => words.tag[tag]),
          shareWord: words.share[line.share],
          cites: [...new Set(line.evidence.flatMap((item) => numbers.get(evidencePlace(item)) ?? []))],
          ...{ isDropped: line.isDropped, isFirst: index === 0, isLast: index === own.length - 1 },
        })),
    })),
    evidence: table.map(({ exact, language, sourceName, sourceNameEn }, index) => {
      return { number: index + 1, exact, language, sourceName, sourceNameEn };
    }),
  };
}

export const editPage: PageRoute<EditParams, EditPage> = {
  name: 'brief-edit',
  params: editParams,
  load: loadEditPage,
  titleOf: ({ name }, say) => say('brief.editTitle', { name }),
};
