import { sql } from 'kysely';
import { isUnmarked } from '../billing/actions.ts';
import type { Tx } from '../platform/database.ts';
import { heldBackOf } from './twice-recorded.ts';
import { selectClaimsOfLinked } from './twice-store.ts';

/** Some claims whose treatments are no longer as they were written, or are billed elsewhere meanwhile. */
export async function staleClaims(
  tx: Tx,
  batchId: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ claimId: string }>`
    SELECT DISTINCT listed.claim_id
    FROM billing_batch_records AS listed
    JOIN treatment_records AS record ON record.id = listed.treatment_record_id
    WHERE listed.batch_id = ${batchId}::uuid
      AND (NOT listed.is_live OR record.version <> listed.version OR record.voided_at IS NOT NULL
        OR NOT ${isUnmarked}
        OR listed.amendment_count <> (SELECT count(*) FROM record_amendments AS amendment
          WHERE amendment.treatment_record_id = record.id))
    LIMIT ${limit}`.execute(tx);
  if (rows.length > 0) return rows.map(({ claimId }) => claimId);
  return claimsHeldBack(tx, batchId, limit);
}

/** Some claims of what turned out meanwhile to stand on another chart of the person too. */
async function claimsHeldBack(tx: Tx, batchId: string, limit: number): Promise<readonly string[]> {
  const claims = await selectClaimsOfLinked(tx, batchId);
  if (claims.size === 0) return [];
  const held = await heldBackOf(tx, [...claims.keys()]);
  const stale = [...held.keys()].flatMap((id) => claims.get(id) ?? []);
  return [...new Set(stale)].slice(0, limit);
}

/** Takes claims out of a batch that is not sealed, with their treatments. */
export async function deleteClaims(
  tx: Tx,
  batchId: string,
  claimIds: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('billingBatchRecords')
    .where('batchId', '=', batchId)
    .where('claimId', 'in', claimIds)
    .execute();
  await tx.deleteFrom('claims').where('id', 'in', claimIds).execute();
}

export type Seal = {
  readonly batchId: string;
  readonly fileDigest: string;
  readonly sealedAt: string;
};

/** From here on the batch is what went out, and what it keeps from other batches counts as billed. */
export async function sealBatch(tx: Tx, { batchId, fileDigest, sealedAt }: Seal): Promise<void> {
  await sql`
    UPDATE billing_batches AS batch
    SET file_digest = ${fileDigest}, sealed_at = ${sealedAt}::timestamptz,
      record_count = (SELECT count(*) FROM billing_batch_records WHERE batch_id = batch.id),
      claim_count = (SELECT count(*) FROM claims WHERE batch_id = batch.id),
      total_cents = (SELECT coalesce(sum(total_cents), 0) FROM claims WHERE batch_id = batch.id)
    WHERE batch.id = ${batchId}::uuid`.execute(tx);
}

/** Frees the treatments of claims, so that they can be billed anew. */
export async function freeRecords(tx: Tx, claimIds: readonly string[]): Promise<void> {
  if (claimIds.length === 0) return;
  await tx
    .updateTable('billingBatchRecords')
    .set({ isLive: false })
    .where('claimId', 'in', claimIds)
    .where('isLive', '=', true)
    .execute();
}
