import { describe, expect, it } from 'vitest';
import { buildExtractor } from '../../../importers/extract/index.ts';
import { buildBlocks } from '../../../importers/normalise/blocks.ts';
import { loadReferenceData } from '../../../importers/reference-data.ts';

const extractor = buildExtractor(loadReferenceData());
const PUBLISHED = { start: '2024-08-20', end: '2024-08-20', precision: 'day', text: '', guessed: false } as const;

/** Dates of the moves of a type, as YYYY, YYYY-MM or YYYY-MM-DD of their start. */
function datesOf(type: string, text: string): string[] {
  const { moves } = extractor.extract({ title: '阿里云财报与裁员', ...buildBlocks(text), published: PUBLISHED });
  return moves.filter((move) => move.type === type).map(({ happened }) => happened.start);
}

describe('the date of a move', () => {
  it('is for results the day on which they became known', () => {
    expect(datesOf('financial', '8月12日公布的财报显示，2025财年第一季度，阿里云收入为240亿元，同比增长7%。')).toEqual([
      '2024-08-12',
    ]);
  });

  it('is not what it is compared with', () => {
    expect(datesOf('reorg', '阿里云本月开始裁员，规模约800人，是2022年底以来最大的一次。')).toEqual(['2024-08-01']);
  });

  it('is not the time that a number is measured against', () => {
    expect(datesOf('financial', '7月，阿里云的收入达到95亿元，较2023年5月增长40%，是2022年12月的3倍。')).toEqual([
      '2024-07-01',
    ]);
  });

  it('is not that from which on a contract holds', () => {
    const dates = datesOf('partnership', '阿里云与甲骨文签署了5年的合作协议，2026年起执行。');
    expect([...new Set(dates)]).toEqual(['2024-08-01']);
  });

  it('is not the period that another is compared with, nor that of a plan in a later clause', () => {
    expect(datesOf('financial', '阿里云二季度毛利率14.9%，去年同期为17.1%。')).toEqual(['2024-04-01']);
    const compared = '阿里云本周裁员约80人，与去年7月那次以销售为主的裁员相比，这次的范围更小。';
    expect(datesOf('reorg', compared)).toEqual(['2024-08-19']);
    expect(datesOf('region', '阿里云在马来西亚启用第三座数据中心，并计划10月在菲律宾开设第二座。')).toEqual([
      '2024-08-01',
    ]);
  });

  it('is for a change its end', () => {
    expect(datesOf('financial', '阿里云的市场份额从2022年的38%下滑至2023年的36%。')).toEqual(['2023-01-01']);
  });

  it('is not a 近期 that follows what was before', () => {
    const text = '此前阿里云丢掉大客户鹿鸣旅行，尽管近期签下了风筝出行，内部仍在复盘。';
    const { moves } = extractor.extract({ title: '阿里云丢掉大客户', ...buildBlocks(text), published: PUBLISHED });
    const loss = moves.find((move) => move.type === 'loss');
    expect(loss?.happened).toMatchObject({ start: '2024-08-01', guessed: true });
  });

  it('is that of its own part where a sentence tells two times', () => {
    const { moves } = extractor.extract({
      title: '阿里云再次降价',
      ...buildBlocks('阿里云今年5月率先降价，降幅97%，而8月又把视觉模型的价格打下来，降幅80%。'),
      published: PUBLISHED,
    });
    const told = moves.filter(({ type }) => type === 'pricing');
    expect(told.map(({ happened, quote }) => [happened.start, quote.exact])).toEqual([
      ['2024-05-01', '阿里云今年5月率先降价，降幅97%，'],
      ['2024-08-01', '而8月又把视觉模型的价格打下来，降幅80%。'],
    ]);
  });

  it('leaves a sentence whole where the second time is only compared with', () => {
    expect(datesOf('financial', '阿里云今年二季度收入265亿元，较2023年二季度增长6%。')).toEqual(['2024-04-01']);
  });
});
