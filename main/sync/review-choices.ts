import type { SyncReview } from '../../shared/sync/sync-review.ts';
import { type Arrived, type WhatArrived, whatArrived } from './what-arrived.ts';

type Choice = SyncReview['choices'][number];

const OF_WHAT_ARRIVED: Readonly<Record<WhatArrived, readonly Choice[]>> = {
  correction: ['keepStanding', 'takeArriving', 'both'],
  striking: ['keepStanding', 'takeArriving'],
  signature: ['keepStanding'],
  billing: ['keepStanding'],
  change: ['keepStanding', 'takeArriving'],
  other: ['keepStanding', 'takeArriving'],
};

/** What can be chosen: nothing is left to take of a change that is merely to be looked at. */
export function choicesOf(kind: string, arrived: Arrived): readonly Choice[] {
  switch (kind) {
    case 'concurrentEdit':
    case 'dependsOnHeld':
      return OF_WHAT_ARRIVED[whatArrived(arrived)];
    case 'concurrentFields':
      return ['keepStanding', 'takeArriving', 'noted'];
    default:
      return ['noted'];
  }
}

/** The choices by which somebody signs or strikes out: of a signed record all that writes into it. */
export function signedChoices(
  choices: readonly Choice[],
  { arrived, isSigned }: { readonly arrived: Arrived; readonly isSigned: boolean },
): readonly Choice[] {
  const what = whatArrived(arrived);
  if (what === 'striking') return choices.filter((choice) => choice === 'takeArriving');
  if (what !== 'correction' || !isSigned) return [];
  return choices.filter((choice) => choice === 'takeArriving' || choice === 'both');
}
