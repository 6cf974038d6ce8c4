import fc from 'fast-check';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBriefVocabulary } from '../../../server/briefs/brief-input.ts';
import { buildLine } from '../../../server/briefs/brief-line.ts';
import { redactBrief } from '../../../server/briefs/redact-brief.ts';
import { BRIEF_FORMATS, type BriefFormat, writeBrief } from '../../../server/briefs/write-brief.ts';
import {
  AUDIENCES,
  type Audience,
  BRIEF_SECTIONS,
  type BriefBody,
  type BriefEvidence,
  type BriefLine,
  type BriefVocabulary,
} from '../../../server/facts/brief-types.ts';
import { TLP_LABELS, type Tlp } from '../../../server/model.ts';
import { type AccountBase, openAccountBase } from '../../helpers/account-base.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';
import { unzipAll } from '../../helpers/unzip.ts';

const folder = makeTempFolder();
let base: AccountBase;
let vocabulary: BriefVocabulary;
beforeAll(() => {
  base = openAccountBase(folder, [{ name: 'a', text: '阿里云降价。' }]);
  vocabulary = getBriefVocabulary(base.store);
});
afterAll(() => base.close());

const rank = (label: Tlp): number => TLP_LABELS.indexOf(label);
/** No secret is the beginning of another. */
const secret = (kind: string, place: string): string => `Zq${kind}${place}qZ`;

interface Plan {
  section: BriefLine['section'];
  label: BriefLine['label'];
  isNaming: boolean;
  isDropped: boolean;
  classes: Tlp[];
}

const planArb: fc.Arbitrary<Plan> = fc.record({
  section: fc.constantFrom(...BRIEF_SECTIONS),
  label: fc.constantFrom('fact' as const, 'inference' as const, 'assumption' as const),
  isNaming: fc.boolean(),
  isDropped: fc.boolean(),
  classes: fc.array(fc.constantFrom<Tlp>('CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT'), { maxLength: 3 }),
});

function makeEvidence(place: string, tlp: Tlp, index: number): BriefEvidence {
  return {
    documentId: secret('document', place),
    exact: secret('exact', place),
    ...{ start: index * 10, end: index * 10 + 5, title: secret('title', place), language: 'zh', tlp },
    url: `https://example.com/${secret('url', place)}`,
    fileName: secret('file', place),
    sourceName: secret('source', place),
    sourceNameEn: secret('sourceEn', place),
    published: '2024-01-02',
    grade: { letter: 'C', digit: 3 } as BriefEvidence['grade'],
    fact: {
      kind: 'move',
      vendorId: secret('vendor', place),
      subject: secret('subject', place),
      value: secret('value', place),
      known: [secret('known', place)],
    },
  };
}

function makeLine({ section, label, isNaming, isDropped, classes }: Plan, index: number): BriefLine {
  const text = { zh: secret('zh', `${index}`), en: secret('en', `${index}`) };
  const evidence = classes.map((tlp, i) => makeEvidence(`${index}x${i}`, tlp, i));
  const line = buildLine(
    { section, label, text, evidence },
    { vocabulary, isNaming: () => isNaming, linkOf: () => undefined },
  );
  return { ...line, isDropped };
}

const bodyOf = (lines: BriefLine[]): BriefBody => ({
  kind: 'account',
  ...{
    accountId: 'ZqaccountIdqZ',
    accountName: 'ZqaccountqZ',
    incumbentId: 'ZqinIdqZ',
    usId: 'us',
    asOf: '2025-01-01',
  },
  incumbentName: { zh: 'ZqincumbentqZ', en: 'ZqincumbentqZ' },
  usName: { zh: '我方', en: 'us' },
  ...{ baseAsOf: '2025-01-01', expires: '2025-01-31', owner: 'ZqownerqZ', lines },
});

/** What may stand in a rendering, worked out apart from the product. */
function isAllowed(plan: Plan, audience: Audience): boolean {
  const floor = vocabulary.sections.find(({ id }) => id === plan.section)?.floor ?? 'RED';
  const own: Tlp = plan.label === 'fact' ? 'CLEAR' : 'AMBER+STRICT';
  const strictest = Math.max(...[floor, own, ...plan.classes].map(rank));
  const limit = rank(audience === 'internal' ? 'AMBER+STRICT' : audience === 'partner' ? 'GREEN' : 'CLEAR');
  return !plan.isDropped && strictest <= limit && (audience === 'internal' || !plan.isNaming);
}

async function render(lines: BriefLine[], audience: Audience, format: BriefFormat): Promise<string> {
  const brief = redactBrief({ id: 'b1', version: 1, body: bodyOf(lines) }, audience, 'zh', vocabulary);
  const file = await writeBrief(brief, format);
  return file.fileName + (format === 'docx' ? await unzipAll(file.bytes) : file.bytes.toString('utf8'));
}

const NEVER_OUTSIDE =
  /Zq(?:accountId|account|incumbent|inId|owner)qZ|Zq(?:document|title|file|vendor|subject|value|en)\d/;

describe.each(AUDIENCES)('a rendering for %s', (audience) => {
  it.each(BRIEF_FORMATS)('as %s holds no secret of a line that is not its own', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(planArb, { maxLength: 8 }), async (plans) => {
        const bytes = await render(plans.map(makeLine), audience, format);
        plans.forEach((plan, index) => {
          const found = bytes.match(new RegExp(`Zq[a-zA-Z]+${index}(?:x\\d)?qZ`, 'g')) ?? [];
          if (!isAllowed(plan, audience)) expect(found).toEqual([]);
          else expect(found).toContain(secret('zh', `${index}`));
        });
        if (audience !== 'internal') expect(bytes).not.toMatch(NEVER_OUTSIDE);
      }),
      { numRuns: format === 'docx' ? 25 : 100 },
    );
  });

  it('says how many lines it withholds and why, and nothing else of them', async () => {
    const plan: Plan = { section: 'since', label: 'fact', isNaming: false, isDropped: false, classes: ['CLEAR'] };
    const plans: Plan[] = [plan, { ...plan, classes: ['AMBER+STRICT'] }, { ...plan, isNaming: true }];
    const text = await render(plans.map(makeLine), audience, 'md');
    expect(text).toContain(audience === 'internal' ? '没有略去的行' : '2 行：密级更严 1，点名客户或个人 1');
  });
});

describe('a Word file', () => {
  it('reads back in another library, line by line, with its evidence', async () => {
    const plan: Plan = {
      section: 'loss',
      label: 'fact',
      isNaming: true,
      isDropped: false,
      classes: ['AMBER', 'CLEAR'],
    };
    const brief = redactBrief(
      { id: 'b1', version: 2, body: bodyOf([makeLine(plan, 0)]) },
      'internal',
      'zh',
      vocabulary,
    );
    const { bytes } = await writeBrief(brief, 'docx');
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    for (const words of [
      secret('zh', '0'),
      secret('exact', '0x0'),
      secret('exact', '0x1'),
      '[1][2]',
      'TLP:AMBER',
      'b1 v2',
    ])
      expect(value).toContain(words);
  });
});
