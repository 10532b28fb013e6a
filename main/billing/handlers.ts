import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { billingOperations } from '../../shared/billing/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { selectBatch, selectBatches } from './batch-store.ts';
import { exportBatch } from './export-batch.ts';
import { selectPreview } from './store.ts';

export const billingHandlers: Handlers<typeof billingOperations, Contexts> = {
  'billing.export': (range, job) => exportBatch(range, job),

  async 'billing.preview'(range, { db }) {
    return ok(await selectPreview(db, range));
  },

  async 'billing.listBatches'({ limit }, { db }) {
    return ok([...(await selectBatches(db, limit))]);
  },

  async 'billing.getBatch'({ batchId }, { db }) {
    const batch = await selectBatch(db, batchId);
    return batch === null
      ? fail('UnknownBatch', 'There is no such batch on this computer.')
      : ok(batch);
  },
};
