/** Sends one request at a time to a host, with a pause from the end of one to the start of the next. */
export interface HostQueue {
  run<T>(host: string, pauseMilliseconds: number, task: () => Promise<T>): Promise<T>;
}

/** @param sleep waits, in milliseconds @param now in milliseconds */
export function createHostQueue(sleep: (milliseconds: number) => Promise<void>, now: () => number): HostQueue {
  const tails = new Map<string, Promise<unknown>>();
  const ended = new Map<string, number>();
  return {
    run(host, pauseMilliseconds, task) {
      const turn = (tails.get(host) ?? Promise.resolve()).then(async () => {
        const wait = (ended.get(host) ?? Number.NEGATIVE_INFINITY) + pauseMilliseconds - now();
        if (wait > 0) await sleep(wait);
        try {
          return await task();
        } finally {
          ended.set(host, now());
        }
      });
      tails.set(
        host,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}
