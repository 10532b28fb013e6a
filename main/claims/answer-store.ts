import { sql } from 'kysely';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

/** Claims of sealed batches by their control numbers. */
export async function findByNumbers(
  db: ReadonlyDb,
  controlNumbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (controlNumbers.length === 0) return new Map();
  const rows = await db
    .selectFrom('claims')
    .innerJoin('billingBatches as batch', 'batch.id', 'claims.batchId')
    .where('batch.sealedAt', 'is not', null)
    .where('controlNumber', 'in', [...controlNumbers])
    .select(['claims.id', 'controlNumber'])
    .execute();
  return new Map(rows.map(({ id, controlNumber }) => [controlNumber, id]));
}

/** The control numbers of one transaction set of a file of ours, in its order. */
export async function claimsOfSet(
  db: ReadonlyDb,
  interchangeNumber: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('claims')
    .innerJoin('billingBatches as batch', 'batch.id', 'claims.batchId')
    .where('batch.interchangeNumber', '=', interchangeNumber)
    .where('batch.sealedAt', 'is not', null)
    .select('controlNumber')
    .orderBy('claims.position')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return rows.map(({ controlNumber }) => controlNumber);
}

const isEnded = sql<boolean>`EXISTS (SELECT FROM claim_events AS event
  WHERE event.claim_id = claims.id AND event.kind IN ('replaced', 'voided', 'withdrawn'))`;

/** Claims that a payer accepted although they were ended here, or their treatments are on another claim. */
export async function contradictedAmong(
  tx: Tx,
  claimIds: readonly string[],
): Promise<readonly string[]> {
  if (claimIds.length === 0) return [];
  const rows = await tx
    .selectFrom('claims')
    .where('claims.id', 'in', [...claimIds])
    .where('claims.frequency', '<>', '8')
    .where(
      sql<boolean>`(${isEnded} OR EXISTS (
        SELECT FROM billing_batch_records AS own
        JOIN live_batch_records AS held
          ON held.treatment_record_id = own.treatment_record_id AND held.batch_id <> own.batch_id
        WHERE own.claim_id = claims.id))`,
    )
    .select('claims.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A payer that took a claim after all holds its treatments again. */
export async function holdAgain(tx: Tx, claimIds: readonly string[]): Promise<void> {
  if (claimIds.length === 0) return;
  await sql`
    UPDATE billing_batch_records AS own SET is_live = true
    FROM claims
    WHERE claims.id = own.claim_id AND claims.frequency <> '8' AND NOT own.is_live
      AND claims.id = ANY(${claimIds}::uuid[])`.execute(tx);
}
