import type { Insertable, Updateable } from 'kysely';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

type SigningUpdate = Pick<
  Updateable<Schema['treatmentRecords']>,
  | 'signedAt'
  | 'signedBy'
  | 'needsCosignature'
  | 'cosignedAt'
  | 'cosignedBy'
  | 'voidedAt'
  | 'voidedBy'
  | 'voidReason'
>;

/** Names the record in the column of its kind. */
export function recordColumns(kind: RecordKind, id: string) {
  return kind === 'treatment'
    ? { treatmentRecordId: id, woundAssessmentId: null }
    : { treatmentRecordId: null, woundAssessmentId: id };
}

/** Says of records of one kind that they are signed, co-signed or voided. */
export async function updateSigning(
  tx: Tx,
  kind: RecordKind,
  { ids, to }: { readonly ids: readonly string[]; readonly to: SigningUpdate },
): Promise<void> {
  if (ids.length === 0) return;
  const table = kind === 'treatment' ? 'treatmentRecords' : 'woundAssessments';
  await tx
    .updateTable(table)
    .set(to)
    .where('id', 'in', [...ids])
    .execute();
}

export async function insertSignatures(
  tx: Tx,
  rows: readonly Insertable<Schema['recordSignatures']>[],
): Promise<void> {
  await tx
    .insertInto('recordSignatures')
    .values([...rows])
    .execute();
}

export async function insertAmendment(
  tx: Tx,
  row: Insertable<Schema['recordAmendments']>,
): Promise<void> {
  await tx.insertInto('recordAmendments').values(row).execute();
}

/** The correction whose content is shown, or null for the original. */
export async function selectNewestCorrection(
  db: ReadonlyDb,
  kind: RecordKind,
  recordId: string,
): Promise<string | null> {
  const table = kind === 'treatment' ? 'correctedTreatments' : 'correctedAssessments';
  const row = await db
    .selectFrom(table)
    .select('correctionId')
    .where('id', '=', recordId)
    .executeTakeFirst();
  return row?.correctionId ?? null;
}

const recordColumn = { treatment: 'treatmentRecordId', assessment: 'woundAssessmentId' } as const;

/** Oldest first. */
export function selectSignatures(db: ReadonlyDb, kind: RecordKind, recordId: string) {
  return db
    .selectFrom('recordSignatures')
    .select([
      'id',
      'meaning',
      'signerName',
      'signerCredential',
      'signedAt',
      'attestation',
      'contentDigest',
      'amendmentId',
    ])
    .where(recordColumn[kind], '=', recordId)
    .orderBy('signedAt')
    .orderBy('id')
    .execute();
}

/** Oldest first, with who made them, named as when they signed. */
export function selectAmendments(db: ReadonlyDb, kind: RecordKind, recordId: string) {
  return db
    .selectFrom('recordAmendments as amendment')
    .innerJoin('users', 'users.id', 'amendment.amendedBy')
    .leftJoin('recordSignatures as signature', (join) =>
      join
        .onRef('signature.amendmentId', '=', 'amendment.id')
        .on('signature.meaning', '=', 'amender'),
    )
    .select((eb) => [
      'amendment.id',
      'amendment.kind',
      'amendment.reason',
      'amendment.note',
      'amendment.content',
      'amendment.supersedes',
      eb.fn.coalesce('signature.signerName', 'users.displayName').as('amendedByName'),
      'signature.signerCredential as amendedByCredential',
      'amendment.amendedAt',
    ])
    .where(`amendment.${recordColumn[kind]}`, '=', recordId)
    .orderBy('amendment.amendedAt')
    .orderBy('amendment.id')
    .execute();
}
