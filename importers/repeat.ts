import { setTimeout as sleep } from 'node:timers/promises';

/** Runs rounds with a pause between two until it is told to stop; a round that is running is finished, one that fails is not the last. */
export async function repeat(
  pauseMilliseconds: number,
  round: () => Promise<unknown>,
  { signal, onError }: { signal: AbortSignal; onError: (error: unknown) => void },
): Promise<void> {
  while (!signal.aborted) {
    await round().catch(onError);
    await sleep(pauseMilliseconds, undefined, { signal }).catch(() => {});
  }
}
