import type { CoreEvent } from '../../shared/base/bridge.ts';
import { fail } from '../../shared/base/result.ts';
import type { JobStatus } from '../../shared/jobs/contract.ts';
import type { Reply } from '../platform/core.ts';
import type { OpenCore } from './cli-core.ts';
import type { Terminal } from './cli-terminal.ts';

type JobEvent = Extract<CoreEvent, { readonly type: 'job' }>;

/**
 * Waits for a job to end and answers its reply; shows progress. Ctrl-C asks it to stop at the next
 * chunk, a second one leaves at once: the job counts as interrupted, or goes on in a running application.
 */
export async function waitForJob(
  open: OpenCore,
  jobId: string,
  terminal: Terminal,
): Promise<Reply> {
  const cancel = stopOnSignal(() => void open.client['jobs.cancel']({ jobId }));
  const ended = endOf(open, jobId, (event) => terminal.showProgress(progressText(event)));
  try {
    const begun = await open.client['jobs.get']({ jobId });
    if (begun.ok && begun.value.state === 'running') await ended.promise;
    const status = await open.client['jobs.get']({ jobId });
    if (status.ok) return replyOf(status.value);
    if (status.failure.code !== 'Unavailable') return status;
    return replyOfLost(status, ended.lastStep() ?? (begun.ok ? begun.value : null));
  } finally {
    ended.forget();
    cancel.forget();
    terminal.showProgress(null);
  }
}

/** Starts a job and waits for it. */
export async function runJob(
  open: OpenCore,
  terminal: Terminal,
  started: Promise<
    | { readonly ok: true; readonly value: { readonly jobId: string } }
    | Extract<Reply, { ok: false }>
  >,
): Promise<Reply> {
  const reply = await started;
  return reply.ok ? waitForJob(open, reply.value.jobId, terminal) : reply;
}

function endOf({ core }: OpenCore, jobId: string, onStep: (event: JobEvent) => void) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let last: KnownJob | null = null;
  const forget = core.onEvent((event) => {
    // The core is not there any more, or knows nobody: asking it tells which.
    if (event.type === 'sessionEnded') return resolve();
    if (event.jobId !== jobId) return;
    last = { ...event, id: jobId };
    if (event.state === 'running') onStep(event);
    else resolve();
  });
  return { promise, forget, lastStep: () => last };
}

// Under npm one Ctrl-C may arrive twice: from the terminal, and passed on by npm.
const SAME_KEY_PRESS_MS = 500;

function stopOnSignal(stop: () => void) {
  let askedAtMs: number | null = null;
  const onSignal = (): void => {
    if (askedAtMs === null) {
      askedAtMs = performance.now();
      stop();
    } else if (performance.now() - askedAtMs > SAME_KEY_PRESS_MS) process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    forget: (): void => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

/** Such as `imports.synthea, 120 of 400, Patients`. */
export function progressText(step: Pick<JobEvent, 'operation' | 'done' | 'total' | 'label'>) {
  const { operation, done, total, label } = step;
  const counted = total > 0 ? [`${done} of ${total}`] : [];
  return [operation, ...counted, ...(label === '' ? [] : [label])].join(', ');
}

/** Jobs that write one file, whole or not at all: there is nothing to go on with. */
const WHOLE_OR_NOTHING = [
  'storage.backUp',
  'storage.backUpTo',
  'storage.dumpPlain',
  'exchange.exportFhir',
  'disclosures.chart',
  'disclosures.defencePacket',
  'billingLines.export',
];

type EndedJob = Pick<JobStatus, 'id' | 'operation' | 'state' | 'result' | 'done' | 'total'>;

type KnownJob = Pick<EndedJob, 'id' | 'operation' | 'done' | 'total'>;

/** How to go on with a job whose core is gone, as far as that is known. */
function replyOfLost(lost: Reply, job: KnownJob | null): Reply {
  return job === null ? lost : replyOf({ ...job, state: 'interrupted', result: null });
}

/** The job's own reply; for one that was stopped, how to go on with it. */
export function replyOf(job: EndedJob): Reply {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract says that it is a reply
  if (job.result !== null) return job.result as unknown as Reply;
  const code = job.state === 'cancelled' ? 'Cancelled' : 'Interrupted';
  if (WHOLE_OR_NOTHING.includes(job.operation))
    return fail(code, 'Stopped; no file was written. The same command begins anew.');
  const input = JSON.stringify({ jobId: job.id });
  return fail(
    code,
    `Stopped after ${job.done} of ${job.total}; what is in stays. Go on with: call jobs.resume '${input}'`,
  );
}
