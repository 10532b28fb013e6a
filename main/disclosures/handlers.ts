import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { disclosureOperations } from '../../shared/disclosures/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { accountFor } from './account-for.ts';
import { discloseChart, type DisclosureParts, unknownPatient } from './disclose-chart.ts';
import { disclosePacket } from './disclose-packet.ts';
import { selectDisclosuresOf } from './store.ts';

export function createDisclosureHandlers(
  parts: DisclosureParts,
): Handlers<typeof disclosureOperations, Contexts> {
  return {
    'disclosures.chart': (asked, job) => discloseChart(asked, job, parts),
    'disclosures.defencePacket': (asked, job) => disclosePacket(asked, job, parts),
    async 'disclosures.list'({ patientId }, { db }) {
      if (!(await findPatient(db, patientId))) return unknownPatient;
      return ok(await selectDisclosuresOf(db, patientId));
    },
    'disclosures.accounting': (asked, job) => accountFor(asked, job, parts),
  };
}
