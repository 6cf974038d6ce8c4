import {
  IMPORT_OUTCOMES,
  type ImportItem,
  type ImportOutcome,
  type ImportReceipt,
} from '../server/facts/import-receipt.ts';
import type { FeedHealth } from '../server/store/feed-log.ts';
import type { UndoReceipt } from './undo-import.ts';

const WORDS = {
  en: {
    stored: 'stored',
    updated: 'updated',
    version: 'new version',
    unchanged: 'unchanged',
    duplicate: 'duplicate',
    quarantined: 'QUARANTINED',
    moves: 'moves',
    figures: 'figures',
    tables: 'tables',
    doubtful: 'cells to check',
    people: 'people',
    accounts: 'accounts',
    vendors: 'vendors',
    unread: 'not understood',
    guessed: 'dates guessed',
    number: 'number',
    date: 'date',
    cue: 'cue',
    boilerplate: 'promotional lines cut',
    receipt: 'Import',
    takeBack: 'take it back with',
    dryRun: 'Dry run: nothing was written.',
    seconds: 's',
    ok: 'feed ok',
    few: 'FEED WITH FEW ITEMS',
    empty: 'FEED EMPTY',
    failed: 'FEED FAILING',
    items: 'items',
    since: 'since',
  },
  zh: {
    stored: '已入库',
    updated: '已更新',
    version: '新版本',
    unchanged: '无变化',
    duplicate: '重复',
    quarantined: '已隔离',
    moves: '动作',
    figures: '数字',
    tables: '表格',
    doubtful: '待核验单元格',
    people: '人物',
    accounts: '客户',
    vendors: '厂商',
    unread: '未读懂',
    guessed: '日期推定',
    number: '有数字',
    date: '有时间',
    cue: '有动作词',
    boilerplate: '删去推广语',
    receipt: '导入',
    takeBack: '撤销：',
    dryRun: '试运行：没有写入任何内容。',
    seconds: '秒',
    ok: '订阅正常',
    few: '订阅条目过少',
    empty: '订阅为空',
    failed: '订阅失败',
    items: '条',
    since: '始于',
  },
} as const;
export type ReceiptLanguage = keyof typeof WORDS;

/** @returns how many items ended in each way. */
export function countOutcomes(items: readonly Pick<ImportItem, 'outcome'>[]): Record<ImportOutcome, number> {
  const totals = Object.fromEntries(IMPORT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>;
  for (const item of items) totals[item.outcome]++;
  return totals;
}

/** One line an item, with its reason, its doubts and what was not understood below it. */
export function formatItem(item: ImportItem, language: ReceiptLanguage): string {
  const words = WORDS[language];
  const counts = Object.entries(item.counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${words[kind as 'moves'] ?? kind} ${count}`)
    .join(', ');
  const place = [item.path, item.locator].filter((part) => part !== '').join(' ');
  const lines = [`${words[item.outcome]}  ${item.title || '—'}  [${place}]${counts ? `  ${counts}` : ''}`];
  if (item.reason) lines.push(`    ${item.outcome === 'quarantined' ? '✗' : '→'} ${item.reason}`);
  for (const warning of item.warnings) lines.push(`    ! ${warning}`);
  for (const { text, why } of item.unread ?? [])
    lines.push(`    ? ${shorten(text)}  (${why.map((clue) => words[clue]).join(', ')})`);
  return lines.join('\n');
}

const LONGEST_SENTENCE = 100;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_SENTENCE ? `${line.slice(0, LONGEST_SENTENCE)}…` : line;
}

export function formatSummary(receipt: ImportReceipt, language: ReceiptLanguage): string {
  const words = WORDS[language];
  const seconds = ((Date.parse(receipt.finishedAt) - Date.parse(receipt.startedAt)) / 1000).toFixed(1);
  const totals = IMPORT_OUTCOMES.map((outcome) => `${words[outcome]} ${receipt.totals[outcome]}`).join(' · ');
  const { stored, updated, version } = receipt.totals;
  const wrote = receipt.runId !== null && stored + updated + version > 0;
  const undo = wrote
    ? `\n${words.receipt} #${receipt.runId}, ${words.takeBack} npm run import -- --undo ${receipt.runId}`
    : '';
  return `${totals}  (${seconds} ${words.seconds})${undo}${receipt.dryRun ? `\n${words.dryRun}` : ''}`;
}

/** One line a feed: how it stands after a check. */
export function formatFeed(health: FeedHealth, language: ReceiptLanguage): string {
  const words = WORDS[language];
  const state =
    health.outcome === 'failed' ? `${words.since} ${health.failingSince}` : `${health.itemCount} ${words.items}`;
  return `${words[health.outcome]}  ${health.url}  ${state}`;
}

/** @returns what an undo did, as one line. */
export function formatUndo({ runId, removed, restored }: UndoReceipt, language: ReceiptLanguage): string {
  return language === 'zh'
    ? `已撤销第 ${runId} 次导入：移除 ${removed} 篇，恢复 ${restored} 篇。`
    : `Import ${runId} is undone: ${removed} documents removed, ${restored} restored.`;
}
