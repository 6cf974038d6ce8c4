import { describe, expect, it } from 'vitest';
import { xmlFeed } from '../../../importers/formats/xml-feed.ts';

async function linkOf(entry: string): Promise<string | undefined> {
  const text = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://cloud.example/news/"><title>f</title><entry><title>t</title>${entry}</entry></feed>`;
  const items = await xmlFeed.parse({ path: 'f.xml', name: 'f.xml', text });
  const [entryRead] = items.filter((item) => 'document' in item);
  return (entryRead as { document: { url?: string } }).document.url;
}

describe('the page of an Atom entry', () => {
  it.each([
    [
      'the text that it points at',
      '<id>tag:cloud.example,2024:1</id><content src="1.html" type="text/html"/>',
      '1.html',
    ],
    ['its link before that text', '<link href="a"/><content src="1.html"/>', 'a'],
    ['a link that says alternate before others', '<link rel="self" href="s"/><link rel="alternate" href="a"/>', 'a'],
    ['HTML before other kinds', '<link type="application/pdf" href="p"/><link type="text/html" href="a"/>', 'a'],
  ])('is %s', async (_, entry, expected) => {
    expect(await linkOf(entry)).toBe(`https://cloud.example/news/${expected}`);
  });

  it('is its id where that is an address', async () => {
    expect(await linkOf('<id>https://cloud.example/x</id><content src="1.html"/>')).toBe('https://cloud.example/x');
  });
});
