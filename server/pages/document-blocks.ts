import type { Passage } from '../model.ts';
import { cutScope } from './nest-spans.ts';
import { type Block, type ContentsBlock, type Cutting, cutPassage, listAnchors } from './passages.ts';
import { readTable } from './row-tables.ts';

/** So many headings with nothing between them are a table of contents. */
const FEWEST_CONTENTS = 5;

/** @returns the blocks of a document: rows that follow each other as a table, a run of headings as a list. */
export function cutBlocks(cutting: Cutting, passages: readonly Passage[]): Block[] {
  return groupAlike(passages).flatMap((group, index, groups): Block[] => {
    const each = (some: readonly Passage[]) => some.map((passage) => cutPassage(cutting, passage));
    const [first] = group;
    if (first?.kind === 'row') {
      const table = readTable(cutting, group);
      return table ? [table] : each(group);
    }
    if (first?.kind !== 'heading' || group.length < FEWEST_CONTENTS) return each(group);
    // The heading right above a text is that text's own.
    const end = index < groups.length - 1 ? group.length - 1 : group.length;
    return [cutContents(cutting, group.slice(0, end)), ...each(group.slice(end))];
  });
}

/** Rows and headings stand with their like, everything else alone. */
function groupAlike(passages: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [];
  for (const passage of passages) {
    const last = groups.at(-1);
    const joins = passage.kind === 'row' || passage.kind === 'heading';
    if (last && joins && last[0]?.kind === passage.kind) last.push(passage);
    else groups.push([passage]);
  }
  return groups;
}

function cutContents(cutting: Cutting, lines: readonly Passage[]): ContentsBlock {
  const items = lines.map(({ start, end }) => cutScope(cutting, [{ start, end, from: start }])[0] ?? []);
  return { kind: 'contents', items, spans: listAnchors(items.flat()) };
}
