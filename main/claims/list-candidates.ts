import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { isFree, isOurs, isSigned, isUnmarked } from '../billing/actions.ts';
import type { JobContext } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { BatchCursor } from './batch-cursor.ts';
import { listRecords } from './open-batch.ts';
import { isNotRejectedLast } from './standing-store.ts';

/** Treatments in one batch: sealing compares all of them with the records in one turn. */
const MOST_IN_BATCH = 5000;
/** Treatments looked at in one short turn, unless one patient has more. */
const RECORDS_AT_ONCE = 150;
const PATIENTS_AT_ONCE = 50;

type Wanted = {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly payerId: string;
};

/**
 * Lists what may go on claims of a batch that is being made: signed, in no live batch, not marked, and not
 * rejected without anybody having looked at it since. By patient, then day: what shares a claim stands
 * together. Nothing is held yet. What a batch is too small for waits for the next one; only a patient with
 * more than fills a batch is parted.
 */
export async function listCandidates(
  job: Pick<JobContext, 'chunk'>,
  start: BatchCursor,
  wanted: Wanted,
): Promise<BatchCursor> {
  let cursor = start;
  while (!cursor.isListed)
    await job.chunk(async ({ tx }) => {
      cursor = await listSome(tx, cursor, wanted);
      return { cursor, done: 0, total: cursor.total, label: 'Treatments' };
    });
  return cursor;
}

async function listSome(tx: Tx, cursor: BatchCursor, wanted: Wanted): Promise<BatchCursor> {
  const patientIds = await nextPatients(tx, wanted.payerId, cursor.listedTo);
  const listedTo = patientIds.at(-1);
  if (listedTo === undefined) return { ...cursor, isListed: true };
  const found = await selectCandidates(tx, patientIds, wanted);
  const taken = thatFit(found, MOST_IN_BATCH - cursor.total);
  await listRecords(tx, cursor.batchId, {
    recordIds: taken.map(({ id }) => id),
    after: cursor.total,
  });
  return {
    ...cursor,
    listedTo,
    isListed: taken.length < found.length,
    total: cursor.total + taken.length,
  };
}

type Candidate = { readonly id: string; readonly patientId: string };

function thatFit(found: readonly Candidate[], room: number): readonly Candidate[] {
  const past = found[room];
  if (past === undefined) return found;
  const whole = found.slice(0, room).filter(({ patientId }) => patientId !== past.patientId);
  return whole.length === 0 && room === MOST_IN_BATCH ? found.slice(0, room) : whole;
}

/** The next patients whom the payer covers or covered, as many as a turn can look at, and one at least. */
async function nextPatients(
  db: ReadonlyDb,
  payerId: string,
  after: string | null,
): Promise<readonly string[]> {
  const { rows } = await sql<{ patientId: string; recordCount: number }>`
    SELECT covered.patient_id, (SELECT count(*)::int FROM treatment_records AS record
      WHERE record.patient_id = covered.patient_id) AS record_count
    FROM (SELECT DISTINCT coverages.patient_id FROM coverages
      WHERE coverages.payer_id = ${payerId}::uuid AND coverages.voided_at IS NULL
        AND (${after}::uuid IS NULL OR coverages.patient_id > ${after}::uuid)
      ORDER BY coverages.patient_id LIMIT ${PATIENTS_AT_ONCE}) AS covered
    ORDER BY covered.patient_id`.execute(db);
  let records = 0;
  return rows
    .filter(({ recordCount }, nth) => {
      records += recordCount;
      return nth === 0 || records <= RECORDS_AT_ONCE;
    })
    .map(({ patientId }) => patientId);
}

async function selectCandidates(
  db: ReadonlyDb,
  patientIds: readonly string[],
  { fromOn, toOn }: Wanted,
): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    SELECT record.id, record.patient_id FROM current_treatments AS record
    WHERE record.patient_id = ANY(${patientIds}::uuid[])
      AND record.date_applied BETWEEN ${fromOn}::date AND ${toOn}::date
      AND ${isOurs} AND ${isSigned} AND ${isFree} AND ${isUnmarked} AND ${isNotRejectedLast}
    ORDER BY record.patient_id, record.date_applied, record.id`.execute(db);
  return rows;
}
