import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../config.ts';
import { AppError, ERROR_CODES, type ErrorCode } from '../errors.ts';

/** What was handed in: files in a folder of their own, addresses, and what was said of them. */
export interface ImportOrder {
  /** Holds the files; removed when the import is over. */
  folder: string;
  /** Folder that the words are meant from: what their names in the receipt are relative to. */
  base: string;
  /** Paths and addresses. */
  words: readonly string[];
  /** Options of the import command. */
  options: readonly string[];
}

export interface ImportJob {
  jobId: number;
  words: readonly string[];
  /** RFC 3339, UTC. */
  startedAt: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** The receipt; null while there is none. */
  runId: number | null;
  /** Why there is no receipt; empty otherwise. */
  error: string;
}

/** Runs the import command in processes of its own, one after another: the server itself reads no document. */
export interface ImportRunner {
  /** @returns the job as soon as it is over. @throws AppError BUSY when too many wait. */
  run(order: ImportOrder): { job: ImportJob; over: Promise<ImportJob> };
  /** Takes an import back, after whatever waits. @throws AppError with the reason of the command. */
  undo(runId: number): Promise<void>;
  /** Those that wait, run, or failed lately; the newest first. */
  listJobs(): ImportJob[];
  /** Ends what runs; nothing half-written stays, since a document is one transaction. */
  close(): void;
}

const MOST_WAITING = 20;
const MOST_REMEMBERED = 20;
const LONGEST_MILLISECONDS = 10 * 60_000;
const MOST_OUTPUT = 32 * 1024 * 1024;

export function createImportRunner(databasePath: string): ImportRunner {
  const jobs: ImportJob[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  let child: ChildProcess | undefined;
  let isClosed = false;

  const work = async (job: ImportJob, order: ImportOrder): Promise<ImportJob> => {
    try {
      if (isClosed) throw new Error('the site was stopped');
      job.state = 'running';
      job.runId = await runCommand(databasePath, order, (started) => {
        child = started;
      });
      job.state = 'done';
    } catch (error) {
      job.state = 'failed';
      job.error = (error as Error).message;
    } finally {
      child = undefined;
      await rm(order.folder, { recursive: true, force: true });
    }
    return job;
  };

  return {
    run(order) {
      if (jobs.filter(({ state }) => state === 'waiting').length >= MOST_WAITING)
        throw new AppError('BUSY', `${MOST_WAITING} imports wait`);
      const startedAt = new Date().toISOString();
      const job: ImportJob = {
        jobId: ++lastId,
        words: order.words,
        startedAt,
        state: 'waiting',
        runId: null,
        error: '',
      };
      jobs.unshift(job);
      jobs.splice(MOST_REMEMBERED + MOST_WAITING);
      const over = tail.then(() => work(job, order));
      tail = over;
      return { job, over };
    },
    undo(runId) {
      const over = tail.then(() => {
        if (isClosed) throw new AppError('BUSY', 'the site was stopped');
        return runUndo(databasePath, runId, (started) => {
          child = started;
        });
      });
      tail = over.catch(() => {});
      return over;
    },
    listJobs: () => jobs.filter(({ state }) => state !== 'done'),
    close() {
      isClosed = true;
      child?.kill('SIGTERM');
    },
  };
}

/** @returns the id of the run. @throws Error with what the command complained of. */
async function runCommand(
  databasePath: string,
  { base, words, options }: ImportOrder,
  onStarted: (child: ChildProcess) => void,
): Promise<number> {
  const args = ['--json', '--via', 'site', '--db', databasePath, ...options, '--', ...words];
  const { status, answer, complaint } = await runCli(args, base, onStarted);
  const runId = findRunId(answer);
  if (runId !== undefined && (status === 0 || status === 1)) return runId;
  throw new Error(complaint || `the import ended with ${status ?? 'a signal'}`);
}

async function runUndo(databasePath: string, runId: number, onStarted: (child: ChildProcess) => void): Promise<void> {
  const args = ['--json', '--db', databasePath, '--undo', String(runId)];
  const { status, complaint } = await runCli(args, PROJECT_ROOT, onStarted);
  if (status === 0) return;
  const [, code = '', message = ''] = /^([A-Z_]+): (.*?)(?: — |$)/.exec(complaint) ?? [];
  throw new AppError(code in ERROR_CODES ? (code as ErrorCode) : 'INTERNAL', message || complaint);
}

interface Ended {
  status: number | null;
  answer: string;
  /** What it wrote to its error output. */
  complaint: string;
}

function runCli(args: readonly string[], base: string, onStarted: (child: ChildProcess) => void): Promise<Ended> {
  const command = join(PROJECT_ROOT, 'importers', 'cli.ts');
  const { PATH, TMPDIR, LANG } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', command, ...args], {
    cwd: PROJECT_ROOT,
    env: { PATH, TMPDIR, LANG, INIT_CWD: base },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MILLISECONDS,
    killSignal: 'SIGKILL',
  });
  onStarted(child);
  return new Promise((resolve, reject) => {
    const [answer, complaint] = [collect(child.stdout), collect(child.stderr)];
    child.once('error', reject);
    child.once('close', (status) =>
      resolve({ status, answer: answer(), complaint: complaint().trim().slice(0, 2000) }),
    );
  });
}

/** Keeps the end of what is written: that is where the receipt says which run it was. */
function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-MOST_OUTPUT);
  });
  return () => text;
}

/** The receipt is one JSON object whose items come first, its own fields on the last line. */
function findRunId(receipt: string): number | undefined {
  const last = receipt.trimEnd().split('\n').at(-1) ?? '';
  const id = /^\],"runId":(\d{1,15}),/.exec(last)?.[1];
  return id === undefined ? undefined : Number(id);
}
