import { readFileSync } from 'node:fs';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCardInput } from '../../../server/briefs/battlecard-input.ts';
import { buildBattlecard } from '../../../server/briefs/build-battlecard.ts';
import { listUncited } from '../../../server/briefs/redact-brief.ts';
import { BRIEF_FORMATS } from '../../../server/briefs/write-brief.ts';
import type { BriefBody, BriefSection } from '../../../server/facts/brief-types.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { runCommand } from '../../helpers/run-command.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';
import { unzipAll } from '../../helpers/unzip.ts';

/** What the texts say, in our own words; the last is kept closer. */
const OPEN = [
  '去年，快手的直播业务从阿里云迁移到华为云上，是因为价格更低。',
  '美团已准备将大数据从华为云迁移到腾讯云上，因故障不断。',
  '2021年，滴滴把数据库从华为云迁移到腾讯云上。',
].join('\n');
const CLOSE = '去年，哈啰的数据库从AWS迁移到华为云上，是因为太贵。';

const folder = makeTempFolder();
let site: ReviewSite;
beforeAll(() => {
  site = openReviewSite(folder, 'card.db');
  site.importArticle('open', OPEN, { date: '2023-05-10', tlp: 'CLEAR' });
  site.importArticle('close', CLOSE, { date: '2023-06-10', tlp: 'AMBER+STRICT' });
});
afterAll(() => site.close());

function build(vendorId: string, usId = 'tencent'): BriefBody {
  const given = { vendorId, usId, owner: 'local', asOf: '2023-07-01' };
  return buildBattlecard(loadCardInput(site.store, site.viewer, given));
}
const wordsOf = (body: BriefBody, section: BriefSection): string[] =>
  body.lines.filter((line) => line.section === section).map(({ text }) => text.zh);
const get = (path: string) => request(site.app).get(path);

describe('a battlecard', () => {
  it('says when they win, when we win, and one thing to say', () => {
    const body = build('huawei');
    expect(wordsOf(body, 'strong')).toEqual([expect.stringMatching(/^价格（2 次/)]);
    expect(wordsOf(body, 'loss')).toEqual([
      expect.stringMatching(/^客户在意稳定与服务（1 次/),
      expect.stringMatching(/^1 次离开或打算离开，来源没有说原因/),
    ]);
    expect(wordsOf(body, 'read')[0]).toContain('把出过的事故和改进摊开讲');
    expect(wordsOf(body, 'read')[1]).toContain('华为云得 2 次、失 1 次');
    expect(wordsOf(body, 'unknown')[0]).toContain('腾讯云与华为云之间直接的换云：2 次');
  });

  it('cites every line that is no assumption, and shares none looser than its evidence', () => {
    const body = build('huawei');
    expect(listUncited(body)).toEqual([]);
    expect(body.lines.filter(({ evidence }) => evidence.length > 0).length).toBeGreaterThan(5);
    const strict = body.lines.filter(({ evidence }) => evidence.some(({ tlp }) => tlp === 'AMBER+STRICT'));
    expect(strict.length).toBeGreaterThan(0);
    expect(strict.filter(({ share }) => share !== 'AMBER+STRICT')).toEqual([]);
  });

  it('names no account in its own words', () => {
    const words = build('huawei').lines.map(({ text }) => text.zh + text.en);
    expect(words.filter((text) => /快手|美团|滴滴|哈啰|Kuaishou|Meituan/.test(text))).toEqual([]);
  });

  it('says of a vendor without switches that nothing was collected', () => {
    const body = build('baidu');
    expect(listUncited(body)).toEqual([]);
    expect(wordsOf(body, 'strong')[0]).toContain('没有采集到');
    expect(wordsOf(body, 'read')[1]).toContain('不等于没有');
  });
});

describe('its outputs', () => {
  it('opens from the page of the vendor, for one reader at a time', async () => {
    expect((await get('/vendors/huawei')).text).toContain('/vendors/huawei/battlecard');
    expect((await get('/vendors/huawei/battlecard')).text).toContain('快手的直播业务');
    expect((await get('/vendors/huawei/battlecard.json')).body.brief.evidence).not.toHaveLength(0);
    expect((await get('/vendors/none-such/battlecard')).status).toBe(404);
  });

  it.each(BRIEF_FORMATS)('tells readers outside no account and no closer source, as %s', async (format) => {
    for (const audience of ['partner', 'customer']) {
      const path = `/vendors/huawei/battlecard/file?us=tencent&audience=${audience}&format=${format}`;
      const { status, body, headers } = await get(path).buffer(true).parse(collect);
      expect(status).toBe(200);
      expect(headers['content-disposition']).toBe(`attachment; filename="brief-battlecard-v0-${audience}.${format}"`);
      const text = format === 'docx' ? await unzipAll(body) : body.toString('utf8');
      expect(text).toContain('腾讯云');
      expect(text).not.toMatch(/快手|美团|滴滴|哈啰|open\.md|close\.md/);
    }
  });

  it('comes from the command line', () => {
    const out = folder.at('card.md');
    const args = ['battlecard', '--vendor', '华为云', '--us', 'tencent', '--format', 'md', '--out', out];
    const { status, stderr } = runCommand('server/commands/export.ts', [...args, '--db', folder.at('card.db')], {});
    expect(stderr).toContain('internal');
    expect(status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('他们赢的时候');
  });
});

describe('the page of a vendor', () => {
  it('shows whom it won from and lost to, each change with its sentence', async () => {
    const { body } = await get('/vendors/huawei.json');
    expect(body.switches.balance).toMatchObject({ won: 2, lost: 1 });
    expect(body.switches.rows.map(({ account }: { account: { name: string } }) => account.name).sort()).toEqual(
      ['哈啰', '快手', '滴滴', '美团'].sort(),
    );
    expect((await get('/vendors/huawei')).text).toContain('id="switches"');
  });
});

/** The bytes of an answer, whatever its type. */
function collect(response: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const stream = response as unknown as NodeJS.ReadableStream;
  const parts: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => parts.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
