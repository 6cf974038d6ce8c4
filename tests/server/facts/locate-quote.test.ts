import { describe, expect, it } from 'vitest';
import { locateWords } from '../../../server/facts/locate-quote.ts';

const TEXT = '北云降价两成。\n南云跟进。北云降价两成，\n静云不动。';
const find = (words: string, prefix = '', suffix = '') => {
  const found = locateWords(TEXT, { words, prefix, suffix });
  return found && [found.start, found.exact];
};

describe('locateWords', () => {
  it('takes of several places the one with the same neighbours', () => {
    expect(find('北云降价两成')).toEqual([0, '北云降价两成']);
    expect(find('北云降价两成', '南云跟进。')).toEqual([13, '北云降价两成']);
    expect(find('北云降价两成', '', '，静云')).toEqual([13, '北云降价两成']);
  });

  it('reads over line breaks that only the text or only the page has', () => {
    expect(find('两成。南云')).toEqual([4, '两成。\n南云']);
    expect(find(' 南云\n跟进 ')).toEqual([8, '南云跟进']);
  });

  it('finds nothing of words that do not stand there', () => {
    expect(find('静云降价')).toBeUndefined();
    expect(find(' \n')).toBeUndefined();
  });
});
