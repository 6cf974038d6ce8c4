import type { Viewer } from '../model.ts';
import type { SearchState } from './state.ts';
import type { Suggestion } from './types.ts';

/** Names and titles for what was typed so far. */
export function suggest(_state: SearchState, _typed: string, _viewer: Viewer): Suggestion[] {
  return [];
}
