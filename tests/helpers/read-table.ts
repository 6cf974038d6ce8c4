import { buildGazetteer } from '../../importers/extract/gazetteer.ts';
import { buildBlocks } from '../../importers/normalise/blocks.ts';
import { normaliseCharacters } from '../../importers/normalise/text.ts';
import { loadReferenceData } from '../../importers/reference-data.ts';
import { buildTableReader, type ReadTables } from '../../importers/tables/index.ts';
import type { ExtractedCell } from '../../server/facts/table.ts';

const data = loadReferenceData();
const reader = buildTableReader(buildGazetteer(data), data);

/** The tables of a body as an import reads them. */
export function readTables(body: string, title = '表'): ReadTables & { text: string } {
  const { text, passages } = buildBlocks(normaliseCharacters(body));
  return { ...reader.read({ title, text, passages }), text };
}

/** `东南亚/新加坡 alibaba:规划 → 3`, with the codes of what is doubted. */
export const showCell = ({ rowPath, vendorId, qualifier, text, reasons }: ExtractedCell): string =>
  `${rowPath.join('/')} ${vendorId ?? '-'}:${qualifier} → ${text}${reasons.map(({ code }) => ` !${code}`).join('')}`;
