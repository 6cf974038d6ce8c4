import { describe, expect, it } from 'vitest';
import { readTables, showCell } from '../../helpers/read-table.ts';

const cellsOf = (body: string): string[] => readTables(body).tables.flatMap(({ cells }) => cells.map(showCell));
const doubted = (body: string): string[] => cellsOf(body).filter((cell) => cell.includes('!'));

const HEAD = '各家可用区数量\n\tAWS\t阿里云 (当前)\t阿里云 (规划)';

describe('the checks of a table', () => {
  it('names vendor, qualifier and path of each cell', () => {
    expect(cellsOf(`${HEAD}\n总计\t6\t3\t5\n东南亚\t6\t3\t5\n新加坡\t3\t2\t3\n泰国\t3\t1\t1->2 (26Q2)`)).toEqual([
      '总计 aws: → 6',
      '总计 alibaba:当前 → 3',
      '总计 alibaba:规划 → 5',
      '东南亚 aws: → 6',
      '东南亚 alibaba:当前 → 3',
      '东南亚 alibaba:规划 → 5',
      '东南亚/新加坡 aws: → 3',
      '东南亚/新加坡 alibaba:当前 → 2',
      '东南亚/新加坡 alibaba:规划 → 3',
      '东南亚/泰国 aws: → 3',
      '东南亚/泰国 alibaba:当前 → 1',
      '东南亚/泰国 alibaba:规划 → 1->2 (26Q2)',
    ]);
  });

  it('doubts a subtotal with the parts that do not give it, in that column alone', () => {
    expect(doubted(`${HEAD}\n东南亚\t7\t3\t3\n新加坡\t3\t2\t2\n泰国\t3\t1\t1`)).toEqual([
      '东南亚 aws: → 7 !sum',
      '东南亚/新加坡 aws: → 3 !sum',
      '东南亚/泰国 aws: → 3 !sum',
    ]);
  });

  it('lets signs and blanks add nothing, and a plan that is left out be what there is', () => {
    expect(doubted(`${HEAD}\n东南亚\t3\t3\t4\n新加坡\t3\t2\t3\n泰国\t*\t1\t`)).toEqual([]);
  });

  it('doubts the total, and the rows that no subtotal confirms', () => {
    const body = `${HEAD}\n总计\t20\t3\t3\n东南亚\t6\t3\t3\n新加坡\t6\t3\t3\n欧洲\t9\t0\t0`;
    expect(doubted(body)).toEqual(['总计 aws: → 20 !total', '欧洲 aws: → 9 !unconfirmed']);
  });

  it('leaves a total alone that a second block states again, and doubts a block that names no rows', () => {
    const body = '可用区\n\tAWS\t华为云\t\tAWS\t华为云\n总计\t9\t4\t\t9\t4\n东南亚\t6\t4\t\t2\t1\n欧洲\t1\t\t\t\t';
    expect(doubted(body)).toEqual([
      '东南亚 aws: → 6 !unconfirmed',
      '欧洲 aws: → 1 !unconfirmed',
      ' aws: → 9 !no-label',
      ' huawei: → 4 !no-label',
      ' aws: → 2 !no-label',
      ' huawei: → 1 !no-label',
    ]);
  });

  it('doubts a country under a region that it is no part of, and does not name it as a part', () => {
    expect(doubted(`${HEAD}\n欧洲\t6\t\t\n德国\t3\t\t\n印度\t3\t\t`)).toEqual(['印度 aws: → 3 !place']);
  });

  it('adds 小计 up from the rows above it, and rounds as its parts were rounded', () => {
    const rows = [
      '训练\t甲卡\t1,000\t10%',
      '\t乙卡\t2,000\t20%',
      '\t小计\t3,000\t17%',
      '推理\t丙卡\t501\t9%',
      '\t小计\t777\t9%',
    ];
    expect(doubted(['卡的规模', '分类\t卡型\t规模\t毛利率', ...rows].join('\n'))).toEqual([
      '推理/丙卡 -:规模 → 501 !sum',
      '推理/小计 -:规模 → 777 !sum',
    ]);
  });

  it('doubts a row longer or shorter than its header', () => {
    const body = '| 区域 | AWS | 华为云 |\n|---|---|---|\n| 东京 | 3 | 2 | 1 |\n| 首尔 | 3 |\n| 大阪 | 3 | 2 |';
    expect(doubted(body)).toEqual([
      '东京 aws: → 3 !long-row',
      '东京 huawei: → 2 !long-row',
      '首尔 aws: → 3 !short-row',
    ]);
  });

  it('doubts words and misread digits among numbers', () => {
    const rows = ['东京\t3\t2', '首尔\t3\t3', '大阪\t1O\t3', '香港\t3\t很多', '悉尼\t3\t2'];
    expect(doubted(['区域\tAWS\t华为云', ...rows].join('\n'))).toEqual([
      '大阪 aws: → 1O !lookalike',
      '香港 huawei: → 很多 !kind',
    ]);
  });

  it('doubts a row that a merged cell shifted, and words that may span their neighbours', () => {
    const row = (...cells: string[]): string => `|${cells.join('|')}|`;
    const list = (words: string): string => `<ul> <li>${words}</li> </ul>`;
    const body = [
      row('因素', 'AWS', 'GCP', '腾讯云', '借鉴'),
      row('合规', '在多数国家有优势', '在多数国家有优势', '在亚洲接受度高', list('加强合规')),
      row('价格', '价格高于别家', '与别家相近', '低于别家不少', list('继续降价')),
      row('产品', '产品最为丰富', '多数产品在各地都有但文档弱', list('补齐产品'), ''),
      row('服务', '在多地有本地团队服务', '', '响应快于别家', list('多设团队')),
    ].join('\n');
    expect(doubted(body)).toEqual([
      '产品 aws: → 产品最为丰富 !shifted',
      '产品 gcp: → 多数产品在各地都有但文档弱 !shifted',
      '产品 tencent: → • 补齐产品 !shifted',
      '服务 aws: → 在多地有本地团队服务 !merged',
    ]);
  });

  it('doubts a plan whose date is none', () => {
    expect(doubted(`${HEAD}\n泰国\t3\t1\t1->2 (26-9Q2)\n越南\t3\t1\t1->2 (待定)`)).toEqual([
      '泰国 alibaba:规划 → 1->2 (26-9Q2) !date',
    ]);
  });
});

