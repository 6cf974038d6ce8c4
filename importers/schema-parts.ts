import { z } from 'zod';

/** Parts that the shapes of the files under data/ share. */

export const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id is lower-case letters, digits and hyphens');
export const both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export const texts = z.array(z.string().min(1)).default([]);
export const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    context.addIssue({ code: 'custom', message: `not a regular expression: ${(error as Error).message}` });
    return z.NEVER;
  }
});
