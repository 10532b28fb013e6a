import type { Core } from '../main/platform/core.ts';
import type { Client } from '../shared/base/contract.ts';
import type { Failure } from '../shared/base/result.ts';
import type { Operations } from '../shared/operations.ts';
import { valueOf } from './core.ts';

type Started =
  | { readonly ok: true; readonly value: { readonly jobId: string } }
  | { readonly ok: false; readonly failure: Failure };

/** Waits for a job to end and answers its reply, or its state when it has none. */
export async function jobReply(
  { core, client }: { readonly core: Core; readonly client: Client<Operations> },
  started: Promise<Started>,
): Promise<unknown> {
  const { jobId } = valueOf(await started);
  const { promise, resolve } = Promise.withResolvers<void>();
  const forget = core.onEvent((event) => {
    if (event.type === 'job' && event.jobId === jobId && event.state !== 'running') resolve();
  });
  const { state } = valueOf(await client['jobs.get']({ jobId }));
  if (state === 'running') await promise;
  forget();
  const ended = valueOf(await client['jobs.get']({ jobId }));
  return ended.result ?? ended.state;
}
