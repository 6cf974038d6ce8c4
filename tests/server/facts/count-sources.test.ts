import { describe, expect, it } from 'vitest';
import { countSources, type Teller } from '../../../server/facts/count-sources.ts';

const told = (sourceName: string, exact: string, document: Partial<Teller['document']> = {}): Teller => ({
  quote: { exact },
  document: { sourceName, workId: null, ...document },
});
const FIRST = told('甲报', '北云官网百余款产品大幅降价，平均降幅达到两成', { url: 'https://www.jia.example/1' });

describe('countSources', () => {
  it('counts publishers, not articles', () => {
    expect(countSources([FIRST, told('甲报', '北云上周降价'), told('乙报', '北云降价两成')])).toBe(2);
  });

  it('takes versions of one work and copied sentences for one source', () => {
    const [version, original] = [{ workId: 'w' }, told('丙报', '北云降价', { workId: 'w' })];
    expect(countSources([original, told('乙报', '北云已降价', version)])).toBe(1);
    expect(countSources([FIRST, told('乙报', FIRST.quote.exact.replaceAll('，', ','))])).toBe(1);
    expect(countSources([told('甲报', '北云降价'), told('乙报', '北云降价')])).toBe(2);
  });

  it('takes a telling that names or links to another for none of its own', () => {
    expect(countSources([FIRST, told('乙报', '据甲报报道，北云大幅降价')])).toBe(1);
    expect(countSources([told('标价表', '北云；降价；报道：https://www.jia.example/1'), FIRST])).toBe(1);
  });

  it('joins what a third telling ties together', () => {
    const [a, b] = [told('乙报', '北云降价', { workId: 'w' }), told('丙报', '北云下调价格')];
    expect(countSources([a, b])).toBe(2);
    expect(countSources([a, b, told('丙报', '北云降价了', { workId: 'w' })])).toBe(1);
  });
});
