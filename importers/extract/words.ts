import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

/** Places in a text where a word of the dictionary begins or ends, from 0 to its length. */
export type WordEdges = ReadonlySet<number>;

/** Cuts a text into the words of a general dictionary: names that it does not know fall into single characters. */
export function findWordEdges(text: string): WordEdges {
  jieba ??= Jieba.withDict(dict);
  const edges = new Set([0]);
  let at = 0;
  for (const word of jieba.cut(text, false)) {
    at += word.length;
    edges.add(at);
  }
  return edges;
}
