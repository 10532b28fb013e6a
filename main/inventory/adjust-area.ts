import { areaOfPieces, type Movement, wholePieces } from '../../shared/inventory/movement.ts';
import { addAllMovements, type MovingContext } from './actions.ts';
import { selectWholePieces } from './movement-store.ts';
import { selectUnitsById, type StockUnit } from './unit-store.ts';

/**
 * Makes the area of a unit's whole pieces what it is by the size that is known now, in each place. What
 * treatments applied and discarded stays as it was measured.
 */
export async function adjustArea(
  context: MovingContext,
  { id, pieceMm2 }: StockUnit,
  reason: string,
): Promise<void> {
  if (pieceMm2 === null) return;
  const places = await selectWholePieces(context.tx, id);
  const occurredAt = context.now.toISOString();
  const adjustments = places.flatMap(({ locationId, pieces, areaMm2 }) => {
    const { areaMm2: rightMm2 } = wholePieces('adjusted', pieces, pieceMm2);
    const missingMm2 = (rightMm2 ?? 0) - areaMm2;
    if (missingMm2 === 0) return [];
    const moved = { kind: 'adjusted', pieces: 0, areaMm2: missingMm2 } as const;
    return [{ stockUnitId: id, locationId, occurredAt, reason, source: null, moved }];
  });
  await addAllMovements(context, adjustments);
}

/**
 * Adjusts the area of units of which whole pieces were taken back. A counter-entry holds the area of then, and
 * the size of a piece may have been corrected since.
 */
export async function adjustTakenBack(
  context: MovingContext,
  takenBack: readonly Movement[],
  reason: string,
): Promise<void> {
  const ids = [...new Set(takenBack.map(({ stockUnitId }) => stockUnitId))];
  if (ids.length === 0) return;
  for (const unit of await selectUnitsById(context.tx, ids)) {
    const isOther = takenBack.some(
      ({ stockUnitId, pieces, areaMm2 }) =>
        stockUnitId === unit.id && areaMm2 !== areaOfPieces(pieces, unit.pieceMm2),
    );
    if (isOther) await adjustArea(context, unit, reason);
  }
}
