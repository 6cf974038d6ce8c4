import type { Passage } from '../../../server/model.ts';
import { squeeze } from '../../normalise/record-keys.ts';
import type { ReadableDocument } from '../index.ts';

/** A row of a record as it stands in the text: names of fields as written → value with its place. */
export interface RecordRow extends Pick<Passage, 'start' | 'end'> {
  cells: Map<string, { text: string; start: number; end: number }>;
}

const CELL = /(?<=^|；)([^；：]{1,60})：([^；]*)/g;

/** Reads rows of the form `name：value；name：value` back; other passages are none. */
export function listRecordRows({ text, passages }: ReadableDocument): RecordRow[] {
  return passages
    .filter((passage) => passage.kind === 'row')
    .map(({ start, end }) => {
      const cells: RecordRow['cells'] = new Map();
      for (const match of text.slice(start, end).matchAll(CELL)) {
        const [whole, name = '', value = ''] = match;
        const from = start + match.index + whole.length - value.length;
        cells.set(squeeze(name), { text: value.trim(), start: from, end: from + value.trimEnd().length });
      }
      return { start, end, cells };
    })
    .filter(({ cells }) => cells.size > 0);
}
