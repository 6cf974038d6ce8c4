import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CROSSING, openSampleSite, type SampleSite } from '../../helpers/sample-site.ts';

let sample: SampleSite;
let html: string;
beforeAll(async () => {
  sample = openSampleSite();
  html = (await request(sample.app).get('/documents/alpha')).text;
});
afterAll(() => sample.close());

const anchorOf = (words: string): string =>
  `q${CROSSING.text.indexOf(words)}-${CROSSING.text.indexOf(words) + words.length}`;
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, '');

describe('reading view', () => {
  it('anchors crossing quotes, the longer whole and the other at its longest piece, linked to their notes', () => {
    const [first, second] = [anchorOf(CROSSING.first), anchorOf(CROSSING.second)];
    expect(html).toMatch(new RegExp(`<span class="sp k-move" id="${first}">丢了订单，<a class="sp k-move x1" id="`));
    expect(html).toContain(`<a class="sp k-move x1" id="${second}" href="#n${second}">南云派人</a></span>`);
    expect(html).toContain(`<a class="sp k-move x1" href="#n${second}">去了南京</a>`);
    for (const id of [first, second]) expect(html).toContain(`<div class="mf" id="n${id}">`);
  });

  it('keeps the text whole', () => {
    const [paragraph] = /<p class="rp">[\s\S]*?<\/p>/.exec(html) ?? [''];
    expect(textOf(paragraph)).toBe(CROSSING.text);
  });

  it('tints roles and accounts by their kind', () => {
    expect(html).toMatch(/class="sp k-role"[^>]*>王某任南云总裁</);
    expect(html).toMatch(/class="sp k-acct"[^>]*>甲公司</);
  });

  it('lays named rows out as a table and anchors the quoted row', () => {
    expect(html).toMatch(/<th scope="col">厂商<\/th><th scope="col">价格<\/th>/);
    expect(html).toMatch(
      /<tr id="q\d+-\d+"><td><a class="sp k-move" href="[^"]+">南云<\/a><\/td><td><a class="sp k-move" href="[^"]+">0\.8 元</,
    );
    expect(html).toMatch(/<td>0\.9 元<\/td>/);
  });

  it('escapes what a source may write', () => {
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('href="https://example.com/a?b&#x3D;1&amp;c&#x3D;&quot;2&quot;" rel="noreferrer"');
  });

  it('shows dates with the offset of the source, fingerprint and class', () => {
    for (const words of [
      '2025-01-23 10:08 +08:00',
      '2025-01-24 09:00 UTC',
      '9f2c9f2c9f2c',
      'TLP:CLEAR',
      'markdown 1',
    ]) {
      expect(html).toContain(words);
    }
  });

  it('marks the passage that a search leads to', async () => {
    const { text } = await request(sample.app).get('/documents/alpha?from=0&to=4');
    expect(text.match(/id="hit"/g)).toHaveLength(1);
    expect(text).toContain('<mark id="hit">北云</mark>');
    expect((await request(sample.app).get('/documents/alpha?from=9&to=4')).status).toBe(400);
    expect((await request(sample.app).get('/documents/alpha?from=900000&to=900001')).status).toBe(200);
  });

  it('names the document that replaced it', async () => {
    const { text } = await request(sample.app).get('/documents/gamma');
    expect(text).toContain('href="/documents/delta"');
  });

  it('cites what a digest restates', async () => {
    expect((await request(sample.app).get('/documents/beta')).text).toContain('《云报》2024-08-01');
  });
});
