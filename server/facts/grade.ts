import type { Credibility, FigureState, MoveState, Reliability } from '../model.ts';

/** Admiralty code of one statement: letter of its source, digit of the statement itself. */
export interface Grade {
  letter: Reliability;
  digit: Credibility;
}

interface Graded {
  state: MoveState | FigureState;
  document: { reliability: Reliability };
}

/**
 * Grades a statement that rests on one document. 1 and 2 need an independent second source, so they are never given here.
 * How sure the reading is (`confidence`) does not count: it says nothing about the event.
 * @returns 6 from a source that cannot be judged, 4 for plans, targets, estimates, hearsay and weak sources, else 3.
 */
export function gradeOf({ state, document }: Graded): Grade {
  const letter = document.reliability;
  if (letter === 'F') return { letter, digit: 6 };
  const doubtful = state !== 'actual' || letter === 'D' || letter === 'E';
  return { letter, digit: doubtful ? 4 : 3 };
}
