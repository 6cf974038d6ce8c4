import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { AppError, ERROR_CODES, type ErrorCode } from '../../server/errors.ts';
import type { ParseContext, ParsedItem, RawFile } from '../formats/format.ts';
import type { ContainedReply, KeeperData, Limits } from './protocol.ts';

/** Nothing real came near in public suites; a reader that needs more is refused and named. */
export const LIMITS: Limits = { milliseconds: 8_000, heapMegabytes: 384, residentMegabytes: 480 };
/** The keeper answers in time whatever the child does; this is for the case that the keeper itself is gone. */
const GRACE_MILLISECONDS = 60_000;

/** `--import tsx` does not reach the threads of a process that was itself started with it (Node 20). */
const LOAD_KEEPER = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./keeper.ts', ${JSON.stringify(import.meta.url)}))`;

/** Reads files by formats that run in a child process with limits. */
export interface Container {
  /** @throws AppError with the reader's own code, or TOO_SLOW or TOO_LARGE when it had to be stopped. */
  parse(format: string, file: RawFile, context: ParseContext): ParsedItem[];
  close(): void;
}

/** Starts nothing before the first file asks for it; the child then serves file after file. */
export function openContainer(limits: Limits = LIMITS): Container {
  const signal = new SharedArrayBuffer(4);
  const flag = new Int32Array(signal);
  let port: MessagePort | undefined;
  let keeper: Worker | undefined;

  const start = (): MessagePort => {
    const channel = new MessageChannel();
    const workerData: KeeperData = { port: channel.port2, signal, limits };
    keeper = new Worker(LOAD_KEEPER, { eval: true, workerData, transferList: [channel.port2] });
    keeper.unref();
    channel.port1.unref();
    return channel.port1;
  };

  return {
    parse(format, file, context) {
      port ??= start();
      Atomics.store(flag, 0, 0);
      port.postMessage({ format, file, context });
      Atomics.wait(flag, 0, 0, limits.milliseconds + GRACE_MILLISECONDS);
      const reply = receiveMessageOnPort(port)?.message as ContainedReply | undefined;
      if (!reply) throw new AppError('INTERNAL', `${file.path}: its reader does not answer`);
      if ('items' in reply) return reply.items;
      const { code, message } = reply.failure;
      throw new AppError(code in ERROR_CODES ? (code as ErrorCode) : 'BROKEN_FORMAT', message);
    },
    close() {
      port?.postMessage('stop');
      port?.close();
      void keeper?.terminate();
      port = undefined;
      keeper = undefined;
    },
  };
}
