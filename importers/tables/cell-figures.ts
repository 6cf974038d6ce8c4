import { PLANNED } from '../../server/facts/table.ts';
import type { ExtractedFigure } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import { buildQuote, chooseSpan } from '../extract/quotes.ts';
import type { MetricEntry } from '../reference-data.ts';
import type { BuiltCell, BuiltTable } from './build-table.ts';
import { findMetric, type NamedMetric } from './metric-names.ts';
import { readTextNumbers } from './text-figures.ts';

const SURE = 0.9;
/** Words beside a metric that take nothing away from it. */
const WHOLE =
  /已开放|当前|现有|目前|全部|全球|总|数量|规划|计划|平均|大客户|比例|[数量个的]|current|planned|total|number of|\bcount\b|\bof\b/g;

/**
 * Figures of one table: of cells that name a vendor, passed every check and measure something defined. Whatever is doubted, or
 * is nobody's, stays a cell.
 */
export function readCellFigures(text: string, table: BuiltTable, metrics: readonly MetricEntry[]): ExtractedFigure[] {
  const ofTitle = findMetric(table.title, metrics);
  return table.cells.flatMap((built): ExtractedFigure[] => {
    const { cell, parsed, head } = built;
    const { vendorId } = cell;
    if (vendorId === null || cell.reasons.length > 0) return [];
    const ofRow = findMetric(cell.rowPath.at(-1) ?? '', metrics);
    const ofHead = findMetric(head.qualifier, metrics);
    const named = ofHead ?? ofRow ?? ofTitle;
    // A row that names the metric is no part of a whole.
    const names = named === ofRow || built.isVendorRow ? cell.rowPath.slice(0, -1) : cell.rowPath;
    const part = named && ofHead === named ? readPart(head.qualifier, named.words) : '';
    const path = part === '' ? names : [...names, part];
    const base = {
      vendorId,
      period: null,
      confidence: SURE,
      cell: { table: table.ordinal, row: cell.row, column: cell.column },
    };
    if (parsed.kind === 'text') return ofWords(text, built, base, metrics, named?.metric);
    return named && cell.marker === '' ? ofNumber(text, built, base, { ...named, path }) : [];
  });
}

type Base = Pick<ExtractedFigure, 'vendorId' | 'period' | 'confidence' | 'cell'>;

function ofNumber(
  text: string,
  { cell, parsed, head, role }: BuiltCell,
  base: Base,
  { metric, words, path }: NamedMetric & { path: string[] },
): ExtractedFigure[] {
  const quote = buildQuote(text, cell.start, cell.end);
  const shared = {
    ...base,
    vendorId: base.vendorId,
    metric: metric.id,
    scope: words,
    place: placeOf(path, role),
    quote,
  };
  const figures: ExtractedFigure[] = [];
  const { value, planned } = parsed;
  if (value)
    figures.push({
      ...shared,
      ...{
        low: value.low,
        high: value.high,
        unit: value.unit || metric.unit,
        approximate: value.approximate,
        qualifier: value.qualifier,
      },
      state: PLANNED.test(head.qualifier) && !planned ? 'planned' : 'actual',
      ...{ valueStart: cell.start + value.start, valueEnd: cell.start + value.end },
    });
  if (planned)
    figures.push({
      ...shared,
      ...{ low: planned.low, high: planned.high, unit: value?.unit || metric.unit, approximate: false, qualifier: '' },
      ...{ state: 'planned', period: planned.when && { ...planned.when, text: planned.text, guessed: false } },
      ...{ valueStart: cell.start + planned.start, valueEnd: cell.start + planned.end },
    });
  return figures;
}

function ofWords(
  text: string,
  { cell }: BuiltCell,
  base: Base,
  metrics: readonly MetricEntry[],
  near: MetricEntry | undefined,
): ExtractedFigure[] {
  const folded = foldText(cell.text);
  const quoteOf = (number: { start: number; end: number }) => {
    const span = chooseSpan(folded, { start: 0, end: folded.length }, number);
    return buildQuote(text, cell.start + span.start, cell.start + span.end);
  };
  return readTextNumbers(cell.text, metrics, near).map(({ isEstimate, start, end, ...number }) => ({
    ...{ ...base, ...number, quote: quoteOf({ start, end }), place: '' },
    state: isEstimate ? 'estimate' : 'actual',
    ...{ valueStart: cell.start + start, valueEnd: cell.start + end },
  }));
}

/** What a heading says beside its metric and the whole of it: 其中中国内地地域数 is of a part, 可用区数（已开放） of the whole. */
function readPart(heading: string, words: string): string {
  const rest = foldText(heading)
    .replace(/[(（][^)）]*[)）]/g, '')
    .replace(words, '')
    .replace(WHOLE, '')
    .trim();
  return rest === '' ? '' : heading;
}

/** The row's part of the whole: empty for a total. */
const placeOf = (path: readonly string[], role: BuiltCell['role']): string =>
  role === 'total' ? '' : path.join(' › ');
