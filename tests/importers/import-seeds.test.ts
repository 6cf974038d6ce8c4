import { describe, expect, it } from 'vitest';
import { runImport } from '../../importers/run-import.ts';
import { findDamage, query } from '../helpers/database-dump.ts';
import { hasSeeds, SEEDS, seedTexts } from '../helpers/seeds.ts';
import { makeTempFolder } from '../helpers/temp-folder.ts';

describe.skipIf(!hasSeeds)('import of the real input', () => {
  const folder = makeTempFolder();
  const db = folder.at('seeds.db');
  const importSeeds = () => runImport({ databasePath: db, paths: seedTexts, base: SEEDS, dryRun: false });

  it('stores the 39 documents', () => {
    const { totals, items } = importSeeds();
    expect(totals).toEqual({ stored: 37, updated: 0, version: 2, unchanged: 0, duplicate: 0, quarantined: 0 });
    expect(items.flatMap((item) => item.warnings).filter((warning) => /comments link|no date/.test(warning))).toEqual(
      [],
    );
    expect(findDamage(db)).toEqual([]);
  });

  it('gives each of the 35 articles its title, link and instant of publication', () => {
    const articles = query<{ title: string; url: string; at: string; text: string }>(
      db,
      `SELECT d.title, d.url, d.published_at AS at, r.text FROM document d JOIN revision r USING (revision_id)
       WHERE d.kind = 'article'`,
    );
    expect(articles).toHaveLength(35);
    expect(new Set(articles.map(({ url }) => url)).size).toBe(35);
    for (const { title, url, at, text } of articles) {
      expect(title.length).toBeGreaterThan(5);
      expect(title).not.toMatch(/\/\/|\n/);
      expect(url).toMatch(/^https:\/\/www\.leiphone\.com\/category\/industrycloud\/\w+\.html$/);
      expect(at).toMatch(/^202[3-5]-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
      expect(text.length).toBeGreaterThan(100);
      expect(text).not.toMatch(/\]\]>|#comments|[⺁-⻳⼀-⿕]/);
    }
  });

  it('keeps internal material AMBER+STRICT', () => {
    expect(query(db, "SELECT DISTINCT tlp FROM document WHERE kind <> 'article'")).toEqual([{ tlp: 3 }]);
    expect(query(db, "SELECT DISTINCT tlp FROM document WHERE kind = 'article'")).toEqual([{ tlp: 0 }]);
  });

  it('finds all of them unchanged the second time', () => {
    expect(importSeeds().totals).toEqual({
      stored: 0,
      updated: 0,
      version: 0,
      unchanged: 39,
      duplicate: 0,
      quarantined: 0,
    });
  });
});
