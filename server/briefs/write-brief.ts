import { createHash } from 'node:crypto';
import { writeDocx } from './brief-docx.ts';
import { writeHtml } from './brief-html.ts';
import { writeMarkdown } from './brief-markdown.ts';
import type { SharedBrief } from './redact-brief.ts';

export const BRIEF_FORMATS = ['docx', 'md', 'json', 'html'] as const;
export type BriefFormat = (typeof BRIEF_FORMATS)[number];

export interface BriefFile {
  /** Names no account: files travel further than their content. */
  fileName: string;
  type: string;
  bytes: Buffer;
  sha256: string;
}

const TYPES: Record<BriefFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** @returns a brief as a file, made of what its audience may have alone. */
export async function writeBrief(brief: SharedBrief, format: BriefFormat): Promise<BriefFile> {
  const bytes = await toBytes(brief, format);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    fileName: `brief-${brief.id}-v${brief.version}-${brief.audience}.${format}`,
    type: TYPES[format],
    bytes,
    sha256,
  };
}

async function toBytes(brief: SharedBrief, format: BriefFormat): Promise<Buffer> {
  if (format === 'docx') return writeDocx(brief);
  const writers = { md: writeMarkdown, html: writeHtml, json: writeJson };
  return Buffer.from(writers[format](brief));
}

const writeJson = (brief: SharedBrief): string => `${JSON.stringify(brief, null, 2)}\n`;
