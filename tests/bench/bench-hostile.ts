import { buildExtractor } from '../../importers/extract/index.ts';
import { buildBlocks } from '../../importers/normalise/blocks.ts';
import { removeBoilerplate } from '../../importers/normalise/boilerplate.ts';
import { joinHardWraps } from '../../importers/normalise/hard-wraps.ts';
import { normaliseCharacters } from '../../importers/normalise/text.ts';
import { loadReferenceData } from '../../importers/reference-data.ts';

/** Pieces that make a pattern backtrack when repeated without end. */
const PIECES = [
  '一',
  '2024年',
  '(',
  '、',
  '1,',
  '从1到',
  '阿里云',
  '更多',
  '雷峰网',
  '"',
  'a',
  '1',
  '三四',
  '近',
  '\t|',
  '。',
  '# ',
  '**',
  '<b>',
  '腾讯云降价20%,',
  '张三',
  'CEO张',
  '12月',
  '[x](',
  '加微信',
  '上周',
  '储瑞松、',
  '$1 ',
  'Aa. ',
  'Thomas Kurian ',
  'vice president of ',
  'aws cut ',
  '1,000 enterprise ',
  'between 3 and ',
  'may 1 2024 ',
];
const SIZES = [50_000, 200_000];
/** Four times the text may take this many times as long: linear, with room for noise. */
const MOST_GROWTH = 8;

/** Reads endless repetitions through every pure stage and names the piece whose time grows faster than its length. */
export function benchHostile(): void {
  const data = loadReferenceData();
  const extractor = buildExtractor(data);
  const read = (text: string): number => {
    const start = performance.now();
    const source = data.sources.find((candidate) => candidate.boilerplate.length > 0);
    const { body } = removeBoilerplate(joinHardWraps(normaliseCharacters(text)), source ?? { boilerplate: [] });
    const blocks = buildBlocks(body);
    if (blocks.text !== '') extractor.extract({ title: '', ...blocks, published: null });
    return performance.now() - start;
  };
  for (const piece of PIECES) {
    const [small, large] = SIZES.map((size) => read(piece.repeat(Math.ceil(size / piece.length)))) as [number, number];
    const growth = large / Math.max(small, 5);
    const verdict = growth > MOST_GROWTH ? 'GROWS' : 'ok   ';
    if (growth > MOST_GROWTH) process.exitCode = 1;
    console.log(`${verdict} ${JSON.stringify(piece).padEnd(16)} ${small.toFixed(0)} ms → ${large.toFixed(0)} ms`);
  }
}
