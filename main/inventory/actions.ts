import { takesFromStock } from '../../shared/inventory/kept-in-stock.ts';
import {
  type Moved,
  type Movement,
  movementsOfUse,
  reversed,
  type UsedPieces,
} from '../../shared/inventory/movement.ts';
import { placeToTakeFrom } from '../../shared/inventory/place-to-take-from.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { CommandContext } from '../platform/context.ts';
import { selectFirstOfKind } from './location-store.ts';
import {
  insertMovements,
  type MovementSource,
  noSource,
  selectStandingOf,
} from './movement-store.ts';
import {
  insertUnit,
  lockUnits,
  selectUnit,
  selectUnitPlaces,
  type StockUnit,
  type UnitKey,
  type UnitPlaces,
  unitKeyOf,
} from './unit-store.ts';

export type MovingContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & {
  readonly actor: Pick<Actor, 'userId'>;
};

/** What makes a movement besides what it moves. */
export type MovementFrame = {
  readonly stockUnitId: string;
  readonly locationId: string;
  /** An instant: when it happened, which may be long before it is recorded. */
  readonly occurredAt: string;
  readonly reason: string | null;
  /** What it is of; null where it stands for itself. */
  readonly source: MovementSource | null;
};

/** Writes movements of one unit at one place. The unit must be locked. */
export function addMovements(
  context: MovingContext,
  frame: MovementFrame,
  moved: readonly Moved[],
): Promise<void> {
  return addAllMovements(
    context,
    moved.map((each) => ({ ...frame, moved: each })),
  );
}

/** The same for several units and places, in one statement. */
export async function addAllMovements(
  { tx, now, newId, actor }: MovingContext,
  movements: readonly (MovementFrame & { readonly moved: Moved })[],
): Promise<void> {
  await insertMovements(
    tx,
    movements.map(({ source, moved, ...frame }) => ({
      ...noSource,
      ...frame,
      ...source,
      ...moved,
      id: newId(),
      movedBy: actor.userId,
      recordedAt: now.toISOString(),
    })),
  );
}

/** Takes back every movement of one thing that still stands; answers those. */
export async function takeBackMovements(
  context: MovingContext,
  of: MovementSource,
  reason: string,
): Promise<readonly Movement[]> {
  const standing = await selectStandingOf(context.tx, of);
  await addCounterEntries(context, standing, reason);
  return standing;
}

/** Writes what takes these movements back. They must stand, and their units be locked. */
export async function addCounterEntries(
  { tx, now, newId, actor }: MovingContext,
  standing: readonly Movement[],
  reason: string,
): Promise<void> {
  await insertMovements(
    tx,
    standing.map((movement) => ({
      ...movement,
      ...reversed(movement),
      id: newId(),
      reason,
      reverses: movement.id,
      movedBy: actor.userId,
      recordedAt: now.toISOString(),
    })),
  );
}

/** What the label of a unit says of its pieces, where somebody has to make the unit. */
export type FoundLabel = { readonly expiresOn: string | null; readonly pieceMm2: number | null };

/** The unit, locked for this transaction; one that nobody received is made, so that it shows. */
export async function unitInUse(
  { tx, newId }: Pick<MovingContext, 'tx' | 'newId'>,
  key: UnitKey,
  label: FoundLabel,
): Promise<StockUnit> {
  const known = await selectUnit(tx, key);
  if (known === undefined) return insertFoundUnit({ tx, newId }, key, label);
  await lockUnits(tx, [known.id]);
  return known;
}

function insertFoundUnit(
  { tx, newId }: Pick<MovingContext, 'tx' | 'newId'>,
  { productId, lotNumber, serialNumber }: UnitKey,
  { expiresOn, pieceMm2 }: FoundLabel,
): Promise<StockUnit> {
  const label = { productId, lotNumber, serialNumber, expiresOn, pieceMm2 };
  return insertUnit(tx, { ...label, donorNumber: null, isFound: true }, newId());
}

/** A product as far as it decides whether and how stock is moved; the caller hands it in. */
export type StockedProduct = {
  readonly stockedSince: string | null;
  /** Area of one piece. */
  readonly packageMm2: number | null;
};

/** A treatment as far as it moves stock. */
export type StockUse = UsedPieces & {
  readonly id: string;
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: string | null;
  /** When it was done, as an instant. */
  readonly occurredAt: string;
  readonly createdAt: string;
  readonly isImported: boolean;
};

export type TakenFrom = {
  /** Undefined where the catalogue has no such product. */
  readonly product: StockedProduct | undefined;
  /**
   * Where the pieces are, as the same transaction looked (`lookAtStock`), without what the record itself
   * took; null where nobody looked.
   */
  readonly places: UnitPlaces | null;
};

/**
 * Moves what a treatment took from stock, in the transaction that records it. Products that are not kept
 * in stock, and records from before they were, move nothing.
 */
export async function moveTreatment(
  context: MovingContext,
  use: StockUse,
  { product, places }: TakenFrom,
): Promise<void> {
  if (product === undefined || !takesFromStock(use, product)) return;
  const key = unitKeyOf(use);
  const { stockUnitId, held } = places ?? (await selectUnitPlaces(context.tx, key));
  const label = { expiresOn: use.expiresOn, pieceMm2: product.packageMm2 };
  await addMovements(
    context,
    {
      stockUnitId: stockUnitId ?? (await insertFoundUnit(context, key, label)).id,
      locationId: placeToTakeFrom(held) ?? (await selectFirstOfKind(context.tx, 'shelf')).id,
      occurredAt: use.occurredAt,
      reason: null,
      source: { treatmentRecordId: use.id },
    },
    movementsOfUse(use),
  );
}

/** Takes back what a treatment moved, because it was voided or corrected. */
export async function takeBackTreatment(
  context: MovingContext,
  treatmentRecordId: string,
  reason: string,
): Promise<void> {
  await takeBackMovements(context, { treatmentRecordId }, reason);
}
