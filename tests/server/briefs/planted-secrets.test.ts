import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBriefVocabulary } from '../../../server/briefs/brief-input.ts';
import { redactBrief } from '../../../server/briefs/redact-brief.ts';
import { BRIEF_FORMATS, writeBrief } from '../../../server/briefs/write-brief.ts';
import { AUDIENCES, type Audience } from '../../../server/facts/brief-types.ts';
import { TLP_LABELS } from '../../../server/model.ts';
import { openReviewSite, type ReviewSite } from '../../helpers/review-site.ts';
import { makeTempFolder } from '../../helpers/temp-folder.ts';
import { unzipAll } from '../../helpers/unzip.ts';

/** A word that only the document of one class holds, in one kind of place. */
const secret = (kind: string, rank: number): string => `Zq${kind}${rank}qZ`;
const SECRET = /Zq([a-z]+)(\d)qZ/g;
const LIMIT: Record<Audience, number> = { customer: 0, partner: 1, internal: 3 };

/** The fourth class tells the same event as the first: that must not take the line from readers of the first. */
const PRODUCTS = ['对象存储', '大数据产品', '云数据库', '对象存储', '内容分发网络'];

const folder = makeTempFolder();
let site: ReviewSite;
let id: string;

/** Secrets in text, table cells, title, author, a person's name, the address and the file's name; then in a reviewer's note. */
beforeAll(async () => {
  site = openReviewSite(folder, 'planted.db', 'RED');
  for (const [rank, tlp] of TLP_LABELS.entries()) {
    const at = (kind: string): string => secret(kind, rank);
    const text = [
      `${2015 + rank}年3月，快手把直播业务从阿里云迁移到华为云上，是因为价格更低，代号${at('text')}。`,
      `2024年${9 - 2 * (rank % 3)}月，腾讯云宣布${PRODUCTS[rank]}降价，代号${at('ours')}。`,
      `2024年${8 - 2 * (rank % 3)}月，华为云宣布${PRODUCTS[rank]}降价，代号${at('theirs')}。`,
      `快手的架构师${at('person')}每年在华为云花费两亿元。`,
      '',
      '| 项目 | 华为云 | 腾讯云 |',
      '|---|---|---|',
      `| 折扣 | 大客户平均折扣6折${at('cell')} | 大客户平均折扣5折${at('cell')} |`,
    ].join('\n');
    const url = `https://example.org/${at('address')}`;
    const head = { tlp, title: at('title'), author: at('author'), url, date: `2024-10-2${rank}` };
    site.importArticle(at('file'), text, head);
  }
  for (const { moveId, document } of site.queue()) {
    const rank = TLP_LABELS.indexOf(document.tlp);
    await site.send('/review/decisions', { action: 'confirm', move: moveId, note: secret('note', rank) });
  }
  const { headers } = await site.send('/briefs', { account: 'kuaishou', incumbent: 'huawei', us: 'tencent' });
  id = String(headers.location).split('/').pop() ?? '';
});
afterAll(() => site.close());

async function listRenderings(audience: Audience): Promise<Record<string, string>> {
  const kept = site.store.findBrief(site.viewer, id);
  if (!kept) throw new Error('not kept');
  const copy = { id, version: kept.version, body: kept.body };
  const found: Record<string, string> = {};
  for (const lang of ['zh', 'en'] as const) {
    const brief = redactBrief(copy, audience, lang, getBriefVocabulary(site.store));
    for (const format of BRIEF_FORMATS) {
      const { bytes, fileName } = await writeBrief(brief, format);
      found[`${format} ${lang}`] = fileName + (format === 'docx' ? await unzipAll(bytes) : bytes.toString('utf8'));
    }
    found[`page ${lang}`] = (await request(site.app).get(`/briefs/${id}?audience=${audience}&lang=${lang}`)).text;
  }
  found.twin = (await request(site.app).get(`/briefs/${id}.json?audience=${audience}`)).text;
  return found;
}

describe.each(AUDIENCES)('secrets planted in documents of each class, in what %s readers get', (audience) => {
  it('are there for a class that they may read alone', async () => {
    const seen = new Set<string>();
    for (const [name, words] of Object.entries(await listRenderings(audience))) {
      for (const [found, kind = '', rank] of words.matchAll(SECRET)) {
        expect(Number(rank), `${name}: ${found}`).toBeLessThanOrEqual(LIMIT[audience]);
        expect(['file', 'note'], `${name}: ${found}`).not.toContain(kind);
        if (audience !== 'internal') expect(['text', 'person', 'title', 'author', 'cell'], name).not.toContain(kind);
        seen.add(found);
      }
      if (audience !== 'internal') expect(words, name).not.toMatch(/快手|kuaishou/i);
    }
    if (audience === 'internal') expect(seen).toContain(secret('text', 3));
    expect(seen).toContain(secret('ours', 0));
  });
});
