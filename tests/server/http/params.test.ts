import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as params from '../../../server/http/params.ts';
import { hrefOf, localPath, readParams } from '../../../server/http/params.ts';

describe('localPath', () => {
  it.each(['/', '/vendors/north?type=win#moves', '/search?q=%E4%BA%91'])('keeps %s', (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'vendors',
    '',
    '/a\\b',
    '/a\nb',
    '/\t/evil.example',
    ['/a'],
    undefined,
    `/${'a'.repeat(3000)}`,
  ])('refuses %j', (path) => {
    expect(localPath(path)).toBe('/');
  });
});

describe('readParams', () => {
  const schema = z.object({
    vendor: params.listOf(params.vendorId),
    after: params.month.optional(),
    page: params.page,
  });

  it('reads lists with commas and repeats, and counts empty fields as absent', () => {
    expect(readParams(schema, { vendor: ['north,south', 'north'], after: '' })).toEqual({
      vendor: ['north', 'south'],
      page: 1,
    });
  });

  it('says what must be given and is not', () => {
    const needy = z.object({ account: params.vendorId });
    for (const given of [{}, { account: '' }])
      expect(() => readParams(needy, given)).toThrowError(
        expect.objectContaining({ code: 'BAD_PARAMETER', message: 'account: 必填 · required' }),
      );
  });

  it.each([
    [{ after: '2024-13' }, 'after: YYYY-MM'],
    [{ after: ['2024-01', '2024-02'] }, 'after'],
    [{ vendor: '../etc' }, 'vendor: a-z 0-9 -'],
    [{ page: '0' }, 'page: 1–1000'],
    [{ page: '1001' }, 'page: 1–1000'],
    [{ page: '1e3' }, 'page: 1–1000'],
  ])('refuses %j with the form it should have', (given, words) => {
    expect(() => readParams(schema, given)).toThrowError(
      expect.objectContaining({ code: 'BAD_PARAMETER', message: expect.stringContaining(words) }),
    );
  });
});

describe('hrefOf', () => {
  it('writes what is set, in order, encoded', () => {
    expect(hrefOf('/search', { q: '云 & "x"', vendor: ['a', 'b'], page: null, sort: undefined })).toBe(
      '/search?q=%E4%BA%91+%26+%22x%22&vendor=a&vendor=b',
    );
    expect(hrefOf('/search', {})).toBe('/search');
  });
});
