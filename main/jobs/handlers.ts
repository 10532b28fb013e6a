import type { Handlers } from '../../shared/base/contract.ts';
import { type Actor, isAllowed } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { jobOperations } from '../../shared/jobs/contract.ts';
import { operations } from '../../shared/operations.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectJob, selectJobs } from './store.ts';

/** The jobs that this person may start, and so may see. */
function jobsAllowedTo(actor: Actor): readonly string[] {
  return Object.entries(operations)
    .filter(([, { kind, permission }]) => kind === 'job' && isAllowed(permission, actor))
    .map(([name]) => name);
}

async function findJob(db: ReadonlyDb, jobId: string, actor: Actor) {
  const job = await selectJob(db, jobId);
  return job && jobsAllowedTo(actor).includes(job.operation)
    ? ok(job)
    : fail('UnknownJob', 'There is no such import or export here.');
}

export const jobHandlers: Handlers<typeof jobOperations, Contexts> = {
  async 'jobs.list'({ limit }, { db, actor }) {
    return ok(await selectJobs(db, { operations: jobsAllowedTo(actor), limit }));
  },
  async 'jobs.get'({ jobId }, { db, actor }) {
    return findJob(db, jobId, actor);
  },
  async 'jobs.cancel'({ jobId }, { tx, jobs, actor }) {
    const found = await findJob(tx, jobId, actor);
    if (!found.ok) return found;
    if (!jobs.isRunning(jobId)) return fail('NotRunning', 'It has ended already.');
    jobs.cancel(jobId);
    return ok({});
  },
  async 'jobs.resume'({ jobId }, { tx, jobs, actor }) {
    const found = await findJob(tx, jobId, actor);
    if (!found.ok) return found;
    const isStopped = found.value.state === 'cancelled' || found.value.state === 'interrupted';
    if (!isStopped || jobs.isRunning(jobId))
      return fail('NotResumable', 'Only a cancelled or interrupted one can go on.');
    jobs.resume(jobId);
    return ok({});
  },
};
