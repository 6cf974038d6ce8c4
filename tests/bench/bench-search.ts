import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../importers/run-import.ts';
import { createSearchIndex } from '../../server/search/index.ts';
import { createRandom, makeArticles } from './make-articles.ts';

const WORDS = [
  '阿里云 降价',
  'AWS 裁员',
  '腾讯云 伙伴',
  '微软云',
  'Volcengine 豆包',
  '谷歌云 客户',
  '华为云 数据中心',
  '折扣',
  '券',
  '储瑞松',
  '騰訊雲',
  'huoshan yinqing',
  '大模型 价格 客户',
  '为什么客户离开AWS',
];
const QUERIES = 200;

/** Times whole answers (total, facets, ten snippets) over a corpus of made articles. */
export async function benchSearch(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhibi-bench-'));
  try {
    const databasePath = join(folder, 'bench.db');
    const articles = join(folder, 'articles');
    mkdirSync(articles);
    for (const { name, text } of makeArticles(count)) writeFileSync(join(articles, name), text);
    runImport({ databasePath, paths: [articles], base: folder, dryRun: false });
    const opened = performance.now();
    const index = createSearchIndex(databasePath);
    await index.search({ text: '阿里云' }, { clearance: 'AMBER+STRICT', role: 'strategist' });
    const firstAnswer = performance.now() - opened;
    const times = await timeQueries(index);
    const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
    console.log(
      `search  ${count} articles: first answer ${firstAnswer.toFixed(0)} ms, p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms`,
    );
    await index.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeQueries(index: ReturnType<typeof createSearchIndex>): Promise<number[]> {
  const random = createRandom(11);
  const times: number[] = [];
  for (let i = 0; i < QUERIES; i++) {
    const text = WORDS[Math.floor(random() * WORDS.length)] as string;
    const start = performance.now();
    await index.search({ text }, { clearance: 'AMBER+STRICT', role: 'strategist' });
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}
