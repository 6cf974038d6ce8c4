import { describe, expect, it } from 'vitest';
import { explain, type Features, predict } from '../../importers/extract/logistic.ts';
import { crossValidate } from '../../importers/train/cross-validate.ts';
import { type Example, fitLogistic } from '../../importers/train/fit-logistic.ts';

const features = (...names: string[]): Features => new Map(names.map((name) => [name, 1]));

/** "cut" tells a price move unless the sentence asks; "table" tells nothing. */
function makeExamples(group: string): Example[] {
  return Array.from({ length: 20 }, (_, i) => {
    const asks = i % 4 === 3;
    const cut = i % 2 === 0;
    const names = [...(cut ? ['cut'] : ['table']), ...(asks ? ['asks'] : []), 'always'];
    return { features: features(...names), label: cut && !asks ? 1 : 0, group };
  });
}

describe('fitLogistic', () => {
  const fit = { l2: 0.1, iterations: 400 };
  const model = { ...fitLogistic(makeExamples('a'), fit), threshold: 0.5 };

  it('learns which features speak for a move and which against', () => {
    expect(predict(model, features('cut', 'always'))).toBeGreaterThan(0.8);
    expect(predict(model, features('table', 'always'))).toBeLessThan(0.2);
    expect(model.weights.cut).toBeGreaterThan(0);
  });

  it('gives the same weights for the same examples', () => {
    expect({ ...fitLogistic(makeExamples('a'), fit), threshold: 0.5 }).toEqual(model);
  });

  it('ignores what it saw once or never', () => {
    const rare = fitLogistic([...makeExamples('a'), { features: features('once'), label: 1, group: 'a' }], fit);
    expect(rare.weights).not.toHaveProperty('once');
    expect(predict(model, features('cut', 'always', 'never seen'))).toBe(predict(model, features('cut', 'always')));
  });

  it('counts a weighted example as many', () => {
    const plain = fitLogistic([...makeExamples('a'), ...repeat(3, 0)], fit);
    const heavy = fitLogistic([...makeExamples('a'), ...repeat(3, 0, 5)], fit);
    expect(heavy.weights.rumour as number).toBeLessThan(plain.weights.rumour as number);
  });
});

function repeat(times: number, label: 0 | 1, weight = 1): Example[] {
  return Array.from({ length: times }, () => ({ features: features('rumour'), label, weight, group: 'b' }));
}

describe('explain', () => {
  it('names contributions, strongest first, without those that are nothing', () => {
    const model = { intercept: 0, threshold: 0.5, weights: { cut: 1, asks: -3, idle: 0 } };
    expect(explain(model, features('cut', 'asks', 'idle', 'unknown'))).toEqual([
      { name: 'asks', contribution: -3 },
      { name: 'cut', contribution: 1 },
    ]);
  });
});

describe('crossValidate', () => {
  it('scores each article by a model that never saw it', () => {
    const seen: string[][] = [];
    const articles = ['a', 'b', 'c'].map((group) => ({
      examples: makeExamples(group),
      tally: (model: { weights: Record<string, number> }) => {
        seen.push(Object.keys(model.weights));
        return { hit: 1, label: 1, predicted: 1 };
      },
    }));
    expect(crossValidate(articles, 3, { l2: 0.1, iterations: 20 }).tally).toEqual({ hit: 3, label: 3, predicted: 3 });
    expect(seen.length).toBeGreaterThan(3);
  });
});
