import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { type Claim, totalCentsOf } from '../../shared/billing/claim.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

export type NewBatch = {
  readonly id: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly payerId: string;
  readonly exportedBy: string;
  readonly exportedAt: string;
  readonly interchangeNumber: number;
};

export async function insertUnsealed(tx: Tx, batch: NewBatch): Promise<void> {
  await tx
    .insertInto('billingBatches')
    .values({ ...batch, recordCount: 0, kind: 'claims' })
    .execute();
}

/** Lists some records, in their order, from behind a place on. None is held yet. */
export async function listRecords(
  tx: Tx,
  batchId: string,
  { recordIds, after }: { readonly recordIds: readonly string[]; readonly after: number },
): Promise<void> {
  await sql`
    INSERT INTO billing_batch_records (batch_id, treatment_record_id, position, version, is_live)
    SELECT ${batchId}::uuid, listed.id, ${after}::int + listed.position, 0, false
    FROM unnest(${recordIds}::uuid[]) WITH ORDINALITY AS listed (id, position)`.execute(tx);
}

/** A record that is listed for a batch, and where. */
export type Listed = { readonly id: string; readonly position: number };

/** The next candidates behind a place, in the order of the list. */
export async function nextCandidates(
  db: ReadonlyDb,
  batchId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Listed[]> {
  return db
    .selectFrom('billingBatchRecords')
    .where('batchId', '=', batchId)
    .where('position', '>', after)
    .select(['treatmentRecordId as id', 'position'])
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** Strikes candidates up to a place off the list of which no claim was made. */
export async function strikeUnclaimed(tx: Tx, batchId: string, upTo: number): Promise<void> {
  await tx
    .deleteFrom('billingBatchRecords')
    .where('batchId', '=', batchId)
    .where('position', '<=', upTo)
    .where('claimId', 'is', null)
    .execute();
}

export type NewClaim = {
  readonly id: string;
  readonly position: number;
  readonly patientId: string;
  readonly coverageId: string | null;
  readonly content: Claim;
  readonly originalClaimId: string | null;
  /** The claim that the payer before decided; not said for a claim to the first payer. */
  readonly priorClaimId?: string;
  /** The treatments that it holds. */
  readonly treatmentRecordIds: readonly string[];
};

/**
 * Writes claims of an unsealed batch, and which treatments each has in which version. A claim that is no void
 * keeps other batches from taking them; one that another batch has already is not kept, and the claim is stale.
 */
export async function insertClaims(
  tx: Tx,
  batchId: string,
  claims: readonly NewClaim[],
): Promise<void> {
  if (claims.length === 0) return;
  await tx
    .insertInto('claims')
    .values(
      claims.map(({ content, treatmentRecordIds: _, ...row }) => ({
        ...row,
        batchId,
        controlNumber: content.controlNumber,
        servedOn: content.lines[0]?.servedOn ?? '',
        frequency: content.frequency,
        totalCents: totalCentsOf(content),
        content: JSON.stringify(content),
      })),
    )
    .execute();
  const held = claims.flatMap(({ id, content, treatmentRecordIds }) =>
    treatmentRecordIds.map((recordId) => ({ id, recordId, isKept: content.frequency !== '8' })),
  );
  await sql`
    UPDATE billing_batch_records AS listed
    SET claim_id = held.claim_id, version = record.version,
      amendment_count = (SELECT count(*) FROM record_amendments AS amendment
        WHERE amendment.treatment_record_id = record.id),
      is_live = held.is_kept AND NOT EXISTS (SELECT FROM billing_batch_records AS other
        WHERE other.treatment_record_id = record.id AND other.is_live)
    FROM unnest(${held.map(({ id }) => id)}::uuid[], ${held.map(({ recordId }) => recordId)}::uuid[],
      ${held.map(({ isKept }) => isKept)}::boolean[]) AS held (claim_id, record_id, is_kept)
    JOIN treatment_records AS record ON record.id = held.record_id
    WHERE listed.batch_id = ${batchId}::uuid AND listed.treatment_record_id = held.record_id`.execute(
    tx,
  );
}
