import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRandom } from './make-articles.ts';
import { ENGINES } from './search-engines.ts';

/** One engine, measured in a process of its own so that its memory is its own. Arguments: engine, base, own file, articles. */
const [name, basePath, ownPath, articles] = process.argv.slice(2) as [string, string, string, string];

/** What people type, mostly a name and a word; hardly two queries are alike. */
const NAMES = [
  '阿里云',
  'AWS',
  '腾讯云',
  '微软云',
  'Volcengine',
  '谷歌云',
  '华为云',
  'azure',
  '騰訊雲',
  'huoshan yinqing',
  '百度智能云',
  '金山云',
];
const WORDS = [
  '降价',
  '裁员',
  '伙伴',
  '豆包',
  '客户',
  '数据中心',
  '折扣',
  '大模型',
  '价格',
  '为什么客户离开',
  '营收 增长',
  '可用区',
  '代理商',
  '2024',
  'GPU',
  '汽车',
  '',
];
const ALONE = [
  '券',
  '储瑞松',
  '大模型 价格 客户',
  '为什么客户离开AWS',
  '数据库 迁移',
  '谁接替了',
  '云厂商 财报',
  '出海 游戏',
];
const QUERIES = 300;
const NANOSECONDS = 1e6;

const bare = process.memoryUsage().rss;
const opened = performance.now();
const open = ENGINES[name];
if (!open) throw new Error(`${name} is no engine`);
const engine = await open({ basePath, ownPath, count: Number(articles) });
const built = performance.now();
await engine.answer('阿里云');
const first = performance.now();

const delay = monitorEventLoopDelay({ resolution: 1 });
const random = createRandom(11);
const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
const times: number[] = [];
let found = 0;
delay.enable();
for (let i = 0; i < QUERIES; i++) {
  const text = random() < 0.2 ? pick(ALONE) : `${pick(NAMES)} ${pick(WORDS)}`.trim();
  const start = performance.now();
  if ((await engine.answer(text)) > 0) found++;
  times.push(performance.now() - start);
  await new Promise((resolve) => setImmediate(resolve));
}
delay.disable();
times.sort((a, b) => a - b);

const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
console.log(
  [
    name.padEnd(25),
    `ready ${((built - opened) / 1000).toFixed(1)} s, first answer ${(first - built).toFixed(0)} ms`,
    `file ${(engine.size() / 1e6).toFixed(0)} MB, resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB (${(bare / 1e6).toFixed(0)} of the bare process)`,
    `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} ms`,
    `main loop stalled ${(delay.max / NANOSECONDS).toFixed(0)} ms`,
    `answered ${Math.round((100 * found) / QUERIES)} %`,
  ].join(' | '),
);
await engine.close();