describe('figures of cells', () => {
  it('come of vendors, of cells that passed and of what is defined alone', () => {
    const { figures } = readTables(`${HEAD}\n东南亚\t7\t3\t4\n新加坡\t3\t3\t3->4 (25年3月)`);
    expect(figures.map(({ vendorId, low, state, scope, place }) => [vendorId, low, state, scope, place])).toEqual([
      ['alibaba', 3, 'actual', '可用区', '东南亚'],
      ['alibaba', 4, 'planned', '可用区', '东南亚'],
      ['alibaba', 3, 'actual', '可用区', '东南亚 › 新加坡'],
      ['alibaba', 3, 'actual', '可用区', '东南亚 › 新加坡'],
      ['alibaba', 4, 'planned', '可用区', '东南亚 › 新加坡'],
    ]);
  });

  it('read discounts inside words as ranges with the words that bound them', () => {
    const body = '因素\tAWS\t阿里云\n口碑\t很好\t尚可\n价格\t大客户折扣-7-8折\t大客户平均4-5折，个别2-3折，另有5折以下';
    const { figures } = readTables(body);
    expect(
      figures.map(({ vendorId, low, high, unit, scope, qualifier }) => [vendorId, low, high, unit, scope, qualifier]),
    ).toEqual([
      ['aws', 7, 8, '折', '大客户折扣', ''],
      ['alibaba', 4, 5, '折', '大客户平均', ''],
      ['alibaba', 2, 3, '折', '个别', ''],
      ['alibaba', 5, 5, '折', '另有', '以下'],
    ]);
  });

  it('are none where no vendor is named', () => {
    const { figures, tables } = readTables('损益预估\n卡型\tQ1收入\tQ1毛利\n甲卡\t1,000\t12%\n乙卡\t2,000\t13%');
    expect(tables[0]?.cells.length).toBe(4);
    expect(figures).toEqual([]);
  });
});
