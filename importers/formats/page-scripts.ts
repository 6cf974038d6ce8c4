import type { LinkedData } from './linked-data.ts';

/** Variables of a page's own scripts that state what the page shows only once they have run, as WeChat's pages do. */
const VARIABLES: Record<Exclude<keyof LinkedData, 'body'>, RegExp> = {
  title: /\b(?:var\s+msg_title|d\.title)\s{0,5}=\s{0,5}(?:htmlDecode\()?["']([^"'\n]{2,200})["']/,
  author: /\b(?:var\s+nickname|d\.nick_name)\s{0,5}=\s{0,5}(?:htmlDecode\()?["']([^"'\n]{1,60})["']/,
  published: /\b(?:var\s+ct|d\.ct|var\s+publish_time|createTime)\s{0,5}=\s{0,5}["']([\d][\d :T-]{8,20})["']/,
  url: /\bvar\s+msg_link\s{0,5}=\s{0,5}["'](https?:[^"'\s]{10,1000})["']/,
};
/** What browsers write on top of a page that is saved. */
const SAVED_FROM = /<!--\s*saved from url=\(\d{1,6}\)(https?:\/\/[^\s<>]{3,2000}?)\s*-->/;
const CHINA_HOURS = 8;

/** @param html as it came */
export function readEmbedded(html: string): LinkedData {
  const found = Object.entries(VARIABLES).flatMap(([name, pattern]) => {
    const value = pattern.exec(html)?.[1];
    return value ? [[name, decodeEscapes(value)] as const] : [];
  });
  const saved = SAVED_FROM.exec(html.slice(0, 5000))?.[1];
  const data: LinkedData = { ...(saved ? { url: saved } : {}), ...Object.fromEntries(found) };
  return data.published ? { ...data, published: inChina(data.published) } : data;
}

/** Seconds since 1970 as the day that readers in China saw. */
function inChina(words: string): string {
  if (!/^1\d{9}$/.test(words)) return words;
  const there = new Date((Number(words) + CHINA_HOURS * 3600) * 1000).toISOString();
  return `${there.slice(0, 19)}+08:00`;
}

const decodeEscapes = (text: string): string =>
  text
    .replace(/\\x26|\\u0026/g, '&')
    .replace(/&amp;/g, '&')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>');
