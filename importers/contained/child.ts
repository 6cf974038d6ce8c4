import { readFileSync } from 'node:fs';
import { AppError } from '../../server/errors.ts';
import { getFormat } from '../registry.ts';
import { loadModulesAsTheyAre } from './plain-modules.ts';
import { type ContainedReply, type ContainedRequest, READY } from './protocol.ts';

loadModulesAsTheyAre();

/** The child: reads one file at a time with the format named. It is killed from outside when it takes too much. */
process.on('message', (request: ContainedRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
process.send?.(READY);

async function answer({ format, file, context }: ContainedRequest): Promise<ContainedReply> {
  try {
    const whole = file.place && file.text === '' ? { ...file, bytes: readFileSync(file.place) } : file;
    return { items: await getFormat(format).parse(whole, context) };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'BROKEN_FORMAT';
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { failure: { code, message: error instanceof AppError ? error.message : `${file.path}: ${message}` } };
  }
}
