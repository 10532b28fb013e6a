import { setTimeout } from 'node:timers/promises';
import type { JobContext } from '../platform/context.ts';
import type { CopyProgress } from '../platform/copy-thread/copy-work.ts';
import type { LongWork } from '../platform/storage-engine.ts';

/** How often a job that works elsewhere writes down how far it is, and so can be stopped. */
const CHUNK_EVERY_MS = 400;

/**
 * Runs work that is done outside the database as a job: its progress becomes the job's, and a job that
 * is asked to stop stops it. It begins anew when the job is resumed.
 */
export async function inChunks<T>(
  job: Pick<JobContext, 'chunk' | 'now'>,
  work: (work: LongWork) => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  let progress: CopyProgress = { label: '', done: 0, total: 0 };
  const running = work({
    now: job.now,
    signal: stopping.signal,
    onProgress: (step) => {
      progress = step;
    },
  });
  const isOver = running.then(
    () => true,
    () => true,
  );
  try {
    const pause = () => setTimeout(CHUNK_EVERY_MS, false, { signal: stopping.signal });
    while (!(await Promise.race([isOver, pause()])))
      await job.chunk(async () => ({ cursor: null, ...progress }));
  } catch (error) {
    stopping.abort();
    await isOver;
    throw error;
  }
  return running;
}
