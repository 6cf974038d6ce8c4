import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from '../../server/errors.ts';

/** One labelled article: what a careful analyst would file. */
const labelSchema = z.object({
  slug: z.string(),
  accounts: z.array(z.string()).default([]),
  moves: z.array(
    z.object({ vendor: z.string(), type: z.string(), date: z.string(), evidence: z.string(), importance: z.number() }),
  ),
  figures: z
    .array(z.object({ vendor: z.string(), value: z.number(), unit: z.string(), evidence: z.string() }))
    .default([]),
});
export type Label = z.infer<typeof labelSchema>;

/** @throws AppError BROKEN_FORMAT with file and line. */
export function readLabels(path: string): Label[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const parsed = labelSchema.safeParse(JSON.parse(line));
      if (parsed.success) return [parsed.data];
      const issue = parsed.error.issues[0];
      throw new AppError('BROKEN_FORMAT', `${path}:${index + 1}: ${issue?.path.join('.')}: ${issue?.message}`);
    });
}
