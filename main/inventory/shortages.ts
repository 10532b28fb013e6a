import type { z } from 'zod';
import type { shortage } from '../../shared/inventory/stock-unit.ts';
import type { Shortage } from '../../shared/inventory/takings.ts';
import { labelInWords } from '../../shared/inventory/unit-label.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectLocation } from './location-store.ts';
import { selectUnitsById } from './unit-store.ts';

/** Shortages with what the units and places are called, for whoever reads the refusal. */
export async function describeShortages(
  db: ReadonlyDb,
  shortages: readonly Shortage[],
): Promise<z.output<typeof shortage>[]> {
  const units = await selectUnitsById(
    db,
    shortages.map(({ stockUnitId }) => stockUnitId),
  );
  const described: z.output<typeof shortage>[] = [];
  for (const { locationId, ...short } of shortages) {
    const unit = units.find(({ id }) => id === short.stockUnitId);
    if (!unit) throw new Error('A unit that is short is gone');
    const { productId, lotNumber, serialNumber } = unit;
    const location = locationId === null ? undefined : await selectLocation(db, locationId);
    const label = { productId, lotNumber, serialNumber };
    described.push({ ...short, ...label, locationName: location?.name ?? null });
  }
  return described;
}

/** `2 of FOAM, lot A-1 in Store room, and 3 are asked for`, one after the other. */
export function shortagesInWords(shortages: readonly z.output<typeof shortage>[]): string {
  return shortages
    .map((short) => {
      const label = labelInWords(short);
      const what = label === null ? short.productId : `${short.productId}, ${label}`;
      const where = short.locationName === null ? '' : ` in ${short.locationName}`;
      return `${short.heldPieces} of ${what}${where}, and ${short.askedPieces} are asked for`;
    })
    .join('; ');
}
