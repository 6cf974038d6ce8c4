import type { Features } from '../logistic.ts';
import type { NameSighting } from './candidates.ts';

/** A possible name with everything that a document shows of it. */
export interface NameCandidate {
  /** Folded. */
  name: string;
  sightings: NameSighting[];
  /** Words of the general dictionary that the brand falls into, and its length. */
  brandWords: number;
  brandLength: number;
  /** The whole name is one word of that dictionary. */
  isWord: boolean;
  /** How often the name, and its brand alone, stand in the document. */
  count: number;
  brandCount: number;
  inTitle: boolean;
  isBrandInTitle: boolean;
  /** A sentence of it names a vendor; its passage does. */
  besideVendor: boolean;
  nearVendor: boolean;
  /** A listed account stands in one of its sentences. */
  besideAccount: boolean;
  /** A person's name touches it: 张伟 and the like. */
  isPerson: boolean;
  /** Words of each sentence, with where the name stands. */
  contexts: { words: string; at: number }[];
}

const MOVES = /搬|迁|切到|切走|挪|转投|转去|换成|换掉|替换|撤出|停用|终止|解约|续约|续费|到期/;
const BUYS =
  /签|中标|招标|标包|采购|选定|选择|选了|拿下|合同|订单|部署|接入|上云|上线|扩容|放到|放在|交给|落地|使用|用了|客户|合作/;
const SPEND = /用量|账单|消耗|预算|折扣|报价|费用|机房|集群|算力|核|系统|服务器/;
const LEFT: readonly [string, RegExp][] = [
  ['start', /(?:^|[,。;:!?"“”])$/],
  ['list', /、$/],
  ['kind', /(?:平台|公司|企业|品牌|厂商|社区|车企|药企|集团|巨头|应用|网站|商|店|行|院)$/],
  ['client', /(?:客户|用户|甲方|商家)$/],
  ['number', /(?:一|两|三|四|五|几|多|\d)(?:家|个)[^,。]{0,6}$/],
  ['of', /的$/],
  ['for', /(?:为|给|替|帮|服务|助力|支持)$/],
  ['with', /(?:与|和|跟|及|同)$/],
  ['by', /(?:被|由|让)$/],
  ['take', /(?:拿下|签下|签约|中标|失去|丢掉|流失|赢得|撬走|拿到|丢了)了?$/],
  ['in', /(?:在|从|到|至|于|去|自|对|向)$/],
  ['such', /(?:如|像|比如|例如|包括|以及|括)$/],
  ['time', /(?:年|月|日|周|天|初|底|末|期|前|后|时|近)$/],
  ['ex', /(?:前|原|曾任|任职|加入|出身|毕业于|来自|就职)(?:于)?$/],
];
const RIGHT: readonly [string, RegExp][] = [
  [
    'does',
    /^(?:已|将|把|从|也|就|曾|正|便|则|又|最终|率先|决定|宣布|选|要|只|没|不再|开始|花|首批|本月|上月|上周|今年|去年|\d)/,
  ],
  ['in', /^(?:在|于|内部|方面|那边|这边|一侧)/],
  ['of', /^的/],
  ['list', /^、/],
  ['with', /^(?:与|和|跟|及)/],
  ['etc', /^等/],
  ['end', /^[,。;:!?"“”)]/],
  ['is', /^(?:是|为|成为|作为)/],
  ['title', /^(?:的)?(?:ceo|cto|cio|董事|总裁|副总|负责人|技术|信息|创始|首席|it|相关|基础|运维|分析师|研究|首席)/],
  [
    'kind',
    /^(?:行业|领域|业务|产品|平台|厂商|公司|企业|团队|部门|市场|事业|客户|系统|服务|解决方案|方案|技术|赛道|用户|场景|条线|线|板块)/,
  ],
  ['says', /^(?:表示|认为|称|指出|告诉|分析|报告|数据)/],
];

/** Names every fact that tells an organisation that buys from one that is only mentioned, or from no name at all. */
export function buildNameFeatures(candidate: NameCandidate): Features {
  const features: Features = new Map();
  const set = (name: string, value = 1): void => void features.set(name, value);
  const { sightings, contexts } = candidate;
  const signs = new Set(sightings.map((sighting) => sighting.sign));
  for (const sign of signs) set(`sign:${sign}`);
  set('signs', signs.size);
  for (const group of new Set(sightings.map((sighting) => sighting.group))) if (group) set(`group:${group}`);
  const suffixed = sightings.find((sighting) => sighting.sign === 'suffix');
  if (suffixed) set(`last:${suffixed.name.slice(suffixed.brand.length)}`, 0.6);
  const length = suffixed ? suffixed.brand.length : candidate.name.length;
  set(`${suffixed ? 'brand' : 'name'}-length:${length}`);
  if (/[a-z]/.test(candidate.name)) set('latin');
  if (candidate.isWord) set('one-word');
  const { brandWords, brandLength } = candidate;
  if (brandLength > 1)
    set(brandWords === 1 ? 'brand:one-word' : brandWords === brandLength ? 'brand:no-word' : 'brand:words');
  set('count', Math.min(3, Math.log2(candidate.count)));
  set('brand-again', Math.min(3, Math.log2(1 + Math.max(0, candidate.brandCount - candidate.count))));
  if (candidate.inTitle) set('in-title');
  if (candidate.isBrandInTitle) set('brand-in-title');
  if (candidate.besideVendor) set('beside-vendor');
  if (candidate.nearVendor) set('near-vendor');
  if (candidate.besideAccount) set('beside-account');
  if (candidate.isPerson) set('person');
  const words = contexts.map((context) => context.words).join('\n');
  if (MOVES.test(words)) set('words:moves');
  if (BUYS.test(words)) set('words:buys');
  if (SPEND.test(words)) set('words:spend');
  const share = 1 / Math.sqrt(contexts.length);
  for (const { words: text, at } of contexts) {
    for (const [name, pattern] of LEFT)
      if (pattern.test(text.slice(Math.max(0, at - 8), at))) bump(features, `left:${name}`, share);
    const right = text.slice(at + candidate.name.length, at + candidate.name.length + 8);
    for (const [name, pattern] of RIGHT) if (pattern.test(right)) bump(features, `right:${name}`, share);
  }
  for (const unit of suffixed?.brand ?? candidate.name) set(`char:${unit}`, 0.3);
  return features;
}

function bump(features: Features, name: string, value: number): void {
  features.set(name, Math.min(2, (features.get(name) ?? 0) + value));
}
