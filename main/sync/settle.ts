import { fail, ok } from '../../shared/base/result.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { CommandContext } from '../platform/context.ts';
import { insertSettlement, selectReview, type StoredReview } from './review-store.ts';
import { arrivingSide, choicesOf, standingSide } from './reviews.ts';
import { sqlOver } from './sql.ts';
import { takeChanges } from './take-changes.ts';

type Choice = 'keepStanding' | 'takeArriving' | 'both' | 'noted';

const unknownReview = fail('UnknownReview', 'There is no such entry in the list.');
const alreadySettled = fail('AlreadySettled', 'Somebody has settled this already.');
const reasonNeeded = fail('ReasonNeeded', 'Say why this one is taken and not the other.');
const notPossible = fail(
  'NotPossible',
  'This cannot be taken over as it is, because the record has moved on or is signed. Correct or amend the record by hand, then keep what stands.',
);

/**
 * Writes down what a person decided, and does it: as a change of theirs, made with both sides in view, so
 * that it counts everywhere over either.
 */
export async function settle(
  { reviewId, choice, note }: { reviewId: string; choice: Choice; note: string | null },
  { tx, now, newId, actor }: CommandContext & { readonly actor: Actor },
) {
  const sql = sqlOver(tx);
  const review = await selectReview(sql, reviewId);
  if (!review) return unknownReview;
  if (review.choice) return alreadySettled;
  if (!choicesOf(review).includes(choice)) return notPossible;
  if (choice === 'takeArriving' && note === null) return reasonNeeded;
  if (!(await takeChanges(sql, changesOf(review, choice)))) return notPossible;
  const settlementId = newId();
  await insertSettlement(sql, {
    id: settlementId,
    reviewId,
    choice,
    note,
    settledBy: actor.userId,
    settledAt: now.toISOString(),
  });
  return ok({ settlementId });
}

/** What must be written for the choice to stand, whichever counts by now. */
function changesOf({ kind, entity, rowKey, standing, arriving }: StoredReview, choice: Choice) {
  const stood = standingSide.parse(standing);
  const came = arrivingSide.parse(arriving).changes ?? [];
  if (choice === 'takeArriving' && kind === 'concurrentEdit') return came;
  if (kind !== 'concurrentFields' || !stood.values) return [];
  const fields = Object.keys(stood.values);
  if (choice === 'keepStanding')
    return [{ entity, rowKey, op: 'u' as const, values: stood.values }];
  if (choice !== 'takeArriving') return [];
  const own = came.filter((each) => each.entity === entity && each.rowKey === rowKey);
  const values = Object.fromEntries(
    own.flatMap((each) => Object.entries(each.values).filter(([name]) => fields.includes(name))),
  );
  return [{ entity, rowKey, op: 'u' as const, values }];
}
