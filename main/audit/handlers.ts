import type { auditOperations } from '../../shared/audit/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { Contexts } from '../platform/context.ts';
import { selectAuditEvents, selectChains } from './store.ts';
import { verifyAsJob } from './verify.ts';

/** The signed heads that stand outside the records, such as in backups. */
export type HeadsElsewhere = (read: Contexts['job']['read']) => Promise<readonly SignedHead[]>;

export function createAuditHandlers(
  headsElsewhere: HeadsElsewhere,
): Handlers<typeof auditOperations, Contexts> {
  return {
    async 'audit.list'(page, { db }) {
      return ok(await selectAuditEvents(db, page));
    },
    async 'audit.chains'(_input, { db }) {
      return ok([...(await selectChains(db))]);
    },
    async 'audit.verify'(_input, job) {
      return ok(await verifyAsJob(job, await headsElsewhere(job.read)));
    },
  };
}
