import parser from 'robots-parser';
import { AppError } from '../../server/errors.ts';
import { ROBOT_NAME } from './request.ts';

interface Robots {
  isDisallowed(url: string, robot: string): boolean | undefined;
  getCrawlDelay(robot: string): number | undefined;
}
/** The package exports the function itself, which its types deny. */
const parseRobots = parser as unknown as (url: string, text: string) => Robots;

/** What a host lets readers do: the text of its robots.txt, '' where it has none. */
export interface RobotsCopy {
  text: string;
  /** Milliseconds. */
  fetchedAt: number;
}

/** Kept from run to run; a copy is used for a day (RFC 9309 §2.4). */
export interface RobotsCache {
  findRobots(origin: string): RobotsCopy | undefined;
  saveRobots(origin: string, copy: RobotsCopy): void;
}

export interface RobotsGate {
  /**
   * @returns the pause that the host asks for, in milliseconds; 0 when it asks for none.
   * @throws AppError ROBOTS_DENIED, or why robots.txt cannot be read.
   */
  check(url: URL): Promise<number>;
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** RFC 9309 §2.5: at least 500 KiB are read; the rest is cut. */
const LONGEST_TEXT = 500 * 1024;
/** A host may not hold the whole run up. */
const LONGEST_PAUSE_SECONDS = 60;

/**
 * @param load fetches robots.txt of a host: its text, '' for an answer of 4xx
 *   @throws AppError when the host cannot be asked: then nothing of it may be read (RFC 9309 §2.3.1.4)
 * @param now milliseconds
 */
export function createRobotsGate(
  load: (origin: string) => Promise<string>,
  cache: RobotsCache,
  now: () => number,
): RobotsGate {
  const memory = new Map<string, RobotsCopy>();
  const pending = new Map<string, Promise<string>>();
  const textOf = (origin: string): Promise<string> => {
    const kept = memory.get(origin) ?? cache.findRobots(origin);
    if (kept && now() - kept.fetchedAt < DAY_MILLISECONDS) return Promise.resolve(kept.text);
    const running = pending.get(origin);
    if (running) return running;
    const loading = load(origin)
      .then((loaded) => {
        const copy = { text: loaded.slice(0, LONGEST_TEXT), fetchedAt: now() };
        memory.set(origin, copy);
        cache.saveRobots(origin, copy);
        return copy.text;
      })
      .finally(() => pending.delete(origin));
    pending.set(origin, loading);
    return loading;
  };
  return {
    async check(url) {
      const address = `${url.origin}/robots.txt`;
      const text = await textOf(url.origin);
      const robots = parseRobots(address, text);
      if (robots.isDisallowed(url.href, ROBOT_NAME))
        throw new AppError('ROBOTS_DENIED', `${url.href}: ${address} asks that it be left alone`);
      return Math.min(robots.getCrawlDelay(ROBOT_NAME) ?? 0, LONGEST_PAUSE_SECONDS) * 1000;
    },
  };
}
