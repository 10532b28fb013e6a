import { fail, failWith } from '../../shared/base/result.ts';
import type { Shortage } from '../../shared/inventory/takings.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { selectActiveLocations } from './location-store.ts';
import { selectWaiting } from './movement-store.ts';
import { type LeavingPieces, lockAndCheck, type TransferLine } from './shelf-moves.ts';
import { describeShortages, shortagesInWords } from './shortages.ts';
import type { PiecesAt } from './unit-store.ts';

const unknownLocation = fail(
  'UnknownLocation',
  'There is no such place here, or it is no longer used. Choose another.',
);

/** The instant that was said, or now; null for one that is still to come. */
export function instantOrNow(said: string | null, now: Date): string | null {
  const at = said === null ? now : new Date(said);
  return at.getTime() > now.getTime() ? null : at.toISOString();
}

export const notYet = fail('ImpossibleDate', 'occurredAt is in the future. Check date and time.');

/** The refusal of what is more than there is, or null where nothing is short. */
export async function shortageProblem(db: ReadonlyDb, shortages: readonly Shortage[]) {
  if (shortages.length === 0) return null;
  const described = await describeShortages(db, shortages);
  return failWith(
    'ShortInStock',
    `By the movements there are ${shortagesInWords(described)}. Count the place, or check the lines.`,
    { shortages: described },
  );
}

/**
 * Locks the units of lines that let pieces go. Answers why it cannot be, or the units and what of them is
 * where.
 */
export async function leavingProblem(tx: Tx, lines: readonly LeavingPieces[]) {
  const { units, held, shortages } = await lockAndCheck({ tx }, lines);
  if (lines.some(({ stockUnitId }) => !units.has(stockUnitId)))
    return { problem: fail('UnknownUnit', 'There is no such unit in stock.'), units, held };
  const placeIds = [...new Set(lines.map(({ locationId }) => locationId))];
  const places = await selectActiveLocations(tx, placeIds);
  if (places.length < placeIds.length) return { problem: unknownLocation, units, held };
  return { problem: await shortageProblem(tx, shortages), units, held };
}

/** Why pieces cannot go from one place to another, or null. */
export async function transferProblem(
  tx: Tx,
  lines: readonly TransferLine[],
  reason: string | null,
) {
  if (lines.some(({ fromLocationId, toLocationId }) => fromLocationId === toLocationId))
    return fail('SameLocation', 'A line goes to the place it comes from. Choose another.');
  const toIds = [...new Set(lines.map(({ toLocationId }) => toLocationId))];
  const to = await selectActiveLocations(tx, toIds);
  if (to.length < toIds.length) return unknownLocation;
  const leaving = lines.map(({ fromLocationId, ...line }) => ({
    ...line,
    locationId: fromLocationId,
  }));
  const { problem, held } = await leavingProblem(tx, leaving);
  if (problem) return problem;
  const released = leaving.filter(
    ({ stockUnitId, locationId, toLocationId }) =>
      placeOf(held, { stockUnitId, locationId })?.locationKind === 'quarantine' &&
      to.some(({ id, kind }) => id === toLocationId && kind === 'shelf'),
  );
  if (released.length === 0) return null;
  if (reason === null)
    return fail('ReasonMissing', 'Say in reason why these pieces may leave the quarantine.');
  return waitingProblem(tx, released, held);
}

/** What nobody has accepted yet stays in quarantine until somebody does. */
async function waitingProblem(
  tx: Tx,
  released: readonly LeavingPieces[],
  held: readonly PiecesAt[],
) {
  const waiting = await selectWaiting(
    tx,
    released.map(({ stockUnitId }) => stockUnitId),
  );
  const free = (at: At) => (placeOf(held, at)?.pieces ?? 0) - (placeOf(waiting, at)?.pieces ?? 0);
  const sums = Map.groupBy(released, (line) => `${line.stockUnitId} ${line.locationId}`);
  const shortages = [...sums.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const askedPieces = [first, ...others].reduce((sum, { pieces }) => sum + pieces, 0);
    const { stockUnitId, locationId } = first;
    const heldPieces = free(first);
    return askedPieces <= heldPieces ? [] : [{ stockUnitId, locationId, heldPieces, askedPieces }];
  });
  if (shortages.length === 0) return null;
  const described = await describeShortages(tx, shortages);
  return failWith(
    'NotAccepted',
    `Without what waits to be accepted there are ${shortagesInWords(described)}. Accept the receipt first.`,
    { shortages: described },
  );
}

type At = { readonly stockUnitId: string; readonly locationId: string };

function placeOf<Place extends At>(places: readonly Place[], at: At): Place | undefined {
  return places.find(
    (each) => each.stockUnitId === at.stockUnitId && each.locationId === at.locationId,
  );
}
