import { type Insertable, sql, type Updateable } from 'kysely';
import type { Answers } from '../../shared/quality/checklist.ts';
import type {
  QualityFinding,
  QualityReview,
  QualitySample,
  SampleRule,
} from '../../shared/quality/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectSampleRows(db: ReadonlyDb) {
  return db
    .selectFrom('qualitySamples as sample')
    .innerJoin('users', 'users.id', 'sample.drawnBy')
    .select([
      'sample.id',
      'sample.title',
      'sample.rule',
      'users.displayName as drawnByName',
      'sample.drawnAt',
      sql<number>`(SELECT count(*) FROM quality_reviews WHERE sample_id = sample.id)`.as(
        'recordCount',
      ),
      sql<number>`(
        SELECT count(reviewed_at) FROM quality_reviews WHERE sample_id = sample.id
      )`.as('reviewedCount'),
      sql<number>`(
        SELECT count(*) FROM quality_findings AS finding
        JOIN quality_reviews AS review ON review.id = finding.review_id
        WHERE review.sample_id = sample.id AND finding.closed_at IS NULL
          AND review.reviewed_at IS NOT NULL
      )`.as('openFindingCount'),
    ]);
}

function sampleOf<Row extends { readonly rule: unknown }>(row: Row) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertSample wrote it, and dispatch checks it again
  return { ...row, rule: row.rule as SampleRule };
}

export async function selectSamples(db: ReadonlyDb): Promise<QualitySample[]> {
  const rows = await selectSampleRows(db)
    .orderBy('sample.drawnAt', 'desc')
    .orderBy('sample.id', 'desc')
    .execute();
  return rows.map(sampleOf);
}

export async function selectSample(db: ReadonlyDb, id: string): Promise<QualitySample | undefined> {
  const row = await selectSampleRows(db).where('sample.id', '=', id).executeTakeFirst();
  return row && sampleOf(row);
}

export async function insertSample(
  tx: Tx,
  sample: Insertable<Schema['qualitySamples']>,
  reviews: readonly Insertable<Schema['qualityReviews']>[],
): Promise<void> {
  await tx.insertInto('qualitySamples').values(sample).execute();
  await tx
    .insertInto('qualityReviews')
    .values([...reviews])
    .execute();
}

/** Reviews, each with enough of its record to know it by. */
function selectReviewedRecords(db: ReadonlyDb) {
  return db
    .selectFrom('qualityReviews as review')
    .innerJoin('currentTreatments as record', 'record.id', 'review.treatmentRecordId')
    .innerJoin('patients as patient', 'patient.id', 'record.patientId')
    .innerJoin('users as recorder', 'recorder.id', 'record.recordedBy')
    .select([
      'review.treatmentRecordId',
      'record.patientId',
      'patient.firstName as patientFirstName',
      'patient.lastName as patientLastName',
      'patient.birthOn as patientBirthOn',
      'record.dateApplied',
      'record.productName',
      'record.recordedBy',
      'recorder.displayName as recordedByName',
    ]);
}

/** Reviews without their findings. */
function selectReviewRows(db: ReadonlyDb) {
  return selectReviewedRecords(db)
    .leftJoin('users as reviewer', 'reviewer.id', 'review.reviewedBy')
    .select([
      'review.id',
      'review.sampleId',
      'review.answers',
      'review.comment',
      'reviewer.displayName as reviewedByName',
      'review.reviewedAt',
      'review.version',
    ]);
}

const findingColumns = [
  'finding.id',
  'finding.reviewId',
  'finding.itemKey',
  'finding.finding',
  'finding.followUpOn',
  'finding.closedAt',
  'closer.displayName as closedByName',
  'finding.closingNote',
] as const;

function selectFindingRows(db: ReadonlyDb) {
  return db
    .selectFrom('qualityFindings as finding')
    .leftJoin('users as closer', 'closer.id', 'finding.closedBy')
    .select(findingColumns);
}

/** Reviews of a sample, or the one that is named; open ones first. */
export async function selectReviews(
  db: ReadonlyDb,
  which: { readonly sampleId: string } | { readonly reviewId: string },
): Promise<QualityReview[]> {
  const [column, id] =
    'sampleId' in which
      ? (['review.sampleId', which.sampleId] as const)
      : (['review.id', which.reviewId] as const);
  const rows = await selectReviewRows(db)
    .where(column, '=', id)
    .orderBy(sql`review.reviewed_at IS NOT NULL`)
    .orderBy('recorder.displayName')
    .orderBy('record.dateApplied')
    .orderBy('review.id')
    .execute();
  const found = await selectFindingRows(db)
    .innerJoin('qualityReviews as review', 'review.id', 'finding.reviewId')
    .where(column, '=', id)
    .orderBy('finding.createdAt')
    .orderBy('finding.id')
    .execute();
  const findings = Map.groupBy(found, ({ reviewId }) => reviewId);
  return rows.map((row) => ({
    ...row,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- updateReview wrote it, and dispatch checks it again
    answers: row.answers as Answers,
    findings: (findings.get(row.id) ?? []).map(({ reviewId: _, ...finding }) => finding),
  }));
}

/** Writes what a reviewer said and counts the version up; earlier findings give way to these. */
export async function updateReview(
  tx: Tx,
  review: Pick<QualityReview, 'id' | 'version'>,
  change: {
    readonly to: Updateable<Schema['qualityReviews']>;
    readonly findings: readonly Insertable<Schema['qualityFindings']>[];
  },
): Promise<void> {
  await tx
    .updateTable('qualityReviews')
    .set({ ...change.to, version: review.version + 1 })
    .where('id', '=', review.id)
    .execute();
  await tx.deleteFrom('qualityFindings').where('reviewId', '=', review.id).execute();
  if (change.findings.length === 0) return;
  await tx
    .insertInto('qualityFindings')
    .values([...change.findings])
    .execute();
}

/** A finding of a finished review, or undefined. */
export function selectFinding(db: ReadonlyDb, id: string): Promise<QualityFinding | undefined> {
  return selectFindingRows(db)
    .innerJoin('qualityReviews as review', 'review.id', 'finding.reviewId')
    .where('finding.id', '=', id)
    .where('review.reviewedAt', 'is not', null)
    .executeTakeFirst();
}

export async function closeFinding(
  tx: Tx,
  id: string,
  closing: { readonly closedAt: string; readonly closedBy: string; readonly closingNote: string },
): Promise<void> {
  await tx.updateTable('qualityFindings').set(closing).where('id', '=', id).execute();
}

export function selectOpenFindings(db: ReadonlyDb, limit: number) {
  return selectReviewedRecords(db)
    .innerJoin('qualityFindings as finding', 'finding.reviewId', 'review.id')
    .leftJoin('users as closer', 'closer.id', 'finding.closedBy')
    .select(findingColumns)
    .where('finding.closedAt', 'is', null)
    .where('review.reviewedAt', 'is not', null)
    .orderBy('finding.followUpOn', (order) => order.asc().nullsLast())
    .orderBy('finding.createdAt')
    .orderBy('finding.id')
    .limit(limit)
    .execute();
}
