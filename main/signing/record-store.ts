import type { RecordKind } from '../../shared/signing/record-state.ts';
import { type SignedAttachment, signedRecordText } from '../../shared/signing/signed-content.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { concernsOfRecord } from '../safety/actions.ts';

/** A record of either kind, as far as signing looks at it. */
export type SignableRecord = {
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: number;
  readonly recordedBy: string;
  readonly performedBy: string | null;
  readonly isImported: boolean;
  readonly signedAt: string | null;
  readonly signedBy: string | null;
  readonly needsCosignature: boolean;
  readonly cosignedAt: string | null;
  readonly voidedAt: string | null;
  /** Of the product used; null for an assessment. */
  readonly hcpcsCode: string | null;
  /** What a signature covers, where it says so whether another is needed. */
  readonly textWith: (needsCosignature: boolean) => string;
};

/** Treatments by id as they were saved, without what corrections made of them. */
export async function selectTreatmentsToSign(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly SignableRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('treatmentRecords as record')
    .leftJoin('products', 'products.sku', 'record.productId')
    .selectAll('record')
    .select('products.hcpcsCode')
    .select(concernsOfRecord().as('concerns'))
    .where('record.id', 'in', [...ids])
    .execute();
  const attachments = await selectDocumentsOf(db, ids);
  return rows.map((row) => ({
    ...row,
    kind: 'treatment' as const,
    textWith: (needsCosignature) =>
      signedRecordText('treatment', { ...row, needsCosignature }, attachments.get(row.id) ?? []),
  }));
}

/** The same for assessments. */
export async function selectAssessmentsToSign(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly SignableRecord[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('woundAssessments')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  const attachments = await selectPhotosOf(db, ids);
  return rows.map((row) => ({
    ...row,
    kind: 'assessment' as const,
    performedBy: null,
    isImported: false,
    hcpcsCode: null,
    textWith: (needsCosignature) =>
      signedRecordText('assessment', { ...row, needsCosignature }, attachments.get(row.id) ?? []),
  }));
}

type Attachments = ReadonlyMap<string, readonly SignedAttachment[]>;

/** What came with an amendment was not there when the record was signed. */
async function selectDocumentsOf(db: ReadonlyDb, ids: readonly string[]): Promise<Attachments> {
  const rows = await db
    .selectFrom('chartDocuments')
    .select(['id', 'digest', 'treatmentRecordId as recordId'])
    .where('treatmentRecordId', 'in', [...ids])
    .where('amendmentId', 'is', null)
    .execute();
  return Map.groupBy(rows, ({ recordId }) => recordId ?? '');
}

async function selectPhotosOf(db: ReadonlyDb, ids: readonly string[]): Promise<Attachments> {
  const rows = await db
    .selectFrom('woundPhotos')
    .select(['id', 'digest', 'woundAssessmentId as recordId'])
    .where('woundAssessmentId', 'in', [...ids])
    .where('amendmentId', 'is', null)
    .execute();
  return Map.groupBy(rows, ({ recordId }) => recordId);
}
