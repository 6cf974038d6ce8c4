import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const starter = new URL('../data/starter/', import.meta.url);
const feedFile = new URL('../../shared/seeds/industrycloud-feed.txt', import.meta.url);
const LONGEST_RUN = 16;

interface Digest {
  file: string;
  front: Record<string, unknown>;
  body: string;
}

function readDigest(file: string): Digest {
  const text = readFileSync(new URL(file, starter), 'utf8');
  const match = /^---\n(.*?)\n---\n\n(.*)$/s.exec(text);
  if (!match) throw new Error(`${file}: no front matter`);
  return { file, front: parse(match[1]!, { schema: 'failsafe' }) as Record<string, unknown>, body: match[2]! };
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
}

/** Every substring of one more than the longest run allowed. */
function* runs(text: string): Generator<string> {
  for (let at = 0; at + LONGEST_RUN < text.length; at += 1) yield text.slice(at, at + LONGEST_RUN + 1);
}

const digests = readdirSync(starter)
  .filter((name) => name.endsWith('.md'))
  .map(readDigest);

describe('the starter corpus', () => {
  it('has at least 35 digests', () => {
    expect(digests.length).toBeGreaterThanOrEqual(35);
  });

  it.each(digests)('$file has its front matter and a body', ({ file, front, body }) => {
    expect(Object.keys(front)).toEqual(['title', 'date', 'url', 'source', 'kind', 'citation']);
    expect(front).toMatchObject({ source: 'zhibi-digest', kind: 'digest' });
    expect(front.title).toMatch(/^.{1,40}$/u);
    expect(front.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Number.isNaN(Date.parse(String(front.date)))).toBe(false);
    expect(file).toMatch(new RegExp(`^${front.date}-[a-z0-9-]+\\.md$`));
    expect(new URL(String(front.url)).host).toBe('www.leiphone.com');
    expect(String(front.citation).startsWith('雷峰网《')).toBe(true);
    expect(String(front.citation).endsWith(`》，${front.date}`)).toBe(true);
    expect(body.trim()).not.toBe('');
  });

  it('cites each article once', () => {
    const urls = digests.map(({ front }) => front.url);
    expect(new Set(urls).size).toBe(urls.length);
  });

  it.skipIf(!existsSync(feedFile))('restates the articles in its own words', () => {
    const known = new Set(runs(fold(readFileSync(feedFile, 'utf8'))));
    const copied = digests.flatMap(({ file, body }) =>
      [...runs(fold(body))].filter((run) => known.has(run)).map((run) => `${file}: ${run}`),
    );
    expect(copied).toEqual([]);
  });
});
