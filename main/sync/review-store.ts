import { rowsOf, type SqlRunner } from './sql.ts';

export type ReviewCounts = {
  readonly open: number;
  readonly blocking: number;
  readonly quarantined: number;
};

const IS_OPEN = 'NOT EXISTS (SELECT FROM sync_settlements s WHERE s.review_id = r.id)';

export async function selectReviewCounts(sql: SqlRunner): Promise<ReviewCounts> {
  const [row] = await rowsOf<ReviewCounts>(
    sql,
    `SELECT count(*)::INT AS open, count(*) FILTER (WHERE is_blocking)::INT AS blocking,
       count(*) FILTER (WHERE kind = 'quarantined')::INT AS quarantined
     FROM sync_reviews r WHERE ${IS_OPEN}`,
  );
  return row ?? { open: 0, blocking: 0, quarantined: 0 };
}

export type StoredReview = {
  readonly id: string;
  readonly kind: string;
  readonly isBlocking: boolean;
  readonly entity: string;
  readonly rowKey: string;
  readonly patientId: string | null;
  readonly patientName: string | null;
  readonly standing: unknown;
  readonly arriving: unknown;
  readonly raisedAt: string;
  readonly choice: 'keepStanding' | 'takeArriving' | 'both' | 'noted' | null;
  readonly note: string | null;
  readonly settledByName: string | null;
  readonly settledAt: string | null;
};

const REVIEW = `r.id, r.kind, r.is_blocking AS "isBlocking", r.entity, r.row_key AS "rowKey",
  r.patient_id AS "patientId", p.first_name || ' ' || p.last_name AS "patientName", r.standing,
  r.arriving, r.raised_at AS "raisedAt", s.choice, s.note, s.settled_at AS "settledAt",
  u.display_name AS "settledByName"`;

// Two people may settle the same without a network: the first in the site's log counts, and has the id of
// the review. Those that older releases wrote have ids of their own.
const JOINED = `sync_reviews r
  LEFT JOIN patients p ON p.id = r.patient_id
  LEFT JOIN LATERAL (
    SELECT * FROM sync_settlements WHERE review_id = r.id ORDER BY (id = review_id) DESC, settled_at, id LIMIT 1
  ) s ON true
  LEFT JOIN users u ON u.id = s.settled_by`;

export type ReviewsWanted = {
  readonly patientId: string | null;
  readonly isOpenOnly: boolean;
  readonly limit: number;
};

/** Those that hold something up first, then the newest first. */
export async function selectReviews(
  sql: SqlRunner,
  { patientId, isOpenOnly, limit }: ReviewsWanted,
): Promise<readonly StoredReview[]> {
  return rowsOf<StoredReview>(
    sql,
    `SELECT ${REVIEW} FROM ${JOINED}
     WHERE ($1::UUID IS NULL OR r.patient_id = $1) AND (NOT $2 OR s.id IS NULL)
     ORDER BY (s.id IS NULL AND r.is_blocking) DESC, r.raised_at DESC, r.id LIMIT $3`,
    [patientId, isOpenOnly, limit],
  );
}

export async function selectReview(sql: SqlRunner, id: string): Promise<StoredReview | null> {
  const [row] = await rowsOf<StoredReview>(sql, `SELECT ${REVIEW} FROM ${JOINED} WHERE r.id = $1`, [
    id,
  ]);
  return row ?? null;
}

export type NewSettlement = {
  readonly reviewId: string;
  readonly choice: string;
  readonly note: string | null;
  readonly settledBy: string;
  readonly settledAt: string;
};

/** The review's id is the settlement's too: whoever settles it a second time does so with one of the same key. */
export async function insertSettlement(sql: SqlRunner, made: NewSettlement): Promise<void> {
  await sql.query(
    `INSERT INTO sync_settlements (id, review_id, choice, note, settled_by, settled_at)
     VALUES ($1, $1, $2, $3, $4, $5)`,
    [made.reviewId, made.choice, made.note, made.settledBy, made.settledAt],
  );
}
