import { describe, expect, it } from 'vitest';
import { docx } from '../../../importers/formats/docx.ts';
import type { RawFile } from '../../../importers/formats/format.ts';
import { makeZip } from '../../helpers/zip-file.ts';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const MATH = 'http://schemas.openxmlformats.org/officeDocument/2006/math';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

async function read(paragraph: string): Promise<string> {
  const bytes = makeZip([
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<w:document xmlns:w="${WORD}" xmlns:m="${MATH}"><w:body><w:p>${paragraph}</w:p></w:body></w:document>`,
    },
  ]);
  const file: RawFile = { path: 'memo.docx', name: 'memo.docx', text: '', bytes };
  const [item] = await docx.parse(file, { pages: [], from: 0 });
  return (item as unknown as { document: { body: string } }).document.body.trim();
}

const run = (words: string): string => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;

describe('words that Word wraps', () => {
  it.each([
    [
      'a field',
      `${run('乙云于')}<w:fldSimple w:instr=" DATE \\@ &quot;yyyy&quot; ">${run('2024年5月')}</w:fldSimple>${run('降价')}`,
    ],
    [
      'a field in a field',
      `${run('乙云于')}<w:fldSimple w:instr="A"><w:fldSimple w:instr="B">${run('2024年5月')}</w:fldSimple></w:fldSimple>${run('降价')}`,
    ],
    [
      'one direction',
      `${run('乙云于')}<w:bdo w:val="ltr"><w:dir w:val="ltr">${run('2024年5月')}</w:dir></w:bdo>${run('降价')}`,
    ],
    [
      'a tracked insertion',
      `${run('乙云于')}<w:ins w:id="1">${run('2024年5月')}</w:ins><w:del w:id="2"><w:r><w:delText>四月</w:delText></w:r></w:del>${run('降价')}`,
    ],
    ['a smart tag', `${run('乙云于')}<w:smartTag w:element="date">${run('2024年5月')}</w:smartTag>${run('降价')}`],
    [
      'a content control',
      `${run('乙云于')}<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>${run('2024年5月')}</w:sdtContent></w:sdt>${run('降价')}`,
    ],
    [
      'ruby',
      `${run('乙云于2024年5月')}<w:r><w:ruby><w:rubyPr/><w:rt>${run('jiàngjià')}</w:rt><w:rubyBase>${run('降价')}</w:rubyBase></w:ruby></w:r>`,
    ],
    ['an empty field', `${run('乙云于2024年5月')}<w:fldSimple w:instr="A"/>${run('降价')}`],
  ])('stay in their sentence: %s', async (_, paragraph) => {
    expect(await read(paragraph)).toBe('乙云于2024年5月降价');
  });

  it('keep the figures of a formula', async () => {
    const formula = '<m:oMath><m:r><m:t>30%</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num></m:f></m:oMath>';
    expect(await read(`${run('毛利率约为')}${formula}`)).toBe('毛利率约为30%a');
  });
});
