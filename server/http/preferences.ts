import type { Request, RequestHandler, Response } from 'express';
import type { Lang } from './messages.ts';
import { localPath } from './params.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What is known of the person behind a request: kept in cookies, never in the database. */
export interface Visitor {
  lang: Lang;
  theme: Theme;
  /** End of the visit before this one, RFC 3339; null on a first visit. */
  lastVisit: string | null;
  /** As they signed their latest decision; empty before the first. */
  name: string;
}

/** UTF-16 units. */
export const LONGEST_NAME = 80;
const YEAR_MS = 365 * 86_400_000;
/** After this pause a request begins a new visit. */
const VISIT_PAUSE_MS = 30 * 60_000;

/** `?lang=zh|en` on any page keeps the choice and leads back to the same page without it. */
export const rememberLanguage: RequestHandler = (request, response, next) => {
  const { lang } = request.query;
  if (request.method !== 'GET' || (lang !== 'zh' && lang !== 'en')) return next();
  keep(response, 'zhibi_lang', lang);
  const url = new URL(request.originalUrl, 'http://localhost');
  url.searchParams.delete('lang');
  response.redirect(303, localPath(url.host === 'localhost' ? url.pathname + url.search : '/'));
};

/** `/preferences?theme=dark&back=/path`; `visit=now` counts everything imported so far as read. */
export const savePreferences: RequestHandler = (request, response) => {
  const theme = THEMES.find((name) => name === request.query.theme);
  if (theme) keep(response, 'zhibi_theme', theme);
  if (request.query.visit === 'now') keep(response, 'zhibi_visit', visitCookie(Date.now(), Date.now()));
  response.redirect(303, localPath(request.query.back));
};

export function visitorOf(request: Request): Visitor {
  const cookies = readCookies(request.headers.cookie);
  const lang = cookies.get('zhibi_lang');
  return {
    lang: lang === 'zh' || lang === 'en' ? lang : request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh',
    theme: THEMES.find((name) => name === cookies.get('zhibi_theme')) ?? 'auto',
    lastVisit: nextVisit(cookies.get('zhibi_visit'), Date.now()).lastVisit,
    name: readName(cookies.get('zhibi_name') ?? ''),
  };
}

/** Keeps the name with which a person signs, so that it need not be typed at each decision. */
export function rememberName(response: Response, name: string): void {
  keep(response, 'zhibi_name', name);
}

function readName(cookie: string): string {
  try {
    return decodeURIComponent(cookie).slice(0, LONGEST_NAME);
  } catch {
    return '';
  }
}

/** Notes that the person is here now. */
export function rememberVisit(request: Request, response: Response): void {
  keep(response, 'zhibi_visit', nextVisit(readCookies(request.headers.cookie).get('zhibi_visit'), Date.now()).cookie);
}

/**
 * The cookie holds two instants: when the visit before this one ended, and the latest request of this one.
 * @param now milliseconds
 */
export function nextVisit(cookie: string | undefined, now: number): { lastVisit: string | null; cookie: string } {
  const parts = /^(\d{1,14})\.(\d{1,14})$/.exec(cookie ?? '');
  if (!parts || Number(parts[2]) > now) return { lastVisit: null, cookie: visitCookie(0, now) };
  const [before, latest] = [Number(parts[1]), Number(parts[2])];
  const end = now - latest > VISIT_PAUSE_MS ? latest : before;
  return { lastVisit: end === 0 ? null : new Date(end).toISOString(), cookie: visitCookie(end, now) };
}

const visitCookie = (before: number, latest: number): string => `${before}.${latest}`;

function keep(response: Response, name: string, value: string): void {
  response.cookie(name, value, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: YEAR_MS });
}

function readCookies(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.split('='));
  return new Map(pairs.map(([name, value]) => [(name ?? '').trim(), (value ?? '').trim()]));
}
