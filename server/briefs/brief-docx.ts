import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { headerOf, LABELS, lineWords, titleOf, withheldOf } from './brief-labels.ts';
import type { SharedBrief, SharedEvidence, SharedLine } from './redact-brief.ts';

/** Twentieths of a point; A4 with the margins of the print style. */
const PAGE = { size: { width: 11906, height: 16838 }, margin: { top: 624, bottom: 680, left: 737, right: 737 } };
const SANS = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'Microsoft YaHei' };
const SERIF = { ascii: 'Georgia', hAnsi: 'Georgia', eastAsia: 'SimSun' };
const COLUMN_SHARES = [5, 47, 8, 14, 12, 14];

/** @returns a Word file made of what the audience may have alone; its properties name nobody. */
export async function writeDocx(brief: SharedBrief): Promise<Buffer> {
  const title = titleOf(brief);
  const document = new Document({
    title,
    creator: '知彼 Zhibi',
    lastModifiedBy: '知彼 Zhibi',
    description: `TLP:${brief.tlp}`,
    styles: { default: { document: { run: { font: SANS, size: 20 } } } },
    sections: [
      { properties: { page: PAGE }, footers: { default: buildFooter(brief) }, children: buildBody(brief, title) },
    ],
  });
  return Packer.toBuffer(document);
}

function buildBody(brief: SharedBrief, title: string): (Paragraph | Table)[] {
  const words = LABELS[brief.lang];
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun({ text: title, bold: true })] }),
    new Paragraph({
      children: [
        new TextRun({ text: `TLP:${brief.tlp}`, bold: true }),
        new TextRun(` · ${words.audience[brief.audience]}`),
      ],
    }),
    new Paragraph({
      children: [
        new TextRun({
          text: headerOf(brief)
            .map((row) => row.join(' '))
            .join(' · '),
          size: 18,
        }),
      ],
    }),
    ...brief.sections.flatMap(({ no, title: name, lines }) => [
      new Paragraph({
        heading: HeadingLevel.HEADING_2,
        keepNext: true,
        spacing: { before: 160 },
        children: [new TextRun({ text: `${no}  ${name}`, bold: true })],
      }),
      ...(lines.length > 0 ? lines.map((line) => buildLineParagraph(line, brief)) : [new Paragraph(words.none)]),
    ]),
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      pageBreakBefore: true,
      children: [new TextRun({ text: `A  ${words.evidence}`, bold: true })],
    }),
    buildEvidenceTable(brief),
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      spacing: { before: 160 },
      children: [new TextRun({ text: `B  ${words.withheld}`, bold: true })],
    }),
    new Paragraph(withheldOf(brief)),
  ];
}

function buildLineParagraph(line: SharedLine, { lang }: SharedBrief): Paragraph {
  const words = LABELS[lang];
  return new Paragraph({
    spacing: { after: 40 },
    indent: { left: 420, hanging: 420 },
    children: [
      new TextRun({ text: `${words.label[line.label]}  `, bold: true }),
      new TextRun(lineWords(line, lang)),
      new TextRun({ text: line.cites.map((number) => `[${number}]`).join(''), superScript: true }),
      new TextRun({ text: `  ${words.share[line.share]}`, size: 16, color: '666666' }),
    ],
  });
}

function buildEvidenceTable({ evidence, lang }: SharedBrief): Table {
  const head = LABELS[lang].evidenceHead.map((text) => buildCell([new TextRun({ text, bold: true, size: 18 })]));
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: COLUMN_SHARES.map((share) => share * 104),
    rows: [new TableRow({ tableHeader: true, children: head }), ...evidence.map((item) => buildRow(item, lang))],
  });
}

function buildRow(
  { number, exact, grade, sourceName, published, tlp, url }: SharedEvidence,
  lang: SharedBrief['lang'],
): TableRow {
  const small = (text: string): TextRun => new TextRun({ text, size: 18 });
  const source = url ? new ExternalHyperlink({ link: url, children: [small(sourceName)] }) : small(sourceName);
  return new TableRow({
    cantSplit: true,
    children: [
      buildCell([small(String(number))]),
      buildCell([new TextRun({ text: exact, font: SERIF, size: 18 })]),
      buildCell([small(`${grade.letter}${grade.digit}`)]),
      buildCell([source]),
      buildCell([small(published ?? LABELS[lang].unknown)]),
      buildCell([small(`TLP:${tlp}`)]),
    ],
  });
}

function buildCell(children: (TextRun | ExternalHyperlink)[]): TableCell {
  const line = { style: BorderStyle.SINGLE, size: 2, color: 'BBBBBB' };
  return new TableCell({
    borders: { top: line, bottom: line, left: line, right: line },
    children: [new Paragraph({ children })],
  });
}

function buildFooter({ tlp, id, version }: SharedBrief): Footer {
  const runs = [
    new TextRun({ text: `TLP:${tlp} · ${id} v${version} · `, size: 16 }),
    new TextRun({ children: [PageNumber.CURRENT], size: 16 }),
  ];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: runs })] });
}
