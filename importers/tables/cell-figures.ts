import { type CellMeasure, NO_MEASURE, PLANNED } from '../../server/facts/table.ts';
import type { ExtractedFigure } from '../../server/model.ts';
import { foldText } from '../../server/text/fold.ts';
import { buildQuote, chooseSpan } from '../extract/quotes.ts';
import { kindOfUnit } from '../normalise/numbers.ts';
import { findPeriod, type NamedPeriod } from '../normalise/tables/parse-period.ts';
import type { MetricEntry } from '../reference-data.ts';
import type { BuiltCell, BuiltTable } from './build-table.ts';
import { findMetric, type NamedMetric } from './metric-names.ts';
import { readTextNumbers } from './text-figures.ts';
import { splitUnitWords } from './units.ts';

const SURE = 0.9;
/** Words beside a metric that take nothing away from it. */
const WHOLE =
  /已开放|当前|现有|目前|全部|全球|总|数量|规划|计划|平均|大客户|比例|云|[数量个的]|current|planned|total|number of|\bcount\b|\bof\b|cloud/g;

/** A metric with the part of the whole and the time that a cell's place in its table gives it. */
interface Measure extends NamedMetric {
  place: string;
  time: (NamedPeriod & { words: string }) | null;
}

function measureOf(built: BuiltCell, title: string, metrics: readonly MetricEntry[]): Measure | undefined {
  const { cell, parsed, head, role } = built;
  const kind = parsed.kind === 'text' ? undefined : kindOfUnit(foldText(cell.unit));
  const ofRow = findMetric(cell.rowPath.at(-1) ?? '', metrics, kind);
  const ofHead = findMetric(head.qualifier, metrics, kind);
  const named = ofHead ?? ofRow ?? findMetric(title, metrics, kind);
  if (!named) return undefined;
  const path = pathOf(built, named, ofHead ? 'head' : ofRow ? 'row' : 'title');
  return { ...named, place: placeOf(path, role), time: findTime(head.qualifier, cell.rowPath) };
}

/** @returns what a cell measures, for its decisions and for the reason why a comparison is blank */
export function describeMeasure(built: BuiltCell, title: string, metrics: readonly MetricEntry[]): CellMeasure {
  const measure = measureOf(built, title, metrics);
  if (!measure) return NO_MEASURE;
  const { metric, words, place, time } = measure;
  return { metric: metric.id, scope: words, place, period: time && { ...time.period, text: time.words } };
}

/**
 * Figures of one table: of cells that name a vendor, passed every check and measure something defined. Whatever is doubted, or
 * is nobody's, stays a cell.
 */
export function readCellFigures(text: string, table: BuiltTable, metrics: readonly MetricEntry[]): ExtractedFigure[] {
  return table.cells.flatMap((built): ExtractedFigure[] => {
    const { cell, parsed, head } = built;
    const { vendorId } = cell;
    if (vendorId === null || cell.reasons.length > 0) return [];
    const measure = measureOf(built, table.title, metrics);
    const time = measure?.time ?? findTime(head.qualifier, cell.rowPath);
    const base = {
      vendorId,
      period: time && { ...time.period, text: time.words, guessed: false },
      confidence: SURE,
      cell: { table: table.ordinal, row: cell.row, column: cell.column },
    };
    if (parsed.kind === 'text') return ofWords(text, built, base, metrics, measure?.metric);
    return measure && cell.marker === '' ? ofNumber(text, built, base, measure) : [];
  });
}

/** The time that the heading tells, else the nearest name of the row. */
function findTime(heading: string, path: readonly string[]): (NamedPeriod & { words: string }) | null {
  for (const words of [heading, ...[...path].reverse()]) {
    const found = findPeriod(foldText(words));
    if (found) return { ...found, words: words.slice(found.start, found.end) };
  }
  return null;
}

/** Names of the part of the whole that a cell is of: no times, no vendor, no metric. */
function pathOf({ names, head }: BuiltCell, named: NamedMetric, by: 'head' | 'row' | 'title'): string[] {
  const path = names
    .map((name, depth) => (by === 'row' && depth === names.length - 1 ? readPart(name, named.words) : name))
    .filter((name) => withoutTime(name) !== '');
  const part = by === 'head' ? readPart(head.qualifier, named.words) : '';
  return part === '' ? path : [...path, part];
}

function withoutTime(name: string): string {
  const folded = foldText(splitUnitWords(name).rest);
  const time = findPeriod(folded);
  const rest = time ? folded.slice(0, time.start) + folded.slice(time.end) : folded;
  return rest.replace(/\(\s*\)|\s|全年|累计/g, '');
}

type Base = Pick<ExtractedFigure, 'vendorId' | 'period' | 'confidence' | 'cell'>;

function ofNumber(
  text: string,
  { cell, parsed, head }: BuiltCell,
  base: Base,
  { metric, words, place, time }: Measure,
): ExtractedFigure[] {
  const quote = buildQuote(text, cell.start, cell.end);
  const shared = {
    ...base,
    vendorId: base.vendorId,
    metric: metric.id,
    scope: words,
    place,
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
        unit: cell.unit || metric.unit,
        approximate: value.approximate,
        qualifier: value.qualifier,
      },
      state: PLANNED.test(head.qualifier) && !planned ? 'planned' : time?.isEstimate ? 'estimate' : 'actual',
      ...{ valueStart: cell.start + value.start, valueEnd: cell.start + value.end },
    });
  if (planned)
    figures.push({
      ...shared,
      ...{ low: planned.low, high: planned.high, unit: cell.unit || metric.unit, approximate: false, qualifier: '' },
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
  const rest = withoutTime(heading)
    .replace(/[(（][^)）]*[)）]/g, '')
    .replace(words, '')
    .replace(WHOLE, '')
    .trim();
  return rest === '' ? '' : heading;
}

/** The row's part of the whole: empty for a total. */
const placeOf = (path: readonly string[], role: BuiltCell['role']): string =>
  role === 'total' ? '' : path.join(' › ');
