import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { PROJECT_ROOT } from '../../server/config.ts';
import { type ContainedReply, type ContainedRequest, type KeeperData, READY } from './protocol.ts';

/**
 * A thread that keeps the child process, so that the import itself may wait without an event loop. One request at a time; a child
 * that takes too long or too much is killed, and the next request gets a new one.
 */
const { port, signal, limits } = workerData as KeeperData;
const CHECK_MILLISECONDS = 50;
const MEGABYTE = 1024 * 1024;
/** A child loads its readers within a second; on a busy machine it may take longer, and that is not the file's fault. */
const START_MILLISECONDS = 30_000;
const ready = new WeakSet<ChildProcess>();
/** Children that have read a file before: what it left behind is not the next file's fault. */
const used = new WeakSet<ChildProcess>();
let child: ChildProcess | undefined;

port.on('message', (request: ContainedRequest | 'stop') => {
  if (request !== 'stop') return void askTwice(request).then(reply);
  child?.kill('SIGKILL');
  port.close();
});

function reply(answer: ContainedReply): void {
  port.postMessage(answer);
  const flag = new Int32Array(signal);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

function startChild(): ChildProcess {
  const started = fork(join(import.meta.dirname, 'child.ts'), [], {
    cwd: PROJECT_ROOT,
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    execArgv: ['--import', 'tsx', '--max-semi-space-size=4', `--max-old-space-size=${limits.heapMegabytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  started.unref();
  return started;
}

/** A file that takes too much in a child that read others before is read once more, in a child of its own. */
async function askTwice(request: ContainedRequest): Promise<ContainedReply> {
  const isFirst = !child?.connected || !used.has(child);
  const answer = await ask(request);
  const isTooLarge = 'failure' in answer && answer.failure.code === 'TOO_LARGE';
  return isTooLarge && !isFirst && child === undefined ? await ask(request) : answer;
}

function ask(request: ContainedRequest): Promise<ContainedReply> {
  if (!child?.connected) child = startChild();
  const asked = child;
  const { path } = request.file;
  return new Promise((resolve) => {
    const finish = (answer: ContainedReply): void => {
      clearInterval(watch);
      asked.removeAllListeners();
      resolve(answer);
    };
    const fail = (code: string, message: string): void => {
      asked.removeAllListeners();
      asked.kill('SIGKILL');
      if (child === asked) child = undefined;
      finish({ failure: { code, message: `${path}: ${message}` } });
    };
    let until = performance.now() + limits.milliseconds + (ready.has(asked) ? 0 : START_MILLISECONDS);
    const watch = setInterval(() => {
      if (performance.now() > until) fail('TOO_SLOW', `not read within ${limits.milliseconds / 1000} s`);
      else if (residentMegabytes(asked) > limits.residentMegabytes)
        fail('TOO_LARGE', `takes more than ${limits.residentMegabytes} MB to read`);
    }, CHECK_MILLISECONDS);
    asked.on('message', (answer: ContainedReply | typeof READY) => {
      if (answer !== READY) {
        used.add(asked);
        return finish(answer);
      }
      ready.add(asked);
      until = performance.now() + limits.milliseconds;
    });
    asked.once('error', (error) => fail('BROKEN_FORMAT', error.message));
    asked.once('exit', () => fail('TOO_LARGE', `its reader ended: it takes more than ${limits.heapMegabytes} MB`));
    asked.send(request, (error) => {
      if (error) fail('BROKEN_FORMAT', error.message);
    });
  });
}

/** @returns 0 where the system does not say (anything but Linux): the heap's own limit holds there. */
function residentMegabytes({ pid }: ChildProcess): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return (pages * 4096) / MEGABYTE;
  } catch {
    return 0;
  }
}
