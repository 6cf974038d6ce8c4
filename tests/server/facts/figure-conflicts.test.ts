import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findNumbers } from '../../../importers/normalise/numbers.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';
import { buildReferenceRows } from '../../../importers/reference-rows.ts';
import { PROJECT_ROOT } from '../../../server/config.ts';
import { classifyPair, findConflicts, type LedgerFigure } from '../../../server/facts/figure-conflicts.ts';
import { compileLedger, type LedgerBody, toComparable } from '../../../server/facts/figure-ledger.ts';
import { buildHalf, buildQuarter, buildYear } from '../../../server/facts/partial-date.ts';
import { foldText } from '../../../server/text/fold.ts';

interface Statement {
  text: string;
  published?: string;
  /** 2024, 2024-Q2, 2024-H1 */
  time?: string;
  /** Words of a table's headings: then the statement is a cell. */
  scope?: string;
}

interface Pair {
  label: string;
  metric: string;
  a: Statement;
  b: Statement;
  /** Versions of one text. */
  work?: boolean;
}

const data = loadReferenceData(join(PROJECT_ROOT, 'data'));
const stored = buildReferenceRows(data).vocabularies.find(({ name }) => name === 'ledger');
const ledger = compileLedger(JSON.parse(stored?.body ?? '') as LedgerBody);
const pairs = readFileSync(join(PROJECT_ROOT, 'tests/quality/conflicts/pairs.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Pair);

function periodOf(time: string): { start: string; end: string } {
  const [year = 0, part = '', n = 0] = [Number(time.slice(0, 4)), time[5], Number(time[6])];
  return part === 'Q' ? buildQuarter(year, n) : part === 'H' ? buildHalf(year, n) : buildYear(year);
}

/** Reads the marked number as the importer would. */
function toFigure({ metric, work }: Pair, side: 'a' | 'b', { text, published, time, scope }: Statement): LedgerFigure {
  const start = text.indexOf('[[');
  const sentence = text.replace('[[', '').replace(']]', '');
  const end = text.indexOf(']]') - 2;
  const number = findNumbers(foldText(sentence)).find((found) => found.start < end && found.end > start);
  const { low, high, unit, qualifier, approximate } = number ?? {
    ...{ low: Number(sentence.slice(start, end)), high: Number(sentence.slice(start, end)) },
    ...{ unit: '', qualifier: '', approximate: false },
  };
  return {
    ...{ figureId: side, vendorId: 'acme', metric, place: '', qualifier, approximate },
    of: ledger.metrics.get(metric)?.of ?? 'moment',
    value: toComparable(low, high, unit, sentence.slice(start, end)),
    state: scope?.includes('规划') ? 'planned' : 'actual',
    scopes: ledger.readScopes({ scope: scope ?? '', sentence, start, end }),
    period: time ? periodOf(time) : null,
    published: published ?? null,
    ...{ documentId: side, workId: work ? 'work' : null, tableId: scope ? `table-${side}` : null },
    around: sentence.slice(Math.max(0, start - 24), start) + sentence.slice(end, end + 24),
    ...{ sentence, written: sentence.slice(start, end) },
  };
}

describe('the classifier of disagreements', () => {
  const judged = pairs.map((pair) => ({
    pair,
    kind: classifyPair(toFigure(pair, 'a', pair.a), toFigure(pair, 'b', pair.b)) ?? 'none',
  }));

  it('finds at least 90 % of the labelled disagreements, at least 95 % of what it says right', () => {
    const wrong = judged
      .filter(({ pair, kind }) => pair.label !== kind)
      .map(({ pair, kind }) => `${pair.label} taken for ${kind}: ${pair.a.text} / ${pair.b.text}`);
    const right = judged.filter(({ pair, kind }) => kind !== 'none' && kind === pair.label).length;
    const said = judged.filter(({ kind }) => kind !== 'none').length;
    const labelled = pairs.filter(({ label }) => label !== 'none').length;
    expect(labelled).toBeGreaterThan(60);
    expect({ precision: right / said >= 0.95, recall: right / labelled >= 0.9, wrong }).toMatchObject({
      precision: true,
      recall: true,
    });
  });

  it('does not depend on which is told first', () => {
    const turned = pairs.map(
      (pair) => classifyPair(toFigure(pair, 'b', pair.b), toFigure(pair, 'a', pair.a)) ?? 'none',
    );
    expect(turned).toEqual(judged.map(({ kind }) => kind));
  });

  it('joins what disagrees in one way into one conflict', () => {
    const pair = pairs.find(({ label, metric }) => label === 'contradiction' && metric === 'zones') as Pair;
    const third = { ...pair.b, text: pair.b.text.replace(/\d+/, '131') };
    const figures = [toFigure(pair, 'a', pair.a), toFigure(pair, 'b', pair.b), toFigure(pair, 'b', third)];
    const conflicts = findConflicts(figures.map((figure, index) => ({ ...figure, documentId: `d${index}` })));
    expect(conflicts.map(({ kind, figures: list }) => [kind, list.length])).toEqual([['contradiction', 3]]);
  });
});
