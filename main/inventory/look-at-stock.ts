import type { StockLook, TakenPieces } from '../../shared/inventory/stock-concerns.ts';
import { labelKey, type UnitLabel } from '../../shared/inventory/unit-label.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { heldIn, type UnitPlaces } from './unit-store.ts';
import { selectFittingUnits, selectKeptForOthers, selectSerialUses } from './look-store.ts';

/** A use that is about to be recorded, as far as stock knows anything about it. */
export type PackageAsked = UnitLabel & {
  readonly productId: string;
  readonly patientId: string;
  /** False where the use moves no stock, so that nothing is looked up about pieces. */
  readonly isKeptInStock: boolean;
  /** The record that is corrected, whose own pieces and serial do not count against it. */
  readonly exceptRecordId: string | null;
};

/** What stock knows of a package, and by that from where it is taken; null of a product not kept in stock. */
export type LookedAt = Pick<TakenPieces, 'stock' | 'serialUsedOn'> & {
  readonly places: UnitPlaces | null;
};

/** What stock and other records say of a package. Of one nobody keeps in stock, without a serial, nothing is asked. */
export async function lookAtStock(db: ReadonlyDb, asked: PackageAsked): Promise<LookedAt> {
  const uses = asked.serialNumber === null ? [] : await selectSerialUses(db, asked);
  const serialUsedOn = [...new Set(uses.map(({ dateApplied }) => dateApplied))];
  if (!asked.isKeptInStock) return { stock: null, serialUsedOn, places: null };
  const units = await selectFittingUnits(db, asked);
  const stock = await lookAtPieces(db, asked, units);
  return { stock, serialUsedOn, places: placesOfExactly(asked, units) };
}

/** Summing up a long history once is enough for a save: the unit that moves is among those that fit. */
function placesOfExactly({ lotNumber, serialNumber }: UnitLabel, units: Fitting): UnitPlaces {
  const exact = units.filter(
    ({ lotKey, serialKey }) =>
      lotKey === labelKey(lotNumber ?? '') && serialKey === labelKey(serialNumber ?? ''),
  );
  return { stockUnitId: exact[0]?.stockUnitId ?? null, held: heldIn(exact) };
}

async function lookAtPieces(
  db: ReadonlyDb,
  asked: PackageAsked,
  units: Fitting,
): Promise<StockLook> {
  const isSaid = asked.lotNumber !== null || asked.serialNumber !== null;
  const ordered = isSaid ? units.filter(({ isOrdered }) => isOrdered) : [];
  const unitIds = [...new Set(ordered.map(({ stockUnitId }) => stockUnitId))];
  return {
    shelfPieces: piecesOf(units, 'shelf'),
    quarantined: [...Map.groupBy(units, ({ locationName }) => locationName)].flatMap(
      ([place, there]) => {
        const pieces = piecesOf(there, 'quarantine');
        return place !== null && pieces > 0 ? [{ place, pieces }] : [];
      },
    ),
    keptForOthers:
      unitIds.length === 0 ? [] : await selectKeptForOthers(db, unitIds, asked.patientId),
    // Of all packages together the earliest says nothing of this one.
    expiresOn: isSaid ? earliestOf(units) : null,
  };
}

type Fitting = Awaited<ReturnType<typeof selectFittingUnits>>;

function piecesOf(units: Fitting, kind: 'shelf' | 'quarantine'): number {
  return units.reduce(
    (sum, { locationKind, pieces }) => (locationKind === kind ? sum + (pieces ?? 0) : sum),
    0,
  );
}

function earliestOf(units: Fitting): string | null {
  return units.flatMap(({ expiresOn }) => expiresOn ?? []).toSorted()[0] ?? null;
}
