import type { auditOperations } from '../../shared/audit/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { Contexts } from '../platform/context.ts';
import { selectAuditEvents } from './store.ts';

export const auditHandlers: Handlers<typeof auditOperations, Contexts> = {
  async 'audit.list'(page, { db }) {
    return ok(await selectAuditEvents(db, page));
  },
};
