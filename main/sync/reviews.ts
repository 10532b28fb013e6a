import { z } from 'zod';
import type { SyncReview } from '../../shared/sync/contract.ts';
import { stampMs } from '../../shared/sync/stamps.ts';
import {
  type ReviewsWanted,
  selectReviews,
  selectUserNames,
  type StoredReview,
} from './review-store.ts';
import type { SqlRunner } from './sql.ts';

const values = z.record(z.string(), z.unknown());

/** What stands, as the server wrote it down. */
export const standingSide = z.object({
  change: z.string().nullish(),
  deviceId: z.uuid().nullish(),
  userId: z.uuid().nullish(),
  stamp: z.string().nullish(),
  values: values.nullish(),
});

/** What came without having seen it. */
export const arrivingSide = z.object({
  change: z.string().nullish(),
  deviceId: z.uuid().nullish(),
  userId: z.uuid().nullish(),
  stamp: z.string().nullish(),
  changes: z
    .array(
      z.object({ entity: z.string(), rowKey: z.string(), op: z.enum(['i', 'u', 'd']), values }),
    )
    .nullish(),
});

export type ArrivingChange = NonNullable<z.output<typeof arrivingSide>['changes']>[number];

/** Both sides of each review, with the names of those who wrote them. */
export async function listReviews(
  sql: SqlRunner,
  wanted: ReviewsWanted,
): Promise<readonly SyncReview[]> {
  const stored = await selectReviews(sql, wanted);
  const users = stored.flatMap((review) =>
    [standingSide.parse(review.standing), arrivingSide.parse(review.arriving)].flatMap(
      ({ userId }) => (userId ? [userId] : []),
    ),
  );
  const names = await selectUserNames(sql, [...new Set(users)]);
  return stored.map((review) => shownReview(review, names));
}

/** What can be chosen: nothing is left to take of a change that is merely to be looked at. */
export function choicesOf({ kind }: Pick<StoredReview, 'kind'>): SyncReview['choices'] {
  switch (kind) {
    case 'concurrentEdit':
      return ['keepStanding', 'takeArriving'];
    case 'concurrentFields':
      return ['keepStanding', 'takeArriving', 'noted'];
    default:
      return ['noted'];
  }
}

function shownReview(review: StoredReview, names: ReadonlyMap<string, string>): SyncReview {
  const { standing, arriving, choice, note, settledByName, settledAt, ...shown } = review;
  const [stood, came] = [standingSide.parse(standing), arrivingSide.parse(arriving)];
  const { entity, rowKey } = review;
  const rows = stood.values ? [{ entity, rowKey, op: null, values: stood.values }] : [];
  const isSettled = choice !== null && settledAt !== null;
  return {
    ...shown,
    standing: { ...author(stood, names), rows },
    arriving: { ...author(came, names), rows: came.changes ?? [] },
    choices: isSettled ? [] : choicesOf(review),
    settlement: isSettled ? { choice, note, settledAt, settledByName: settledByName ?? '' } : null,
  };
}

function author(
  { userId, deviceId, stamp }: Pick<z.output<typeof standingSide>, 'userId' | 'deviceId' | 'stamp'>,
  names: ReadonlyMap<string, string>,
) {
  return {
    userId: userId ?? null,
    userName: (userId && names.get(userId)) ?? null,
    deviceId: deviceId ?? null,
    at: stamp ? new Date(stampMs(BigInt(stamp))).toISOString() : null,
  };
}
