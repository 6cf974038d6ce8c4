import type { BriefSection, LineLabel } from '../facts/brief-types.ts';
import type { Tlp } from '../model.ts';
import { headerOf, LABELS, titleOf, withheldOf } from './brief-labels.ts';
import { fitFirstSheet } from './fit-sheet.ts';
import type { SharedBrief, SharedEvidence, SharedLine } from './redact-brief.ts';

/** A line with its words, for a page. */
export interface LineView {
  key: string;
  label: LineLabel;
  labelWord: string;
  text: string;
  tags: string[];
  column: string | null;
  cites: number[];
  shareWord: string;
  isOut: boolean;
}

export interface SectionView {
  id: BriefSection;
  /** Of its heading; one for each place where it stands. */
  anchor: string;
  /** Goes on from the first sheet. */
  isMore: boolean;
  no: string;
  title: string;
  lines: LineView[];
}

/** What a page or an HTML file shows of a brief: made of what its audience may have, and of nothing else. */
export interface BriefView {
  title: string;
  audience: string;
  tlp: Tlp;
  header: { name: string; value: string }[];
  /** On the first sheet: the read, then two columns, then objections. */
  read: SectionView[];
  middle: SectionView[];
  last: SectionView[];
  /** On the second sheet. */
  rest: SectionView[];
  evidence: (SharedEvidence & { publishedWord: string })[];
  evidenceTitle: string;
  evidenceHead: string[];
  withheldTitle: string;
  withheld: string;
  none: string;
  legend: { label: LineLabel; word: string }[];
}

const FIRST: readonly BriefSection[] = ['read', 'loss', 'since', 'strong', 'say', 'objections'];
const MIDDLE: readonly BriefSection[] = ['loss', 'since', 'strong', 'say'];

export function viewBrief(brief: SharedBrief): BriefView {
  const words = LABELS[brief.lang];
  const sections = brief.sections.map((section): SectionView => {
    return { ...section, anchor: section.id, isMore: false, lines: section.lines.map((line) => viewLine(line, brief)) };
  });
  const isFirst = ({ id }: SectionView): boolean => FIRST.includes(id);
  const { fitted, more } = fitFirstSheet(sections.filter(isFirst));
  const pick = (test: (id: BriefSection) => boolean): SectionView[] => fitted.filter(({ id }) => test(id));
  return {
    title: titleOf(brief),
    audience: words.audience[brief.audience],
    tlp: brief.tlp,
    header: headerOf(brief).map(([name, value]) => ({ name, value })),
    read: pick((id) => id === 'read'),
    middle: pick((id) => MIDDLE.includes(id)),
    last: pick((id) => id === 'objections'),
    rest: [
      ...more.map((section) => ({ ...section, title: words.more(section.title) })),
      ...sections.filter((one) => !isFirst(one)),
    ],
    evidence: brief.evidence.map((item) => ({ ...item, publishedWord: item.published ?? words.unknown })),
    ...{ evidenceTitle: words.evidence, evidenceHead: words.evidenceHead, none: words.none },
    ...{ withheldTitle: words.withheld, withheld: withheldOf(brief) },
    legend: (['fact', 'inference', 'assumption'] as const).map((label) => ({ label, word: words.legend[label] })),
  };
}

function viewLine(line: SharedLine, { lang }: SharedBrief): LineView {
  const { key, label, text, tags, column, cites, share } = line;
  const words = LABELS[lang];
  return {
    ...{ key, label, text, cites, labelWord: words.label[label], shareWord: words.share[share] },
    tags: tags.map((tag) => words.tag[tag]),
    column: column ? words.column[column] : null,
    isOut: share === 'CLEAR',
  };
}
