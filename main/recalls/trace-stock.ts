import type { LabelledPack, PackStanding } from '../../shared/recalls/recalled-packs.ts';
import type { TracedReceipt, TracedUnit } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import {
  type MovedPieces,
  type Place,
  selectMovedPieces,
  selectPlaces,
  selectReceiptsOf,
  selectUnitsOf,
} from './stock-store.ts';

export type TracedStock = {
  readonly units: readonly TracedUnit[];
  readonly receipts: readonly TracedReceipt[];
};

/**
 * The units of a product that are recalled, and of those that do not say which pack they are the ones of
 * which something is left, with where it is and how it came in.
 */
export async function traceStock(
  db: ReadonlyDb,
  productId: string,
  match: (pack: LabelledPack) => PackStanding,
): Promise<TracedStock> {
  const asked = (await selectUnitsOf(db, productId)).flatMap((unit) => {
    const standing = match(unit);
    return standing === 'other' ? [] : [{ ...unit, standing }];
  });
  const moved = Map.groupBy(
    await selectMovedPieces(
      db,
      asked.map(({ id }) => id),
    ),
    ({ stockUnitId }) => stockUnitId,
  );
  const places = await selectPlaces(db);
  const units = asked
    .map((unit) => ({ ...unit, places: heldAt(moved.get(unit.id) ?? [], places) }))
    .filter(({ standing, places: held }) => standing === 'recalled' || held.length > 0);
  const receipts = await selectReceiptsOf(
    db,
    units.map(({ id }) => id),
  );
  return { units, receipts };
}

function heldAt(moved: readonly MovedPieces[], places: readonly Place[]): TracedUnit['places'] {
  return places.flatMap(({ id, name, kind }) => {
    const pieces = moved.find(({ locationId }) => locationId === id)?.pieces ?? 0;
    return pieces === 0 ? [] : [{ locationId: id, name, kind, pieces }];
  });
}

/** Pieces of recalled units that lie somewhere: of those that do not say which they are, none. */
export function countPieces(
  units: readonly TracedUnit[],
  isCounted: (place: TracedUnit['places'][number]) => boolean = () => true,
): number {
  return units
    .filter(({ standing }) => standing === 'recalled')
    .flatMap(({ places }) => places)
    .filter((place) => place.pieces > 0 && isCounted(place))
    .reduce((sum, { pieces }) => sum + pieces, 0);
}
