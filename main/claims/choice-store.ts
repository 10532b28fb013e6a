import { sql } from 'kysely';
import { isFree, isOurs, isSigned } from '../billing/actions.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

/** What a patient got on the day of a treatment and no live batch holds, the treatment itself in any case. */
export async function selectSameDay(
  db: ReadonlyDb,
  treatmentRecordId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('currentTreatments as record')
    .innerJoin('currentTreatments as asked', (join) =>
      join
        .onRef('asked.patientId', '=', 'record.patientId')
        .onRef('asked.dateApplied', '=', 'record.dateApplied'),
    )
    .where('asked.id', '=', treatmentRecordId)
    .where(isOurs)
    .where((eb) => eb.or([eb.and([isSigned, isFree]), eb('record.id', '=', treatmentRecordId)]))
    .select('record.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of some treatments that are ours to bill, each with whether a live batch holds it. */
export async function selectHeld(db: ReadonlyDb, ids: readonly string[]) {
  return db
    .selectFrom('currentTreatments as record')
    .where('record.id', 'in', ids)
    .where(isOurs)
    .select(['record.id', 'record.patientId', isFree.as('isFree')])
    .execute();
}

export type Choices = {
  readonly treatmentRecordId: string;
  readonly coverageId: string | null;
  readonly facilityId: string | null;
  readonly renderingUserId: string | null;
  readonly supervisingUserId: string | null;
  readonly referringUserId: string | null;
  readonly priorAuthorization: string | null;
  readonly diagnoses: readonly string[] | null;
  readonly recordedBy: string;
};

/** Writes what a biller chose, over what was chosen before. */
export async function upsertChoices(tx: Tx, choices: Choices, version: number): Promise<void> {
  const row = {
    ...choices,
    diagnoses: choices.diagnoses === null ? null : JSON.stringify(choices.diagnoses),
    version,
  };
  await tx
    .insertInto('claimDetails')
    .values(row)
    .onConflict((conflict) => conflict.column('treatmentRecordId').doUpdateSet(row))
    .execute();
}

export async function insertMarks(
  tx: Tx,
  marks: readonly {
    readonly id: string;
    readonly treatmentRecordId: string;
    readonly mark: 'billedOutside' | 'notBillable' | 'cleared';
    readonly reason: string;
    readonly markedBy: string;
    readonly markedAt: string;
  }[],
): Promise<void> {
  await tx.insertInto('billingMarks').values(marks).execute();
}

/** The version of what was chosen for a treatment; 0 where nothing was. Holds the row until the end. */
export async function lockChoices(tx: Tx, treatmentRecordId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    SELECT version FROM claim_details
    WHERE treatment_record_id = ${treatmentRecordId}::uuid FOR UPDATE`.execute(tx);
  return rows[0]?.version ?? 0;
}
