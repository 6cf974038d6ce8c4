import type { ErrorCode } from '../errors.ts';
import type { SearchIndex } from './types.ts';

/** What the thread can be asked. */
export type Asked = 'search' | 'suggest';

export interface Question {
  id: number;
  asked: Asked;
  args: Parameters<SearchIndex[Asked]>;
}

/** `failed` in place of a value: `code` of the program's own errors, else INTERNAL. */
export type Reply = { id: number; value: unknown } | { id: number; failed: { code: ErrorCode; message: string } };
