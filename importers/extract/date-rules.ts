import {
  buildDay,
  buildHalf,
  buildMonth,
  buildMonths,
  buildQuarter,
  buildYear,
} from '../../server/facts/partial-date.ts';
import {
  CN_MONTH,
  type DateAnchor,
  type Groups,
  leapDay,
  MONTH,
  numberOf,
  resolveAgo,
  resolveEnding,
  resolveFeast,
  resolveFiscal,
  resolveMonth,
  resolveMonths,
  resolvePast,
  resolveWord,
  type Stated,
  YEAR,
  yearForMonth,
  yearOf,
} from './date-resolve.ts';

export interface DateRule {
  pattern: RegExp;
  /** How much the expression says about when: a day beats 目前. Used only between equals in place. */
  vague?: boolean;
  resolve(groups: Groups, anchor: DateAnchor): Stated | undefined;
}

const SEASONS: Record<string, number> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 };

/** Expressions of Chinese business news, in no order: the longest at a place wins. Patterns run over folded text. */
export const DATE_RULES: readonly DateRule[] = [
  {
    pattern: /(?<![\d.])(?<year>(?:19|20)\d{2})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})(?![\d.])/g,
    resolve: ({ year, month, date }) => buildDay(Number(year), Number(month), Number(date)),
  },
  {
    pattern: new RegExp(
      `(?:${YEAR})?(?<![\\d.])${CN_MONTH}\\s?(?<date>[12]\\d|3[01]|0?[1-9])\\s?[日号]?(?![\\d.%个多家款])`,
      'g',
    ),
    resolve: (groups, anchor) => {
      const month = numberOf(groups.month);
      const year = yearForMonth(month, groups, anchor);
      return buildDay(year, month, Number(groups.date)) ?? leapDay(year, month, groups);
    },
  },
  {
    pattern: new RegExp(`(?:${YEAR})?(?<![\\d.])${CN_MONTH}份?(?<part>初|上旬|中旬|中(?!国)|下旬|底|末)?`, 'g'),
    resolve: resolveMonth,
  },
  {
    pattern: new RegExp(
      `(?:${YEAR})?(?<![\\d.])(?<from>${MONTH})\\s?(?:月份?)?\\s?(?<joint>[-~—–至到、或和及])\\s?${CN_MONTH}份?(?!\\s?\\d)`,
      'g',
    ),
    resolve: resolveMonths,
  },
  {
    pattern: new RegExp(
      `(?:${YEAR})?(?<![\\d.一二三四五六七八九十])(?<from>十一(?=二)|[一二三四五六七八九])${CN_MONTH}份?(?!\\s?\\d)`,
      'g',
    ),
    resolve: resolveMonths,
  },
  {
    pattern: new RegExp(
      `截[至止](?:${YEAR})?${CN_MONTH}(?:\\s?\\d{1,2}\\s?[日号]|底|末)?止?的?(?<span>季度|财季|[三六九]个月|十二个月|半年|财年)`,
      'g',
    ),
    resolve: resolveEnding,
  },
  {
    pattern: new RegExp(`(?:${YEAR})?前(?<count>[二两三])个?季度`, 'g'),
    resolve: (groups, anchor) => {
      const months = groups.count === '三' ? 9 : 6;
      return buildMonths(yearForMonth(months - 2, groups, anchor), 1, months, months === 6 ? 'half' : 'span');
    },
  },
  {
    pattern: new RegExp(
      `(?:${YEAR})?(?:第?(?<quarter>[一二三四1-4])\\s?季度|q(?<latin>[1-4])(?![0-9a-z])\\s?(?:季度)?)`,
      'g',
    ),
    resolve: (groups, anchor) => {
      const quarter = numberOf(groups.quarter ?? groups.latin);
      return buildQuarter(yearForMonth(quarter * 3 - 2, groups, anchor), quarter);
    },
  },
  {
    pattern: new RegExp(`(?:${YEAR})?(?:(?<half>上|下)半年|(?<![a-z])h(?<latin>[12])(?![0-9a-z]))`, 'g'),
    resolve: (groups, anchor) => {
      const half = groups.half === '上' || groups.latin === '1' ? 1 : 2;
      return buildHalf(yearForMonth(half * 6 - 5, groups, anchor), half);
    },
  },
  {
    pattern: new RegExp(
      `(?:${YEAR}年?|(?<![\\d一二三四五六七八九十几多去前])(?:年))(?<part>底|末|终|初|中(?![国心]))`,
      'g',
    ),
    resolve: (groups, anchor) => {
      const end = /[底末终]/.test(groups.part ?? '');
      const year = yearOf(groups, anchor) ?? yearForMonth(end ? 12 : groups.part === '初' ? 1 : 6, groups, anchor);
      if (end) return buildMonth(year, 12);
      return groups.part === '初' ? buildQuarter(year, 1) : buildMonths(year, 6, 2, 'span');
    },
  },
  {
    pattern: new RegExp(`${YEAR}(?<season>[春夏秋冬])(?:天|季)?(?!节|晚|运|招)`, 'g'),
    resolve: (groups, anchor) => buildMonths(yearOf(groups, anchor) ?? 0, SEASONS[groups.season ?? ''] ?? 1, 3, 'span'),
  },
  {
    pattern: new RegExp(`(?:${YEAR})?(?<!即将到来的)(?<feast>双\\s?11|双十一|(?<![\\d.])618(?![\\d.]))`, 'g'),
    resolve: resolveFeast,
  },
  {
    pattern: new RegExp(
      `(?:(?<fiscal>20\\d{2}|(?<!\\d)2\\d)\\s?财年|${YEAR}财年)(?:第?(?<quarter>[一二三四1-4])\\s?(?:财)?季度?|\\s?q(?<latin>[1-4]))?(?<end>底|末)?`,
      'g',
    ),
    resolve: (groups, anchor) => resolveFiscal({ ...groups, quarter: groups.quarter ?? groups.latin }, anchor),
  },
  {
    pattern: new RegExp(
      `${YEAR}(?<=年[度的]?\\s?|今|去|前|明|后|同|当|次|[从自到至在于]\\d{4})(?![\\d人家个元万亿多余台款种次%左]|度最)`,
      'g',
    ),
    resolve: (groups, anchor) => {
      const year = yearOf(groups, anchor);
      return year === undefined ? undefined : buildYear(year);
    },
  },
  {
    pattern:
      /(?<![\d多几])(?<count>\d{1,2}|[一二两三四五六七八九十半])\s?(?:个)?多?(?<unit>年|月|周|天)(?:多)?(?:以|之)?前(?![期三五十\d])/g,
    resolve: resolveAgo,
  },
  { pattern: /(?:过去|刚过去|近|最近)的?(?<count>[一二两三])年(?![前来级])/g, vague: true, resolve: resolvePast },
  {
    pattern:
      /(?<near>今日|今天|今晨|今早|今晚|昨日|昨天|昨晚|前天|日前|近日|近期|不久前|前不久|前段时间|上一?周[一二三四五六日末]?|上个?星期|本周[一二三四五六日末]?|上个?月|本月|这个月|下个?月|上(?:个|一)?季度|(?:本|这个?)季度)/g,
    resolve: resolveWord,
  },
  { pattern: /(?<near>最近|目前|当前|当下|如今|现在|眼下)/g, vague: true, resolve: resolveWord },
];
