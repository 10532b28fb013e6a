import { claimStateOf } from '../../shared/billing/claim-state.ts';
import type { ClaimShown } from '../../shared/claims/claim-shapes.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { eventKinds } from './claim-store.ts';

/** The claims that went to later payers after one was decided, the oldest first. */
export async function selectLaterClaims(
  db: ReadonlyDb,
  claimId: string,
): Promise<ClaimShown['laterClaims']> {
  const rows = await db
    .selectFrom('claims as claim')
    .innerJoin('billingBatches as batch', 'batch.id', 'claim.batchId')
    .innerJoin('payers as payer', 'payer.id', 'batch.payerId')
    .where('claim.priorClaimId', '=', claimId)
    .where('batch.sealedAt', 'is not', null)
    .select(['claim.id', 'claim.controlNumber', 'payer.name as payerName'])
    .select(eventKinds.as('eventKinds'))
    .orderBy('batch.exportedAt')
    .orderBy('claim.id')
    .execute();
  return rows.map(({ eventKinds: happened, ...claim }) => ({
    ...claim,
    state: claimStateOf(happened.map((kind) => ({ kind }))),
  }));
}
