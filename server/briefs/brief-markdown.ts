import { headerOf, LABELS, lineWords, titleOf, withheldOf } from './brief-labels.ts';
import type { SharedBrief } from './redact-brief.ts';

/** Source text is words, never markup. */
const escapeText = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&').replace(/\s+/g, ' ');

/** @returns the brief as Markdown, made of what the audience may have alone. */
export function writeMarkdown(brief: SharedBrief): string {
  const words = LABELS[brief.lang];
  const lines = [`# ${escapeText(titleOf(brief))}`, '', `**TLP:${brief.tlp}** · ${words.audience[brief.audience]}`, ''];
  lines.push(
    headerOf(brief)
      .map(([name, value]) => `${name} ${escapeText(value)}`)
      .join(' · '),
    '',
  );
  for (const { no, title, lines: own } of brief.sections) {
    lines.push(`## ${no}. ${title}`, '');
    for (const line of own) {
      const cites = line.cites.map((number) => `[${number}]`).join('');
      lines.push(
        `- **${words.label[line.label]}** ${escapeText(lineWords(line, brief.lang))} ${cites} — ${words.share[line.share]}`,
      );
    }
    if (own.length === 0) lines.push(`- ${words.none}`);
    lines.push('');
  }
  lines.push(`## A. ${words.evidence}`, '', `| ${words.evidenceHead.join(' | ')} |`, `|${'---|'.repeat(6)}`);
  for (const { number, exact, grade, sourceName, published, tlp, url } of brief.evidence) {
    const source = url
      ? `[${escapeText(sourceName)}](<${encodeURI(url).replace(/[<>]/g, '')}>)`
      : escapeText(sourceName);
    lines.push(
      `| ${number} | ${escapeText(exact)} | ${grade.letter}${grade.digit} | ${source} | ${published ?? words.unknown} | TLP:${tlp} |`,
    );
  }
  return [...lines, '', `## B. ${words.withheld}`, '', withheldOf(brief), ''].join('\n');
}
