import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openWriter } from '../../server/db/open.ts';
import { createFacetValues, readPage } from '../../server/search/facet-values.ts';
import { createSearchPages, fillSearchPages, type SearchPage } from '../../server/store/search-pages.ts';
import { makeBase } from '../bench/make-base.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

const folder = makeTempFolder();
const TLPS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];
let db: Db;

beforeAll(() => {
  makeBase(folder.at('pages.db'), 700);
  db = openWriter(folder.at('pages.db'));
});
afterAll(() => db.close());

const countPages = (): number => Number(db.prepare('SELECT COUNT(*) FROM search_page').pluck().get());

/** Every document with its values as words, in an order of its own. */
function listEntries(): string[] {
  const facets = createFacetValues();
  const words = (page: SearchPage): string[] =>
    readPage(page, facets, TLPS).map(({ values, from, to, ...entry }) => {
      const named = Array.from(
        values.subarray(from, to),
        (value) => `${facets.dimensionOf(value)}=${facets.valueOf(value)}`,
      );
      return JSON.stringify([entry, named.sort()]);
    });
  const entries: string[] = [];
  createSearchPages(db).readSearchPages((page) => entries.push(...words(page)));
  return entries.sort();
}

/** What the tables say, whatever is kept; nothing is changed. */
function listFresh(): string[] {
  db.exec('BEGIN; DELETE FROM search_page');
  const fresh = listEntries();
  db.exec('ROLLBACK');
  return fresh;
}

describe('pages of the search', () => {
  it('hold every document once and read as the tables do', () => {
    expect(countPages()).toBe(3);
    const entries = listEntries();
    expect(entries).toHaveLength(700);
    expect(new Set(entries).size).toBe(700);
    expect(entries).toEqual(listFresh());
    expect(entries.join()).toMatch(/"0=aws".*"4=2024"/);
  });

  it.each([
    ['a document gets another class', "UPDATE document SET tlp = 4 WHERE document_id = 'made10'", 2],
    ['a move is rejected', "UPDATE move SET status = 'rejected' WHERE document_id = 'made300'", 2],
    ['a move gets another type', "UPDATE move SET move_type = 'incident' WHERE document_id = 'made301'", 2],
    ['a document goes', "DELETE FROM document WHERE document_id = 'made699'", 2],
    ['a digest gives way', "UPDATE document SET superseded_by = 'made600' WHERE document_id = 'made5'", 2],
    ['what it gave way to gets another class', "UPDATE document SET tlp = 3 WHERE document_id = 'made600'", 1],
    ['a document joins a work', "UPDATE document SET work_id = 'w', work_rank = 1 WHERE document_id = 'made20'", 2],
    ['a text is read again', "UPDATE revision SET extractor_version = 2 WHERE document_id = 'made21'", 2],
  ])('follow when %s', (_, sql, left) => {
    db.exec(sql);
    expect(countPages()).toBe(left);
    expect(listEntries()).toEqual(listFresh());
    fillSearchPages(db);
    expect(countPages()).toBe(3);
    expect(listEntries()).toEqual(listFresh());
  });

  it('follow when an account that they name is renamed', () => {
    db.exec(`INSERT INTO account (account_id, name, name_en, industry) VALUES ('a', '甲', 'A', '');
      INSERT INTO account_mention SELECT document_id, '甲', 'a', 1, MIN(quote_id) FROM quote WHERE document_id IN ('made1', 'made280') GROUP BY 1;
      UPDATE document SET updated_at = '' WHERE document_id IN ('made1', 'made280')`);
    fillSearchPages(db);
    expect(listEntries().join()).toContain('"2=甲"');
    db.exec("UPDATE account SET name = '甲' WHERE account_id = 'a'");
    expect(countPages()).toBe(3);
    db.exec("UPDATE account SET name = '乙' WHERE account_id = 'a'");
    expect(countPages()).toBe(1);
    expect(listEntries().join()).not.toContain('"2=甲"');
    expect(listEntries()).toEqual(listFresh());
  });

  it('give changed documents and the digests that they replace', () => {
    const numberOf = (id: string): number =>
      Number(db.prepare('SELECT document_no FROM document WHERE document_id = ?').pluck().get(id));
    const page = createSearchPages(db).readChangedPage([numberOf('made600'), 100_000]);
    const entries = readPage(page, createFacetValues(), TLPS);
    expect(entries.map(({ documentNo, replacedAt }) => [documentNo, replacedAt])).toEqual([
      [numberOf('made5'), 3],
      [numberOf('made600'), null],
    ]);
  });
});
