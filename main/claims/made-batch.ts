import { ok } from '../../shared/base/result.ts';
import type { JobContext } from '../platform/context.ts';
import { selectClaimBatch } from './claim-store.ts';

/** A batch that was just sealed. */
export async function madeBatch(job: Pick<JobContext, 'read'>, batchId: string) {
  const batch = await job.read((db) => selectClaimBatch(db, batchId));
  if (!batch) throw new Error('A batch that was just made is not there');
  return ok({ batch });
}
