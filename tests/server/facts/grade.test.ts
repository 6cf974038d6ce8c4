import { describe, expect, it } from 'vitest';
import { gradeOf } from '../../../server/facts/grade.ts';
import { MOVE_STATES, RELIABILITY_GRADES } from '../../../server/model.ts';

describe('gradeOf', () => {
  it.each([
    ['A', 'actual', 3],
    ['C', 'actual', 3],
    ['B', 'planned', 4],
    ['A', 'rumoured', 4],
    ['D', 'actual', 4],
    ['E', 'actual', 4],
    ['F', 'actual', 6],
    ['F', 'rumoured', 6],
  ] as const)('grades a source %s and a move that is %s as %i', (reliability, state, digit) => {
    expect(gradeOf({ state, document: { reliability } })).toEqual({ letter: reliability, digit });
  });

  it('never says confirmed or probable of one source', () => {
    const digits = RELIABILITY_GRADES.flatMap((reliability) =>
      MOVE_STATES.map((state) => gradeOf({ state, document: { reliability } }).digit),
    );
    expect(Math.min(...digits)).toBe(3);
  });
});
