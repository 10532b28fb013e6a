import type { Insertable } from 'kysely';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** Documents with the name of who attached them. */
function selectDocuments(db: ReadonlyDb) {
  return db
    .selectFrom('chartDocuments as document')
    .innerJoin('users', 'users.id', 'document.addedBy')
    .select([
      'document.id',
      'document.patientId',
      'document.woundId',
      'document.treatmentRecordId',
      'document.amendmentId',
      'document.kind',
      'document.title',
      'document.documentOn',
      'document.digest',
      'document.thumbnailDigest',
      'document.mediaType',
      'document.byteLength',
      'document.pageCount',
      'document.statement',
      'document.signerName',
      'document.signerRelation',
      'document.signedAt',
      'document.witnessName',
      'users.displayName as addedByName',
      'document.createdAt',
      'document.voidedAt',
      'document.voidReason',
    ]);
}

export function selectDocument(db: ReadonlyDb, id: string): Promise<ChartDocument | undefined> {
  return selectDocuments(db).where('document.id', '=', id).executeTakeFirst();
}

export function selectDocumentsOf(db: ReadonlyDb, patientId: string): Promise<ChartDocument[]> {
  return selectDocuments(db)
    .where('document.patientId', '=', patientId)
    .orderBy('document.documentOn', 'desc')
    .orderBy('document.createdAt', 'desc')
    .orderBy('document.id', 'desc')
    .execute();
}

/** The wound that a document is about, as far as it decides whether it may take one. */
export function selectWoundFor(db: ReadonlyDb, woundId: string) {
  return db
    .selectFrom('wounds')
    .select(['patientId', 'voidedAt'])
    .where('id', '=', woundId)
    .executeTakeFirst();
}

/** The same of a treatment. */
export function selectTreatmentFor(db: ReadonlyDb, treatmentRecordId: string) {
  return db
    .selectFrom('treatmentRecords')
    .select(['patientId', 'woundId', 'signedAt', 'voidedAt'])
    .where('id', '=', treatmentRecordId)
    .executeTakeFirst();
}

export async function isAmendmentOf(
  db: ReadonlyDb,
  amendmentId: string,
  treatmentRecordId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('recordAmendments')
    .select('id')
    .where('id', '=', amendmentId)
    .where('treatmentRecordId', '=', treatmentRecordId)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when this image stands under some statement already, struck out or not. */
export async function isSignatureUsed(db: ReadonlyDb, digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('chartDocuments')
    .select('id')
    .where('digest', '=', digest)
    .where('statement', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertDocument(
  tx: Tx,
  row: Insertable<Schema['chartDocuments']>,
): Promise<void> {
  await tx.insertInto('chartDocuments').values(row).execute();
}

export async function markVoided(
  tx: Tx,
  id: string,
  change: { readonly voidedAt: string; readonly voidedBy: string; readonly voidReason: string },
): Promise<void> {
  await tx.updateTable('chartDocuments').set(change).where('id', '=', id).execute();
}
