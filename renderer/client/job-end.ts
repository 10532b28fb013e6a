import { bridge } from './bridge.ts';
import { client } from './client.ts';

const ASK_AGAIN_MS = 2000;

/**
 * The reply of a job once it has ended, however it did: `{ ok: true, value }` or `{ ok: false, failure }`;
 * null where it was stopped or cannot be asked after. A lost event is made up for by asking again.
 */
export async function replyOfJob(jobId: string): Promise<unknown> {
  for (;;) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = bridge.onEvent((event) => {
      if (event.type === 'job' && event.jobId === jobId && event.state !== 'running') resolve();
    });
    const timer = setTimeout(resolve, ASK_AGAIN_MS);
    try {
      const reply = await client['jobs.get']({ jobId });
      if (!reply.ok) return null;
      if (reply.value.state !== 'running') return reply.value.result;
      await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  }
}
