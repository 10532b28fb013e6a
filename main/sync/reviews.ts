import type { SyncReview } from '../../shared/sync/sync-review.ts';
import { stampMs } from '../../shared/sync/stamps.ts';
import { choicesOf, signedChoices } from './review-choices.ts';
import { type Around, type NamesById, readAround } from './review-names.ts';
import {
  type ArrivingSide,
  arrivingSide,
  type StandingSide,
  standingSide,
} from './review-sides.ts';
import {
  type ReviewsWanted,
  selectReview,
  selectReviews,
  type StoredReview,
} from './review-store.ts';
import type { SqlRunner } from './sql.ts';

/** Both sides of each review, with the names of those who wrote them and of what they name. */
export async function listReviews(
  sql: SqlRunner,
  wanted: ReviewsWanted,
): Promise<readonly SyncReview[]> {
  const stored = await selectReviews(sql, wanted);
  const around = await readAround(sql, stored);
  return stored.map((review) => shownReview(review, around));
}

/** One of them; undefined when there is none. */
export async function findReview(sql: SqlRunner, id: string): Promise<SyncReview | undefined> {
  const review = await selectReview(sql, id);
  return review ? shownReview(review, await readAround(sql, [review])) : undefined;
}

function shownReview(review: StoredReview, { names, recordOf }: Around): SyncReview {
  const { standing, arriving, choice, note, settledByName, settledAt, ...shown } = review;
  const [stood, came] = [standingSide.parse(standing), arrivingSide.parse(arriving)];
  const { kind, entity, rowKey } = review;
  const arrived = { entity, rowKey, changes: came.changes ?? [] };
  const rows = stood.values ? [{ entity, rowKey, op: null, values: stood.values }] : [];
  const isSettled = choice !== null && settledAt !== null;
  const choices = isSettled ? [] : [...choicesOf(kind, arrived)];
  const { isSigned, ...record } = recordOf(review);
  return {
    ...shown,
    record,
    names: Object.fromEntries(names),
    standing: { ...authorOf(stood, names), rows },
    arriving: { ...authorOf(came, names), rows: arrived.changes },
    choices,
    signedChoices: [...signedChoices(choices, { arrived, isSigned })],
    settlement: isSettled ? { choice, note, settledAt, settledByName: settledByName ?? '' } : null,
  };
}

/** Who wrote a side, where and when. */
export function authorOf(
  { userId, deviceId, stamp }: Pick<StandingSide | ArrivingSide, 'userId' | 'deviceId' | 'stamp'>,
  names: NamesById,
) {
  return {
    userId: userId ?? null,
    userName: (userId && names.get(userId)) ?? null,
    deviceId: deviceId ?? null,
    deviceName: (deviceId && names.get(deviceId)) ?? null,
    at: stamp ? new Date(stampMs(BigInt(stamp))).toISOString() : null,
  };
}
