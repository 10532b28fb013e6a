import { type Insertable, sql, type Updateable } from 'kysely';
import {
  calibration as calibrationShape,
  outline as outlineShape,
  type WoundPhoto,
} from '../../shared/photos/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** Photos with the name of who added them and whether their assessment is signed. */
function selectPhotos(db: ReadonlyDb) {
  return db
    .selectFrom('woundPhotos as photo')
    .innerJoin('woundAssessments as assessment', 'assessment.id', 'photo.woundAssessmentId')
    .innerJoin('users', 'users.id', 'photo.addedBy')
    .select([
      'photo.id',
      'photo.patientId',
      'photo.woundId',
      'photo.woundAssessmentId as assessmentId',
      'photo.amendmentId',
      'photo.digest',
      'photo.thumbnailDigest',
      'photo.mediaType',
      'photo.widthPx',
      'photo.heightPx',
      'photo.takenAt',
      'photo.caption',
      'photo.calibration',
      'photo.outline',
      'photo.measuredAreaMm2',
      'users.displayName as addedByName',
      'photo.createdAt',
      'photo.voidedAt',
      'photo.voidReason',
      sql<boolean>`assessment.signed_at IS NOT NULL`.as('isLocked'),
      'photo.version',
    ]);
}

type PhotoRow = Omit<WoundPhoto, 'calibration' | 'outline'> & {
  readonly calibration: unknown;
  readonly outline: unknown;
};

function asPhoto(row: PhotoRow): WoundPhoto {
  return {
    ...row,
    calibration: calibrationShape.nullable().parse(row.calibration),
    outline: outlineShape.nullable().parse(row.outline),
  };
}

export async function selectPhoto(db: ReadonlyDb, id: string): Promise<WoundPhoto | undefined> {
  const row = await selectPhotos(db).where('photo.id', '=', id).executeTakeFirst();
  return row && asPhoto(row);
}

export type PhotosAsked = {
  readonly patientId: string;
  /** Null for all wounds. */
  readonly woundId: string | null;
};

export async function selectPhotosOf(
  db: ReadonlyDb,
  { patientId, woundId }: PhotosAsked,
  page: { readonly limit: number; readonly offset: number },
): Promise<WoundPhoto[]> {
  const ofPatient = selectPhotos(db).where('photo.patientId', '=', patientId);
  const rows = await (woundId === null ? ofPatient : ofPatient.where('photo.woundId', '=', woundId))
    .orderBy('photo.takenAt', 'desc')
    .orderBy('photo.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map(asPhoto);
}

export async function countPhotos(
  db: ReadonlyDb,
  { patientId, woundId }: PhotosAsked,
): Promise<number> {
  const ofPatient = db
    .selectFrom('woundPhotos')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where('patientId', '=', patientId);
  const { total } = await (woundId === null
    ? ofPatient
    : ofPatient.where('woundId', '=', woundId)
  ).executeTakeFirstOrThrow();
  return total;
}

/** The assessment that a photo is for, as far as it decides whether it may take one. */
export function selectAssessmentFor(db: ReadonlyDb, assessmentId: string) {
  return db
    .selectFrom('woundAssessments as assessment')
    .innerJoin('patients', 'patients.id', 'assessment.patientId')
    .select([
      'assessment.id',
      'assessment.patientId',
      'assessment.woundId',
      'assessment.signedAt',
      'assessment.voidedAt',
      'patients.birthOn as patientBirthOn',
    ])
    .where('assessment.id', '=', assessmentId)
    .executeTakeFirst();
}

export async function isAmendmentOf(
  db: ReadonlyDb,
  amendmentId: string,
  assessmentId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('recordAmendments')
    .select('id')
    .where('id', '=', amendmentId)
    .where('woundAssessmentId', '=', assessmentId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where a picture is in charts already, voided ones left out. */
export function selectPlacesOf(db: ReadonlyDb, digest: string) {
  return db
    .selectFrom('woundPhotos')
    .select(['patientId', 'woundAssessmentId'])
    .where('digest', '=', digest)
    .where('voidedAt', 'is', null)
    .execute();
}

export async function insertPhoto(tx: Tx, row: Insertable<Schema['woundPhotos']>): Promise<void> {
  await tx.insertInto('woundPhotos').values(row).execute();
}

/** Changes a photo and counts its version up. */
export async function updatePhoto(
  tx: Tx,
  { id, version }: Pick<WoundPhoto, 'id' | 'version'>,
  change: Updateable<Schema['woundPhotos']>,
): Promise<void> {
  await tx
    .updateTable('woundPhotos')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .execute();
}
