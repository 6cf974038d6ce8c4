import { readFileSync } from 'node:fs';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../server/errors.ts';

/**
 * Reads a YAML file and checks it against a schema.
 * @throws AppError BAD_REFERENCE_DATA with file, line and field of the first fault.
 */
export function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault)
    throw new AppError(
      'BAD_REFERENCE_DATA',
      `${path}:${fault.linePos?.[0].line ?? 1}: ${fault.message.split('\n')[0]}`,
    );
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path ?? [];
  throw new AppError(
    'BAD_REFERENCE_DATA',
    `${path}:${lineOf(document, lines, field)}: ${field.join('.') || 'file'}: ${issue?.message}`,
  );
}

/** Line of the deepest part of the path that exists. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
