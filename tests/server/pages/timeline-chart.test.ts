import { describe, expect, it } from 'vitest';
import { listTicks } from '../../../server/pages/chart-ticks.ts';
import { createLane, shortenLabel } from '../../../server/pages/lane-layout.ts';
import { labelFrom, type MoveItem } from '../../../server/pages/move-item.ts';
import { buildTimelineChart, type ChartInput } from '../../../server/pages/timeline-chart.ts';
import { buildFactDocument } from '../../helpers/fact-document.ts';

const vendor = labelFrom(new Map(), 'north');
let serial = 0;

function buildMove(
  change: Partial<Omit<MoveItem, 'happened'>> & { happened?: Partial<MoveItem['happened']> },
): MoveItem {
  serial += 1;
  const start = change.happened?.start ?? '2024-03-01';
  return {
    moveId: `m${serial}`,
    vendorId: 'north',
    vendor,
    type: 'win',
    typeZh: '得客',
    typeEn: 'Won',
    counterparty: '',
    gist: '拿下一家大客户',
    importance: 2,
    confidence: 0.8,
    state: 'actual',
    status: 'proposed',
    quote: { exact: '拿下', start: 0, end: 2 },
    tellings: [],
    readings: [],
    documentCount: 1,
    sourceCount: 1,
    isFolded: false,
    datesDisagree: false,
    contradictions: { dates: [], numbers: [] },
    document: buildFactDocument({ published: null }),
    grade: { letter: 'C', digit: 3 },
    isNew: false,
    href: '/documents/d#q0-2',
    ...change,
    happened: { start, end: start, precision: 'day', text: '', guessed: false, ...change.happened },
  };
}

function draw(moves: MoveItem[], change: Partial<ChartInput> = {}) {
  return buildTimelineChart({
    vendors: [vendor],
    moves,
    from: '2024-01-01',
    to: '2024-12-31',
    zoom: 'quarter',
    asOf: '2024-11-30',
    mostTracks: 4,
    frameWidth: 1000,
    hrefOf: ({ moveId }) => `#m${moveId}`,
    ...change,
  });
}

describe('buildTimelineChart', () => {
  it.each([
    [{}, 'dot'],
    [{ happened: { guessed: true } }, 'ring'],
    [{ happened: { end: '2024-03-31', precision: 'month' } }, 'bar'],
    [{ state: 'planned' }, 'diamond'],
    [{ state: 'rumoured', happened: { end: '2024-03-31', precision: 'month' } }, 'diamond'],
  ] as const)('draws %j as a %s', (change, shape) => {
    expect(draw([buildMove(change)]).lanes[0]?.marks[0]?.shape).toBe(shape);
  });

  it('puts days to scale and lets a bar cover its span', () => {
    const [day, span] =
      draw([
        buildMove({ happened: { start: '2024-07-01' } }),
        buildMove({ happened: { start: '2024-01-01', end: '2024-06-30', precision: 'half' } }),
      ]).lanes[0]?.marks.sort((a, b) => b.x - a.x) ?? [];
    expect(day?.x).toBeCloseTo(8 + (182.5 / 366) * 984, 0);
    expect(span).toMatchObject({ x: 8 });
    expect(span?.width).toBeCloseTo((182 / 366) * 984, 0);
  });

  it('cuts a bar at the edge of the range', () => {
    const mark = draw([buildMove({ happened: { start: '2023-01-01', end: '2024-01-31', precision: 'span' } })]).lanes[0]
      ?.marks[0];
    expect(mark?.x).toBe(8);
  });

  it('draws major moves larger', () => {
    const sizes = draw([
      buildMove({ importance: 3 }),
      buildMove({ happened: { start: '2024-09-01' } }),
    ]).lanes[0]?.marks.map(({ r }) => r);
    expect(sizes).toEqual([7, 5]);
  });

  it('never lays marks or labels of one track over each other, and counts what found no room', () => {
    const chart = draw(
      Array.from({ length: 30 }, (_, index) =>
        buildMove({ happened: { start: `2024-03-${String((index % 28) + 1).padStart(2, '0')}` } }),
      ),
    );
    const marks = chart.lanes[0]?.marks ?? [];
    expect(marks.length + chart.leftOut).toBe(30);
    for (const one of marks) {
      const others = marks.filter((other) => other !== one && other.y === one.y);
      expect(others.every((other) => Math.abs(other.x - one.x) >= 10)).toBe(true);
    }
    expect(chart.lanes[0]?.tracks).toBeLessThanOrEqual(4);
  });

  it('keeps the headline when there is no room for all', () => {
    const crowd = Array.from({ length: 9 }, () => buildMove({ importance: 1 }));
    const chart = draw([...crowd, buildMove({ importance: 3, gist: '头条' })]);
    expect(chart.lanes[0]?.marks.some(({ gist }) => gist === '头条')).toBe(true);
    expect(chart.leftOut).toBe(6);
  });

  it('grows with the zoom and fits a chart that is hardly wider than its frame', () => {
    expect(draw([], { zoom: 'quarter' }).width).toBe(1000);
    expect(draw([], { zoom: 'month' }).width).toBe(366 * 4 + 16);
    expect(draw([], { zoom: 'day', from: '1990-01-01' }).width).toBe(16_000);
  });

  it('shows the newest evidence only within the range', () => {
    expect(draw([]).asOf?.day).toBe('2024-11-30');
    expect(draw([], { asOf: '2025-06-01' }).asOf).toBeNull();
  });
});

describe('createLane', () => {
  it('turns a label inward at the right edge', () => {
    expect(createLane(200, 1).place({ left: 180, right: 190 }, '拿下一家大客户', 2)?.label?.anchor).toBe('end');
  });

  it('shortens a long label', () => {
    expect(shortenLabel('一二三四五六七八九十一二三')).toBe('一二三四五六七八九十一…');
    expect(shortenLabel('AWS 降价')).toBe('AWS 降价');
  });
});

describe('listTicks', () => {
  const words = (from: string, to: string, zoom: 'year' | 'quarter' | 'month' | 'day') =>
    listTicks(from, to, zoom).map(({ day, unit }) => `${day} ${unit}`);

  it('names years and quarters', () => {
    expect(words('2023-01-01', '2024-03-31', 'quarter')).toEqual([
      ...['2023-01-01 year', '2023-04-01 month', '2023-07-01 month', '2023-10-01 month', '2024-01-01 year'],
    ]);
  });

  it('names the year at the edge of a range that begins within one', () => {
    expect(words('2023-05-01', '2024-03-31', 'quarter')[0]).toBe('2023-05-01 year-month');
  });

  it('shows weeks when days are shown', () => {
    expect(words('2024-02-01', '2024-02-29', 'day')).toEqual([
      '2024-02-01 year-month',
      '2024-02-08 day',
      '2024-02-15 day',
      '2024-02-22 day',
    ]);
  });
});
