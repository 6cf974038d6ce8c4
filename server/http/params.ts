import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Words of a complaint are the wanted form itself, so that they read the same in both languages. */
const FORMS = { vendor: 'a-z 0-9 -', document: 'A-Z a-z 0-9 _ -', month: 'YYYY-MM', year: 'YYYY', page: '1–1000' };
/** Said of a value that was not given at all. */
const MISSING = '必填 · required';

export const vendorId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, FORMS.vendor);
export const sourceId = vendorId;
export const moveTypeId = z.string().regex(/^[a-z][a-z_-]{0,39}$/, 'a-z _ -');
export const documentId = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/, FORMS.document);
export const month = z.string().regex(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/, FORMS.month);
export const year = z.string().regex(/^(?:19|20)\d\d$/, FORMS.year);
export const page = z
  .string()
  .regex(/^\d{1,4}$/, FORMS.page)
  .transform(Number)
  .refine((n) => n >= 1 && n <= 1000, FORMS.page)
  .default(1);
export const offset = z
  .string()
  .regex(/^\d{1,9}$/, '0–999999999')
  .transform(Number);

/** A value given several times or with commas, such as ?vendor=a&vendor=b or ?vendor=a,b; at most 40. */
export function listOf<T extends z.ZodType<string, string>>(item: T) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) =>
      [...new Set([given].flat().flatMap((value) => value.split(',')))].filter((value) => value !== ''),
    )
    .pipe(z.array(item).max(40, '≤ 40'))
    .default([]);
}

/**
 * Checks path and query together; a field sent empty by a form counts as absent.
 * @throws AppError BAD_PARAMETER naming the field and the form it should have.
 */
export function readParams<T>(schema: z.ZodType<T>, given: Record<string, unknown>): T {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const result = schema.safeParse(filled);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0] ?? 'query');
  const isMissing = issue?.path.length === 1 && !(name in filled);
  throw new AppError('BAD_PARAMETER', `${name}: ${isMissing ? MISSING : (issue?.message ?? '')}`);
}

/** @returns an address of this site with the parameters that are set, in the order given. */
export function hrefOf(
  path: string,
  query: Record<string, string | number | readonly string[] | null | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined) continue;
    for (const one of [value].flat()) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** @returns the given address when it is a path of this site, else `/`: no other host, scheme or backslash. */
export function localPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > 2000) return '/';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  return /^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(given) ? given : '/';
}
