import { wholePieces } from '../../shared/inventory/movement.ts';
import type { StockLocation } from '../../shared/inventory/location-contract.ts';
import { safeExpiry } from '../../shared/receipts/doubts.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { addMovements, type MovingContext } from './actions.ts';
import { adjustArea } from './adjust-area.ts';
import { selectActiveLocations, selectFirstOfKind } from './location-store.ts';
import { lockAndCheck, transferPieces } from './shelf-moves.ts';
import { shortageProblem } from './shelf-problem.ts';
import {
  insertUnit,
  lockUnits,
  replaceUnit,
  selectPiecesOfUnits,
  selectUnit,
  type StockUnit,
  unitKeyOf,
} from './unit-store.ts';

/** What the label of a pack says by which stock tells it apart. */
export type NamedPack = {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};

/** The unit that a label names; undefined where stock has none. */
export function findUnit(db: ReadonlyDb, pack: NamedPack): Promise<StockUnit | undefined> {
  return selectUnit(db, unitKeyOf(pack));
}

/** A shelf that is used, by its id; undefined for anything else. */
export async function usedShelf(db: ReadonlyDb, id: string): Promise<StockLocation | undefined> {
  const [place] = await selectActiveLocations(db, [id]);
  return place?.kind === 'shelf' ? place : undefined;
}

export type ArrivedPieces = {
  readonly pack: NamedPack;
  readonly expiresOn: string | null;
  readonly pieceMm2: number | null;
  readonly donorNumber: string | null;
  readonly pieces: number;
  readonly receiptLineId: string;
  /** A shelf; null: they wait in quarantine. */
  readonly locationId: string | null;
  readonly occurredAt: string;
};

/**
 * Brings pieces in. What stock did not know of the unit it learns from the label; of two expiry dates the
 * earlier one stands from then on, and what stood before is kept. Answers the unit.
 */
export async function receivePieces(
  context: MovingContext,
  arrived: ArrivedPieces,
): Promise<string> {
  const { tx } = context;
  const { pieces, receiptLineId, occurredAt } = arrived;
  const unit = await unitOf(context, arrived);
  const place = arrived.locationId ?? (await selectFirstOfKind(tx, 'quarantine')).id;
  const { pieceMm2 } = arrived;
  await addMovements(
    context,
    {
      stockUnitId: unit.id,
      locationId: place,
      occurredAt,
      reason: null,
      source: { receiptLineId },
    },
    [wholePieces('received', pieces, pieceMm2 ?? unit.pieceMm2)],
  );
  return unit.id;
}

async function unitOf(context: MovingContext, arrived: ArrivedPieces): Promise<StockUnit> {
  const { tx, now, newId, actor } = context;
  const { expiresOn, pieceMm2, donorNumber } = arrived;
  const key = unitKeyOf(arrived.pack);
  const known = await selectUnit(tx, key);
  if (!known)
    return insertUnit(tx, { ...key, expiresOn, pieceMm2, donorNumber, isFound: false }, newId());
  await lockUnits(tx, [known.id]);
  const to = {
    ...known,
    expiresOn: safeExpiry(known.expiresOn, expiresOn),
    pieceMm2: known.pieceMm2 ?? pieceMm2,
    donorNumber: known.donorNumber ?? donorNumber,
    isFound: false,
  };
  const isSame =
    to.expiresOn === known.expiresOn &&
    to.pieceMm2 === known.pieceMm2 &&
    to.donorNumber === known.donorNumber &&
    !known.isFound;
  if (isSame) return known;
  const reason = 'Received again with this label';
  const replaced = { reason, replacedBy: actor.userId, replacedAt: now.toISOString() };
  const learned = await replaceUnit(tx, known, { to, ...replaced });
  if (known.pieceMm2 === null) await adjustArea(context, learned, reason);
  return learned;
}

type Accepted = {
  readonly stockUnitId: string;
  readonly pieces: number;
  /** The shelf; null: the first. */
  readonly locationId: string | null;
  readonly note: string | null;
};

/** Puts pieces that were accepted from quarantine on a shelf; a failure where fewer of them are there. */
export async function acceptPieces(context: MovingContext, accepted: Accepted) {
  const { tx, now } = context;
  const { stockUnitId, pieces, note } = accepted;
  const held = await selectPiecesOfUnits(tx, [stockUnitId]);
  const waiting = held.filter(({ locationKind }) => locationKind === 'quarantine');
  const from =
    waiting.find((each) => each.pieces >= pieces)?.locationId ??
    waiting[0]?.locationId ??
    (await selectFirstOfKind(tx, 'quarantine')).id;
  const { shortages } = await lockAndCheck({ tx }, [{ stockUnitId, locationId: from, pieces }]);
  const problem = await shortageProblem(tx, shortages);
  if (problem) return problem;
  const toLocationId = accepted.locationId ?? (await selectFirstOfKind(tx, 'shelf')).id;
  const line = { stockUnitId, pieces, fromLocationId: from, toLocationId };
  await transferPieces(context, [line], { occurredAt: now.toISOString(), reason: note });
  return null;
}
