import { pino } from 'pino';

/** One JSON line an event on standard error; secrets are cut by name. */
export const log = pino(
  {
    level: process.env.ZHIBI_LOG ?? 'info',
    redact: ['*.password', '*.token', 'req.headers.cookie', 'req.headers.authorization'],
  },
  pino.destination(2),
);
