import type { ParseContext, ParsedItem, RawFile } from '../formats/format.ts';

/** What may be spent on one file. */
export interface Limits {
  milliseconds: number;
  /** Of JavaScript objects. */
  heapMegabytes: number;
  /** Of the whole child, buffers and all. */
  residentMegabytes: number;
}

export interface ContainedRequest {
  format: string;
  file: RawFile;
  context: ParseContext;
}

/** Sent once by a child that has loaded its readers: time is counted from there. */
export const READY = 'ready';

export type ContainedReply = { items: ParsedItem[] } | { failure: { code: string; message: string } };

/** Shared by the process and the thread that keeps the child: what the thread is started with. */
export interface KeeperData {
  port: import('node:worker_threads').MessagePort;
  /** One Int32: 1 when an answer lies at the port. */
  signal: SharedArrayBuffer;
  limits: Limits;
}
