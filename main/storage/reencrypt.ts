import { fail, ok } from '../../shared/base/result.ts';
import type { JobContext, JobStep } from '../platform/context.ts';
import type { Reencryption } from '../platform/storage-keys.ts';
import type { Keeping } from './keeping.ts';

/** A few dozen milliseconds of sealing. */
const ROWS_PER_CHUNK = 400;

/**
 * Puts all records and files under a fresh key. Stopped or cut off, it goes on with the same key where
 * it was: what is left to do is what the rows themselves say.
 */
export async function reencrypt({ engine }: Keeping, job: Pick<JobContext, 'chunk'>) {
  const work = await engine.keys.beginReencryption();
  if (!work)
    return fail(
      'KeyAltered',
      'The passphrase’s way to the key was altered, so nothing was encrypted anew. Change the passphrase, then try again.',
    );
  while (!(await encryptSome(work, job)));
  await job.chunk(async () => {
    await work.end();
    return stepAt({ done: 1, total: 1 }, 'Forgetting the old key');
  });
  return ok({ pages: engine.store.rowCount(), files: engine.files.rowCount() });
}

function stepAt({ done, total }: Pick<JobStep, 'done' | 'total'>, label: string): JobStep {
  return { cursor: null, done, total, label };
}

async function encryptSome(work: Reencryption, job: Pick<JobContext, 'chunk'>): Promise<boolean> {
  let isDone = false;
  await job.chunk(async () => {
    const step = work.step(ROWS_PER_CHUNK);
    ({ isDone } = step);
    return stepAt(step, 'Encrypting');
  });
  return isDone;
}
