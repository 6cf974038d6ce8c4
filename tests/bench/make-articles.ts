import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../server/config.ts';

/** A small generator of pseudo-random numbers (mulberry32), so that a corpus is the same each time. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SYLLABLES = '云海天星辰光远达信通智联创新博睿恒泰华瑞德安康盛嘉宏图锐捷飞腾凌峰';

/** Sentences of the starter corpus. */
function listSentences(): string[] {
  const folder = join(PROJECT_ROOT, 'data', 'starter');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replace(/^---[\s\S]*?\n---\n/, '')
        .split(/(?<=[。！？])\s*/),
    )
    .filter((sentence) => sentence.trim().length > 10);
}

/**
 * Makes Markdown articles by recombining the starter corpus, with numbers varied and names of firms that do not exist mixed in,
 * so that the vocabulary grows with the corpus.
 * @param count articles; about 2,000 characters each
 */
export function* makeArticles(count: number, seed = 7): Generator<{ name: string; text: string }> {
  const random = createRandom(seed);
  const sentences = listSentences();
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(random() * list.length)] as T;
  const firm = (): string => `${pick(SYLLABLES)}${pick(SYLLABLES)}${pick(SYLLABLES)}科技`;
  for (let i = 0; i < count; i++) {
    const day = `${2021 + Math.floor(random() * 5)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
    const body = Array.from({ length: 40 }, (_, n) => {
      const sentence = pick(sentences)
        .trim()
        .replace(/(?<![\d年])\d{2,3}(?=[家个人%])/g, () => String(10 + Math.floor(random() * 890)));
      const aside = n % 8 === 7 ? `据了解，${firm()}也是其客户。` : '';
      return `${sentence}${aside}${n % 4 === 3 ? '\n\n' : ''}`;
    }).join('');
    const title = `${pick(sentences)
      .slice(0, 24)
      .replace(/["\\：:]/g, ' ')
      .trim()} ${i}`;
    const text = `---\ntitle: "${title}"\ndate: ${day}\nurl: https://www.leiphone.com/category/bench/${seed}-${i}.html\n---\n\n${body}\n`;
    yield { name: `${String(i).padStart(6, '0')}.md`, text };
  }
}
