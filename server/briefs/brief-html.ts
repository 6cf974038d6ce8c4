import { html, joinMarkup, type Markup } from '../http/html.ts';
import { type BriefView, type LineView, type SectionView, viewBrief } from './brief-view.ts';
import type { SharedBrief } from './redact-brief.ts';

/** The look of the printed page, for a file that stands alone: no script, nothing loaded from anywhere. */
const STYLE = `
@page { size: A4; margin: 11mm 13mm 12mm; }
body { font: 14px/1.5 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; color: #111; }
header { border-top: 3px solid; border-bottom: 1px solid; padding: .5rem 0; } h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: .95rem; border-bottom: 1px solid #777; margin: .7rem 0 .2rem; break-after: avoid; } ul { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: 1.6rem 1fr auto; gap: 0 .5rem; padding: .2rem 0; border-bottom: 1px solid #ddd; }
.lab { border: 1px solid; text-align: center; font-size: .75rem; height: 1.3rem; } .fact { background: #111; color: #fff; } .assumption { border-style: dashed; }
.meta, .share { font-size: .8rem; color: #555; } .cols { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; } section { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; font-size: .8rem; } th, td { border: 1px solid #bbb; padding: .2rem .4rem; text-align: left; vertical-align: top; } tr { break-inside: avoid; }
sup { font-size: .7em; } .sheet { break-before: page; }
@media print { body { font-size: 12px; margin: 0; padding: 0; max-width: none; } .lab { print-color-adjust: exact; } }
@media (max-width: 44rem) { .cols { display: block; } }`;

/** @returns the brief as one HTML file, made of what its audience may have alone. */
export function writeHtml(brief: SharedBrief): string {
  const view = viewBrief(brief);
  const page = html`<!doctype html>
<html lang="${brief.lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${view.title}</title><style>`;
  const head = html`</style></head><body><header><h1>${view.title}</h1><p class="meta"><b>TLP:${view.tlp}</b> · ${view.audience}</p><p class="meta">${view.header.map(({ name, value }) => `${name} ${value}`).join(' · ')}</p></header>`;
  const first = html`${writeSections(view.read, view)}<div class="cols">${writeSections(view.middle, view)}</div>${writeSections(view.last, view)}<p class="meta">${view.legend.map(({ word }) => word).join(' · ')}</p>`;
  const second = html`<div class="sheet"><div class="cols">${writeSections(view.rest, view)}</div>${writeEvidence(view)}<section><h2>B ${view.withheldTitle}</h2><p>${view.withheld}</p></section></div></body></html>`;
  return `${page}${STYLE}${head}\n${first}\n${second}\n`;
}

function writeSections(sections: readonly SectionView[], view: BriefView): Markup {
  return joinMarkup(
    sections.map(({ no, title, lines }) => {
      const rows = lines.length > 0 ? joinMarkup(lines.map(writeLine)) : html`<li><span></span>${view.none}</li>`;
      return html`<section><h2>${no} ${title}</h2><ul>${rows}</ul></section>\n`;
    }),
  );
}

function writeLine({ label, labelWord, text, tags, column, cites, shareWord }: LineView): Markup {
  const side = column ? html`<b>${column}</b> ` : '';
  const marks = tags.map((tag) => `[${tag}]`).join(' ');
  const links = joinMarkup(cites.map((number) => html`<sup><a href="#e${number}">${number}</a></sup>`));
  return html`<li><span class="lab ${label}">${labelWord}</span><span>${side}${text} ${marks}${links}</span><span class="share">${shareWord}</span></li>`;
}

function writeEvidence({ evidence, evidenceTitle, evidenceHead }: BriefView): Markup {
  const head = joinMarkup(evidenceHead.map((word) => html`<th scope="col">${word}</th>`));
  const rows = evidence.map(({ number, exact, language, grade, sourceName, publishedWord, tlp, url }) => {
    const isLink = url !== null && /^https?:\/\//.test(url);
    const source = isLink ? html`<a href="${url}">${sourceName}</a>` : html`${sourceName}`;
    return html`<tr id="e${number}"><td>${number}</td><td lang="${language}">${exact}</td><td>${grade.letter}${grade.digit}</td><td>${source}</td><td>${publishedWord}</td><td>TLP:${tlp}</td></tr>`;
  });
  return html`<section><h2>A ${evidenceTitle}</h2></section><table><thead><tr>${head}</tr></thead><tbody>${joinMarkup(rows)}</tbody></table>`;
}
