import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/** Months `YYYY-MM`, both included, by the site's calendar. */
export type MonthRange = {
  readonly fromMonth: string;
  readonly toMonth: string;
  readonly timeZone: string;
};

export type AnsweredReview = {
  readonly month: string;
  readonly userId: string;
  readonly name: string;
  readonly answers: unknown;
  readonly findings: number;
};

/** Finished reviews of some months, oldest first, with who recorded what was reviewed. */
export function selectFinished(db: ReadonlyDb, range: MonthRange): Promise<AnsweredReview[]> {
  const month = sql<string>`to_char(review.reviewed_at AT TIME ZONE ${range.timeZone}, 'YYYY-MM')`;
  return db
    .selectFrom('qualityReviews as review')
    .innerJoin('treatmentRecords as record', 'record.id', 'review.treatmentRecordId')
    .innerJoin('users as recorder', 'recorder.id', 'record.recordedBy')
    .select([
      month.as('month'),
      'recorder.id as userId',
      'recorder.displayName as name',
      'review.answers',
      sql<number>`(SELECT count(*) FROM quality_findings WHERE review_id = review.id)`.as(
        'findings',
      ),
    ])
    .where('review.reviewedAt', 'is not', null)
    .where(month, '>=', range.fromMonth)
    .where(month, '<=', range.toMonth)
    .orderBy('review.reviewedAt')
    .execute();
}
