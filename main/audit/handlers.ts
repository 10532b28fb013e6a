import type { auditOperations } from '../../shared/audit/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { Contexts } from '../platform/context.ts';
import { exportEvents } from './export-events.ts';
import {
  searchEvents,
  selectChartViewers,
  selectPatientName,
  selectPeople,
} from './search-store.ts';
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
    async 'audit.search'(page, { db }) {
      return ok(await searchEvents(db, page));
    },
    async 'audit.people'(_input, { db }) {
      return ok(await selectPeople(db));
    },
    async 'audit.chartViewers'({ patientId }, { db }) {
      const patient = await selectPatientName(db, patientId);
      if (!patient) return fail('UnknownPatient', 'There is no such patient here.');
      return ok({ patient, viewers: await selectChartViewers(db, patientId) });
    },
    'audit.export': exportEvents,
    async 'audit.chains'(_input, { db }) {
      return ok([...(await selectChains(db))]);
    },
    async 'audit.verify'(_input, job) {
      return ok(await verifyAsJob(job, await headsElsewhere(job.read)));
    },
  };
}
