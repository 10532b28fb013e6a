import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { unitInUse } from '../inventory/actions.ts';
import { firstLocation } from '../inventory/location-actions.ts';
import { adjustPieces } from '../inventory/shelf-moves.ts';
import type { Tx } from '../platform/database.ts';
import { keepInStock } from '../products/actions.ts';
import { countedLots } from './demonstration/stock.ts';
import { type DemonstrationSku, products } from './demonstration/products.ts';

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  readonly today: CivilDate;
  readonly now: Date;
  /** Whoever counted. */
  readonly userId: string;
};

const REASON = 'Counted when stock began to be kept';

/** Keeps some products in stock from now on, with what lies there. */
export async function fillStock({ today, userId, ...filling }: Filling): Promise<void> {
  const { tx, now } = filling;
  const context = { ...filling, actor: { userId } };
  const skus = [...new Set(countedLots.map(({ sku }) => sku))];
  await keepInStock(tx, skus, now);
  for (const { sku, lotNumber, serialNumbers = [''], pieces = 1, ...lot } of countedLots)
    for (const serialNumber of serialNumbers) {
      const key = { productId: sku, lotNumber, serialNumber };
      const expiresOn = addDays(today, lot.expiresInDays);
      const unit = await unitInUse(context, key, { expiresOn, pieceMm2: pieceMm2Of(sku) });
      await adjustPieces(context, {
        stockUnitId: unit.id,
        locationId: (await firstLocation(tx, lot.kind)).id,
        pieces,
        reason: REASON,
        occurredAt: now.toISOString(),
        countLineId: null,
      });
    }
}

function pieceMm2Of(sku: DemonstrationSku): number | null {
  const product = products[sku];
  return 'packageMm2' in product ? product.packageMm2 : null;
}
