import { afterAll, describe, expect, it } from 'vitest';
import { makeRawFile } from '../../importers/collect-files.ts';
import { LIMITS, openContainer } from '../../importers/contained/container.ts';
import type { ParsedItem } from '../../importers/formats/format.ts';
import { AppError } from '../../server/errors.ts';

const CONTEXT = { pages: [], from: 0 };
const open: ReturnType<typeof openContainer>[] = [];
const start = (limits: Partial<typeof LIMITS> = {}) => {
  const container = openContainer({ ...LIMITS, ...limits });
  open.push(container);
  return container;
};
afterAll(() => {
  for (const container of open) container.close();
});

const page = (words: string) =>
  makeRawFile(
    { path: 'a.html', name: 'a.html' },
    Buffer.from(`<html><body><article><p>${words}</p></article></body></html>`),
  );
const textsOf = (items: ParsedItem[]): string[] =>
  items.flatMap((item) => ('document' in item ? [item.document.body] : []));

function faultOf(read: () => unknown): AppError {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('openContainer', () => {
  it("reads file after file in one child, and hands a reader's own fault on", () => {
    const container = start();
    expect(textsOf(container.parse('html-article', page('甲云开服'), CONTEXT))).toEqual(['甲云开服']);
    const cut = makeRawFile({ path: 'b.pdf', name: 'b.pdf' }, Buffer.from('%PDF-1.7\n%%EOF'));
    expect(faultOf(() => container.parse('pdf', cut, CONTEXT)).code).toBe('BROKEN_FORMAT');
    expect(textsOf(container.parse('html-article', page('乙云降价'), CONTEXT))).toEqual(['乙云降价']);
  });

  it('kills a child that takes too long, names the file, and reads the next', () => {
    const container = start({ milliseconds: 2500, heapMegabytes: 2000, residentMegabytes: 4000 });
    expect(textsOf(container.parse('html-article', page('先来'), CONTEXT))).toEqual(['先来']);
    const slow = page('<i>x</i><br>'.repeat(150_000));
    const fault = faultOf(() => container.parse('html-article', slow, CONTEXT));
    expect([fault.code, fault.message]).toEqual(['TOO_SLOW', 'a.html: not read within 2.5 s']);
    expect(textsOf(container.parse('html-article', page('后到'), CONTEXT))).toEqual(['后到']);
  });

  it('kills a child that takes too much memory, names the file, and reads the next', () => {
    const container = start({ residentMegabytes: 180, milliseconds: 60_000 });
    const large = page('<p>甲云开服</p>'.repeat(150_000));
    const fault = faultOf(() => container.parse('html-article', large, CONTEXT));
    expect([fault.code, fault.message]).toEqual(['TOO_LARGE', 'a.html: takes more than 180 MB to read']);
    expect(textsOf(container.parse('html-article', page('后到'), CONTEXT))).toEqual(['后到']);
  });

  it('holds against no file what those before it left behind', () => {
    const container = start({ residentMegabytes: 330, milliseconds: 60_000 });
    const large = page('<p>甲云开服</p>'.repeat(8_000));
    for (let round = 0; round < 6; round++)
      expect(textsOf(container.parse('html-article', large, CONTEXT))).toHaveLength(1);
  });

  it('outlives a child whose heap is full', () => {
    const container = start({ heapMegabytes: 40, residentMegabytes: 4000, milliseconds: 60_000 });
    const large = page('<p>甲云开服</p>'.repeat(60_000));
    const fault = faultOf(() => container.parse('html-article', large, CONTEXT));
    expect([fault.code, fault.message]).toEqual(['TOO_LARGE', 'a.html: its reader ended: it takes more than 40 MB']);
    expect(textsOf(container.parse('html-article', page('后到'), CONTEXT))).toEqual(['后到']);
  });
});
