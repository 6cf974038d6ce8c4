/**
 * CJK Radicals Supplement, U+2E81…U+2EF3, in code-point order, each with its ideograph: Unicode's
 * EquivalentUnifiedIdeograph.txt. NFKC maps the Kangxi radicals (U+2F00…) but leaves these, and PDF text is full of them.
 */
const FIRST_RADICAL = 0x2e81;
const IDEOGRAPHS =
  '厂乛乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄㣺扌攵\u2e9a旡冃月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒罓罓' +
  '网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟';

const RADICAL = /[\u2e81-\u2ef3]/g;

/** @returns the text with supplementary radicals as the ideographs a reader sees; the length stays the same. */
export function replaceRadicals(text: string): string {
  return text.replace(RADICAL, (radical) => IDEOGRAPHS[radical.charCodeAt(0) - FIRST_RADICAL] ?? radical);
}
