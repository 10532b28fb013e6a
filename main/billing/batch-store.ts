import { sql } from 'kysely';
import type { BillingBatch } from '../../shared/billing/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { DateRange } from './store.ts';

export type NewBatch = {
  readonly id: string;
  readonly range: DateRange;
  /** In the order of the files' lines. */
  readonly recordIds: readonly string[];
  readonly machineDigest: string;
  readonly excelDigest: string;
  readonly exportedBy: string;
  readonly exportedAt: string;
};

const amendmentCount = sql`(
  SELECT count(*) FROM record_amendments AS amendment WHERE amendment.treatment_record_id = record.id
)`;

/** A unique index of billing_batch_records refuses a record that another live batch holds. */
export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  const { range, recordIds, ...row } = batch;
  await tx
    .insertInto('billingBatches')
    .values({ ...row, ...range, recordCount: recordIds.length })
    .execute();
  // One array parameter: a row of parameters for each record would meet PostgreSQL's limit of 65,535.
  await sql`
    INSERT INTO billing_batch_records
      (treatment_record_id, batch_id, position, version, amendment_count)
    SELECT record.id, ${batch.id}::uuid, listed.position, record.version, ${amendmentCount}
    FROM unnest(${recordIds}::uuid[]) WITH ORDINALITY AS listed (id, position)
    JOIN treatment_records AS record ON record.id = listed.id`.execute(tx);
}

function batches(db: ReadonlyDb) {
  return db
    .selectFrom('billingBatches as batch')
    .innerJoin('users as exporter', 'exporter.id', 'batch.exportedBy')
    .where('batch.kind', '=', 'lines')
    .select((eb) => [
      'batch.id',
      'batch.fromOn',
      'batch.toOn',
      'batch.recordCount',
      eb.ref('batch.machineDigest').$notNull().as('machineDigest'),
      eb.ref('batch.excelDigest').$notNull().as('excelDigest'),
      'exporter.displayName as exportedByName',
      'batch.exportedAt',
      eb
        .selectFrom('billingBatchRecords as exported')
        .innerJoin('treatmentRecords as record', 'record.id', 'exported.treatmentRecordId')
        .whereRef('exported.batchId', '=', 'batch.id')
        .where(
          sql<boolean>`(record.version <> exported.version OR record.voided_at IS NOT NULL
            OR exported.amendment_count <> ${amendmentCount})`,
        )
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .$asScalar()
        .$notNull()
        .as('changedSinceCount'),
    ])
    .orderBy('batch.exportedAt', 'desc')
    .orderBy('batch.id', 'desc');
}

export async function selectBatches(
  db: ReadonlyDb,
  limit: number,
): Promise<readonly BillingBatch[]> {
  return batches(db).limit(limit).execute();
}

export async function selectBatch(db: ReadonlyDb, batchId: string): Promise<BillingBatch | null> {
  return (await batches(db).where('batch.id', '=', batchId).executeTakeFirst()) ?? null;
}

/** The newest batch of exactly these days. */
export async function selectBatchOfRange(
  db: ReadonlyDb,
  { fromOn, toOn }: DateRange,
): Promise<BillingBatch | null> {
  const batch = await batches(db)
    .where('batch.fromOn', '=', fromOn)
    .where('batch.toOn', '=', toOn)
    .limit(1)
    .executeTakeFirst();
  return batch ?? null;
}
