import { describe, expect, it } from 'vitest';
import { joinHardWraps } from '../../../importers/normalise/hard-wraps.ts';

const WIDTH = 40;
const paragraph =
  '本月公有云市场的价格竞争有所缓和，长期合同的平均折扣由去年同期的四折回升至五折左右，其中风险较高的中小客户折扣回升最为明显，' +
  '头部厂商的签约门槛同步上调，渠道返佣则按季度考核发放，推理算力的需求仍然保持较快增长，训练算力的订单开始向少数几家集中。';

/** Breaks a text after every so many characters, as a page does. */
const wrap = (text: string, width = WIDTH): string => text.match(new RegExp(`.{1,${width}}`, 'gu'))!.join('\n');

describe('joinHardWraps', () => {
  it('joins the lines of paragraphs that a page width broke', () => {
    const text = `${wrap(paragraph)}\n\n${wrap(paragraph)}\n\n${wrap(paragraph)}`;
    expect(joinHardWraps(text)).toBe([paragraph, paragraph, paragraph].join('\n\n'));
  });

  it('keeps headings, items and numbered lines of a wrapped text on lines of their own', () => {
    const list = '- 阿里云：下调存储价格\n- 腾讯云：维持原价\n1. 先看合同\n（2）再看返佣\n一、结论';
    const joined = joinHardWraps(`${wrap(paragraph)}\n${list}\n\n${wrap(paragraph)}`);
    expect(joined).toBe(`${paragraph}\n${list}\n\n${paragraph}`);
  });

  it('puts a space between two Latin words that a line end parted, and only one', () => {
    const line = (end: string): string => `${'云计算市场的长期合同与折扣'.repeat(3).slice(0, 33)}${end}`;
    const rest = '云计算市场的长期合同与折扣'.repeat(3).slice(0, 30);
    const text = [line('Amazon Web'), `Services${rest}A`, ...Array.from({ length: 6 }, () => line('一二三四五'))].join(
      '\n',
    );
    expect(joinHardWraps(text)).toContain('Amazon Web Services');
    expect(joinHardWraps(text.replace('Web\n', 'Web \n'))).toContain('Amazon Web Services');
  });

  it('leaves tables with tabs alone', () => {
    const row = `${'华北地域的可用区数量与价格表'.repeat(2)}\t${'二'.repeat(9)}`;
    const text = Array.from({ length: 8 }, () => row).join('\n');
    expect(joinHardWraps(text)).toBe(text);
  });

  it.each([
    ['a text of few lines', `${'很长的一行'.repeat(8)}\n${'很长的一行'.repeat(8)}`],
    [
      'lines that a writer chose',
      ['价格', '渠道与返佣', '客户', '谁在下云，谁在上云', '数据库', '安全', '出海'].join('\n'),
    ],
    ['one paragraph a line', Array.from({ length: 9 }, (_, i) => paragraph.slice(0, 20 + 11 * i)).join('\n\n')],
  ])('does not join %s', (_, text) => {
    expect(joinHardWraps(text)).toBe(text);
  });
});
