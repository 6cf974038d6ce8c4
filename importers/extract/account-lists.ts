import type { EntityMatch } from './gazetteer.ts';
import type { Reading } from './reading.ts';

/** A name that no list holds, found beside names that one does. */
interface Item {
  start: number;
  end: number;
}

/** A、B、C: at least three in a row. */
const LIST = /[^、,。;:!?()“”"《》\n]{2,16}(?:、[^、,。;:!?()“”"《》\n]{2,16}){2,30}/g;
/** Words that lead into a list and belong to none of its names. */
const LEAD_IN =
  /^.*(?:如|例如|比如|包括|包含|诸如|像|与|和|有|为|的|了|是|给|被|由|于|给予|服务|客户|拿下|签下|覆盖|助力|支持|来自|涉及)/;
/** What follows the last name. */
const TAIL = /(?:等|及|和|与|在内|一样|这|都|也|均|已|在|的|之|上|正).*$/;
/** A name is one word of Han characters or Latin letters, without the small words of a phrase. */
const NAME = /^(?:[\p{Script=Han}]{2,8}|[a-z][a-z0-9.&+-]{1,20})$/u;
const NO_NAME =
  /[的了在是和与及等将被为不有这那个各多其们中上下]|行业|领域|技术|产品|平台|服务|方案|系统|能力|数据|模型|业务|市场|部门|团队|公司$|企业$|客户$|机构|官方|地区|城市|国家|负责|管理|运营|开发|设计|生产|销售|营销/;
/** So many of a list's names must be listed accounts before the others are taken for accounts too. */
const LEAST_KNOWN_SHARE = 0.5;

/**
 * Finds unlisted organisations in enumerations whose other names are mostly listed accounts: 网易游戏、朴朴超市、携程. They are
 * candidates until somebody confirms them.
 * @returns matches of strength `weak` whose id is the folded name
 */
export function findListedBeside(reading: Pick<Reading, 'folded'>, matches: readonly EntityMatch[]): EntityMatch[] {
  const accounts = matches.filter((match) => match.kind === 'account');
  const isNamed = (item: Item): boolean => matches.some((match) => match.start < item.end && item.start < match.end);
  return Array.from(reading.folded.matchAll(LIST)).flatMap((list) => {
    const items = splitItems(list[0], list.index);
    const known = items.filter((item) => accounts.some((match) => match.start >= item.start && match.end <= item.end));
    if (known.length < 2 || known.length / items.length < LEAST_KNOWN_SHARE) return [];
    return items.flatMap((item): EntityMatch[] => {
      const words = reading.folded.slice(item.start, item.end);
      if (!NAME.test(words) || NO_NAME.test(words) || isNamed(item)) return [];
      return [{ ...item, kind: 'account', id: words, strength: 'weak' }];
    });
  });
}

function splitItems(list: string, offset: number): Item[] {
  const items: Item[] = [];
  let start = 0;
  const parts = list.split('、');
  parts.forEach((part, index) => {
    const lead = index === 0 ? (LEAD_IN.exec(part)?.[0].length ?? 0) : 0;
    const tail = index === parts.length - 1 ? (TAIL.exec(part.slice(lead))?.[0].length ?? 0) : 0;
    items.push({ start: offset + start + lead, end: offset + start + part.length - tail });
    start += part.length + 1;
  });
  return items.filter((item) => item.end - item.start >= 2);
}
