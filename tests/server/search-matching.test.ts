import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { type Db, openReader } from '../../server/db/open.ts';
import { TLP_LABELS } from '../../server/model.ts';
import { createFacetValues, type Entry, readPage } from '../../server/search/facet-values.ts';
import { joinLists, type MatchList, meetLists } from '../../server/search/match-list.ts';
import { sortByScore } from '../../server/search/order.ts';
import { createWordMatcher, type MatchScope } from '../../server/search/word-matcher.ts';
import { createSearchRows } from '../../server/store/search-rows.ts';
import { STARTER } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const list = fc
  .dictionary(fc.nat(60).map(String), fc.integer({ min: -9, max: -1 }))
  .map((scores) => new Map(Object.entries(scores).map(([number, score]) => [Number(number), score])));
const toList = (scores: ReadonlyMap<number, number>): MatchList => {
  const numbers = Uint32Array.from([...scores.keys()].sort((a, b) => a - b));
  return { numbers, scores: Float64Array.from(numbers, (number) => scores.get(number) ?? 0) };
};
const pairsOf = ({ numbers, scores }: MatchList): [number, number][] =>
  Array.from(numbers, (number, i) => [number, scores[i] ?? Number.NaN]);

describe('lists of matches', () => {
  it('meet in what all hold and join in what any holds, scores added up, in the order of numbers', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (maps) => {
        const all = [...Array(61).keys()];
        const sum = (number: number): number => maps.reduce((total, map) => total + (map.get(number) ?? 0), 0);
        const holding = (number: number): number => maps.filter((map) => map.has(number)).length;
        const expected = (least: number): [number, number][] =>
          all.filter((number) => holding(number) >= least).map((number) => [number, sum(number)]);
        expect(pairsOf(meetLists(maps.map(toList)))).toEqual(expected(maps.length));
        expect(pairsOf(joinLists(maps.map(toList)))).toEqual(expected(1));
      }),
    );
  });

  it('come best first as far as they are shown, ties by number, and none is lost', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 70 }), (map, count) => {
        const sorted = [...map].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([number]) => number);
        const shown = Array.from(sortByScore(toList(map), count));
        expect(shown.slice(0, count)).toEqual(sorted.slice(0, count));
        expect(shown.toSorted()).toEqual(sorted.toSorted());
      }),
    );
  });
});

describe('matches of concepts', () => {
  const folder = makeTempFolder();
  let db: Db;
  let scope: MatchScope;
  beforeAll(() => {
    runImport({ databasePath: folder.at('words.db'), paths: [STARTER], base: folder.path, dryRun: false });
    db = openReader(folder.at('words.db'));
    const rows = createSearchRows(db);
    const entries: Entry[] = [];
    rows.readSearchPages((page) => entries.push(...readPage(page, createFacetValues(), TLP_LABELS)));
    const days = new Uint32Array(1 + Math.max(...entries.map(({ documentNo }) => documentNo)));
    for (const { documentNo, day } of entries) days[documentNo] = day;
    scope = { rows, size: entries.length, isVisible: () => true, days };
  });
  afterAll(() => db.close());

  it('add up to the scores that the index gives for both together', () => {
    const words = createWordMatcher(scope);
    const both = meetLists([words.match(['阿里云', 'aliyun']), words.match(['客户'])]);
    const asked = scope.rows.matchDocuments('("阿里 里云" OR "aliyun") AND ("客户")');
    expect(asked.numbers.length).toBeGreaterThan(5);
    expect(Array.from(both.numbers)).toEqual(asked.numbers);
    for (const [i, score] of asked.scores.entries()) expect(both.scores[i]).toBeCloseTo(score, 9);
  });

  it('that are too many to be scored are the same documents, those with the word in the title first, then the newest', () => {
    const exact = createWordMatcher(scope).match(['阿里云']);
    const rough = createWordMatcher(scope, 3).match(['阿里云']);
    expect(Array.from(rough.numbers)).toEqual(Array.from(exact.numbers));
    const titles = new Set(createWordMatcher(scope).match(['阿里云'], true).numbers);
    const order = Array.from(sortByScore(rough, rough.numbers.length));
    expect(titles.size).toBeGreaterThan(1);
    expect(new Set(order.slice(0, titles.size))).toEqual(titles);
    const rest = order.slice(titles.size).map((number) => scope.days[number] ?? 0);
    expect(rest.length).toBeGreaterThan(1);
    expect(rest).toEqual([...rest].sort((a, b) => b - a));
  });

  it('know a word that only an older document holds, and none that the viewer may not see', () => {
    const [oldest = 0] = createWordMatcher(scope).match(['阿里云']).numbers;
    const only = createWordMatcher({ ...scope, isVisible: (number) => number === oldest });
    expect(only.isKnown('阿里云')).toBe(true);
    expect(createWordMatcher({ ...scope, isVisible: () => false }).isKnown('阿里云')).toBe(false);
  });
});
