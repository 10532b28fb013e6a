import { wholePieces } from '../../shared/inventory/movement.ts';
import { planTakings, type Shortage, type Taking } from '../../shared/inventory/takings.ts';
import { addAllMovements, type MovementFrame, type MovingContext } from './actions.ts';
import type { MovementSource } from './movement-store.ts';
import {
  lockUnits,
  type PiecesAt,
  selectPiecesOfUnits,
  selectUnitsById,
  type StockUnit,
} from './unit-store.ts';

/** Pieces that leave a place. */
export type LeavingPieces = Taking & { readonly locationId: string };

/** What locks and reads the units of some lines: what the lines ask for beyond what there is. */
export async function lockAndCheck(
  { tx }: Pick<MovingContext, 'tx'>,
  lines: readonly LeavingPieces[],
): Promise<{
  readonly units: ReadonlyMap<string, StockUnit>;
  readonly held: readonly PiecesAt[];
  readonly shortages: readonly Shortage[];
}> {
  const ids = [...new Set(lines.map(({ stockUnitId }) => stockUnitId))];
  await lockUnits(tx, ids);
  const units = await selectUnitsById(tx, ids);
  const held = await selectPiecesOfUnits(tx, ids);
  // Every line names its place, so nothing is taken elsewhere.
  const { shortages } = planTakings(lines, held, '');
  return { units: new Map(units.map((unit) => [unit.id, unit])), held, shortages };
}

type Leaving = Pick<MovementFrame, 'occurredAt' | 'reason' | 'source'> & {
  readonly kind: 'returned' | 'expired' | 'discarded';
};

/** Lets pieces go for good. The units must be locked and checked (`lockAndCheck`). */
export async function letGo(
  context: MovingContext,
  lines: readonly LeavingPieces[],
  { kind, ...frame }: Leaving,
): Promise<void> {
  const units = await unitsOf(context, lines);
  await addAllMovements(
    context,
    lines.map(({ stockUnitId, locationId, pieces }) => ({
      ...frame,
      stockUnitId,
      locationId,
      moved: wholePieces(kind, -pieces, units.get(stockUnitId)?.pieceMm2 ?? null),
    })),
  );
}

/** Pieces that go from one place to another. */
export type TransferLine = {
  readonly stockUnitId: string;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly pieces: number;
};

type Transfer = Pick<MovementFrame, 'occurredAt' | 'reason'>;

/**
 * Puts pieces in other places: both sides of a line have one transfer id. The units must be locked and
 * checked (`lockAndCheck`).
 */
export async function transferPieces(
  context: MovingContext,
  lines: readonly TransferLine[],
  frame: Transfer,
): Promise<void> {
  const units = await unitsOf(context, lines);
  await addAllMovements(
    context,
    lines.flatMap(({ stockUnitId, fromLocationId, toLocationId, pieces }) => {
      const source: MovementSource = { transferId: context.newId() };
      const pieceMm2 = units.get(stockUnitId)?.pieceMm2 ?? null;
      const side = (locationId: string, signed: number) => ({
        ...frame,
        source,
        stockUnitId,
        locationId,
        moved: wholePieces('transferred', signed, pieceMm2),
      });
      return [side(fromLocationId, -pieces), side(toLocationId, pieces)];
    }),
  );
}

type Adjustment = {
  readonly stockUnitId: string;
  readonly locationId: string;
  /** What is added to what is on hand; below zero for what is not there. */
  readonly pieces: number;
  readonly reason: string;
  readonly occurredAt: string;
  /** The line of a count that found it; null where it was adjusted otherwise. */
  readonly countLineId: string | null;
};

/**
 * Adjusts what is on hand in one place to what somebody saw. Nobody can see fewer than no pieces: where it
 * would come to that nothing is moved, and the answer says what is there by the movements.
 */
export async function adjustPieces(
  context: MovingContext,
  { pieces, countLineId, ...frame }: Adjustment,
): Promise<{ readonly isDone: true } | { readonly isDone: false; readonly heldPieces: number }> {
  const { tx } = context;
  const { stockUnitId, locationId } = frame;
  await lockUnits(tx, [stockUnitId]);
  const places = await selectPiecesOfUnits(tx, [stockUnitId]);
  const heldPieces = places.find((place) => place.locationId === locationId)?.pieces ?? 0;
  if (pieces < 0 && heldPieces + pieces < 0) return { isDone: false, heldPieces };
  if (pieces === 0) return { isDone: true };
  const units = await unitsOf(context, [{ stockUnitId }]);
  const source = countLineId === null ? null : { countLineId };
  const pieceMm2 = units.get(stockUnitId)?.pieceMm2 ?? null;
  const moved = wholePieces('adjusted', pieces, pieceMm2);
  await addAllMovements(context, [{ ...frame, source, moved }]);
  return { isDone: true };
}

async function unitsOf(
  { tx }: Pick<MovingContext, 'tx'>,
  lines: readonly { readonly stockUnitId: string }[],
): Promise<ReadonlyMap<string, StockUnit>> {
  if (lines.length === 0) return new Map();
  const units = await selectUnitsById(tx, [...new Set(lines.map((line) => line.stockUnitId))]);
  return new Map(units.map((unit) => [unit.id, unit]));
}
