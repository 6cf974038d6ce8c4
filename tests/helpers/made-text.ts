import { createRandom } from '../bench/make-articles.ts';

const SYLLABLES =
  '云海天星辰光远达信通智联创新博睿恒泰华瑞德安康盛嘉宏图锐捷飞腾凌峰山川江河松柏竹梅兰菊春夏秋冬东南西北';

/** Sentences of syllables by chance: no two of one seed share more than a few letters in a row. */
export function makeSentences(count: number, seed: number): string[] {
  const random = createRandom(seed);
  const pick = (): string => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '';
  return Array.from({ length: count }, () => `${Array.from({ length: 24 }, pick).join('')}。`);
}
