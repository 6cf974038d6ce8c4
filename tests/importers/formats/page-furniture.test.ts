import { describe, expect, it } from 'vitest';
import { removeFurniture } from '../../../importers/formats/page-furniture.ts';

const ARTICLE = [
  '甲云周三宣布，将在香港与新加坡各开通一个新的可用区，以满足游戏与金融客户的需求。',
  'The zones run on chips designed in house, and the company claims that each rack delivers forty percent more power.',
];
const around = (line: string): string => [ARTICLE[0], line, ARTICLE[1]].join('\n\n');
const clean = ARTICLE.join('\n\n');

describe('removeFurniture', () => {
  it.each([
    'Advertisement',
    'Read more: Beta Cloud cuts prices for the third time',
    'Share this article',
    'Follow us on Twitter',
    'Sign up for our daily newsletter to get the latest news in your inbox.',
    '责任编辑：张三',
    '（责任编辑：李四）',
    '分享到：微信 微博 QQ空间',
    '打印本页 关闭窗口',
    '长按识别二维码关注我们',
    '【免责声明】本文仅代表作者个人观点，与本站无关。',
    '本文来自微信公众号“云观察”，经授权发布。',
  ])('cuts a line of the frame: %s', (line) => {
    expect(removeFurniture(around(line), '题')).toBe(clean);
  });

  it.each([
    'By March the company had opened twelve regions.',
    'Follow-up orders came from two banks.',
    'Related services fell by three percent.',
    '作者认为，这是三年来最大的一次降价。',
    '2025年3月4日，甲云宣布降价。',
    '编辑部上云之后，成本下降了三成。',
    '分享会上，李明说明了原因。',
    'More than half of them stayed.',
    'Comments from customers were mixed.',
    '声明称，公司不会裁员，并将在下月公布财报。'.replace('声明', '公司的声明'),
  ])('leaves a sentence of the article: %s', (line) => {
    expect(removeFurniture(around(line), '题')).toBe(around(line));
  });

  it('cuts the title, the byline and the date above the article, and keeps the same words below', () => {
    const head = ['## 甲云开通 两个新可用区', '作者：李明', '2026-03-04 10:20 来源：某网'];
    expect(removeFurniture([...head, clean].join('\n\n'), '甲云开通两个新可用区')).toBe(clean);
    const long = `${Array.from({ length: 10 }, () => ARTICLE[0]).join('\n\n')}\n\n甲云开通两个新可用区`;
    expect(removeFurniture(long, '甲云开通两个新可用区')).toBe(long);
  });

  it('ends where other articles begin, and goes on where the heading is of the article', () => {
    const list = ['## 相关阅读', '- 丁云发布财报', '- 戊云裁员'];
    expect(removeFurniture([clean, ...list].join('\n\n'), '题')).toBe(clean);
    const chapter = `${clean}\n\n## More in Asia\n\n${`${ARTICLE[1]} `.repeat(3).trim()}\n\n${`${ARTICLE[1]} `.repeat(3).trim()}`;
    expect(removeFurniture(chapter, '题')).toBe(chapter);
  });

  it('leaves a text alone of which little would be left', () => {
    const all = ['Share this', 'Advertisement', 'Follow us on Twitter', 'Yes.'].join('\n\n');
    expect(removeFurniture(all, '题')).toBe(all);
  });

  it('takes a part of the article that begins with "More on" for no list of others', () => {
    const long = Array.from({ length: 4 }, () => ARTICLE[1]).join('\n\n');
    const whole = `${long}\n\n## More on prices\n\n${long}`;
    expect(removeFurniture(whole, '题')).toBe(whole);
    const teasers = ['Beta Cloud cuts prices', 'Gamma Cloud opens a zone', ARTICLE[1]].join('\n\n');
    expect(removeFurniture(`${long}\n\n## More on prices\n\n${teasers}`, '题')).toBe(long);
  });
});
