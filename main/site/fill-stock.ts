import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { moveTreatment } from '../inventory/actions.ts';
import { firstLocation } from '../inventory/location-actions.ts';
import type { NewOrder } from '../orders/actions.ts';
import type { Tx } from '../platform/database.ts';
import { addIdentifiers, findProductsBySku } from '../products/actions.ts';
import { addPastReceipt } from '../receipts/actions.ts';
import type { PastTreatment } from '../treatments/actions.ts';
import type { Ids } from './demonstration/ids.ts';
import type { DemonstrationMrn } from './demonstration/patients.ts';
import { type DemonstrationSku, products } from './demonstration/products.ts';
import { type DeliveredLot, deliveries, identifiers, tracedPieces } from './demonstration/stock.ts';
import { instantAt } from './demonstration/visit-time.ts';

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  readonly today: CivilDate;
  readonly timeZone: string;
  /** Whoever received it. */
  readonly userId: string;
  readonly patientId: Ids<DemonstrationMrn>;
  readonly placed: readonly NewOrder[];
};

const RECEIVED_AT_MINUTE = 8 * 60;

/** Says what labels name some products by, and brings in what came over the weeks, at eight in the morning. */
export async function fillStock(filling: Filling): Promise<void> {
  const { tx, newId, today, timeZone, userId } = filling;
  for (const { sku, ...identifier } of identifiers) await addIdentifiers(tx, sku, [identifier]);
  const shelf = await firstLocation(tx, 'shelf');
  for (const { daysAgo, lots, ...receipt } of deliveries) {
    const now = instantAt(addDays(today, -daysAgo), RECEIVED_AT_MINUTE, timeZone);
    const lines = lots.flatMap((lot) => linesOf(lot, filling, shelf.id));
    await addPastReceipt({ tx, newId, now, actor: { userId } }, { ...receipt, lines });
  }
}

/** A line for each piece that has a serial of its own, else one. */
function linesOf(lot: DeliveredLot, { today, ...filling }: Filling, shelfId: string) {
  const { sku, serialNumbers = [null], pieces = 1, temperatureTenthsC = null } = lot;
  return serialNumbers.map((serialNumber) => ({
    productId: sku,
    lotNumber: lot.lotNumber,
    serialNumber,
    expiresOn: addDays(today, lot.expiresInDays),
    pieces,
    pieceMm2: null,
    donorNumber: lot.donorNumber ?? null,
    orderLineId: orderLineOf(lot, filling),
    packageCondition: lot.damaged === undefined ? ('intact' as const) : ('damaged' as const),
    temperatureCheck: temperatureTenthsC === null ? ('notNeeded' as const) : ('inRange' as const),
    temperatureTenthsC,
    scans: [],
    note: lot.damaged ?? null,
    acceptTo: lot.damaged === undefined ? shelfId : null,
  }));
}

function orderLineOf(
  { sku, forMrn }: DeliveredLot,
  { patientId, placed }: Pick<Filling, 'patientId' | 'placed'>,
): string | null {
  if (forMrn === undefined) return null;
  const lines = placed
    .filter((order) => order.patientId === patientId(forMrn))
    .flatMap((order) => order.lines);
  const line = lines.find(({ productId }) => productId === sku);
  if (!line) throw new Error(`The demonstration receives ${sku} for an order that asks for none`);
  return line.id;
}

/** Says of each use of a traced product which piece it was. `uses` are oldest first. */
export function withTracedPieces<U extends { readonly productId: DemonstrationSku }>(
  uses: readonly U[],
  today: CivilDate,
): readonly (U & Pick<PastTreatment, 'traced'>)[] {
  const next = tracedPieces();
  return uses.map((use) => {
    const product = products[use.productId];
    const piece = next(use.productId, 'packageMm2' in product ? product.packageMm2 : null);
    if (!piece) return use;
    const { lot, ...traced } = piece;
    const expiresOn = addDays(today, lot.expiresInDays);
    return { ...use, traced: { ...traced, lotNumber: lot.lotNumber, expiresOn } };
  });
}

type Moving = Pick<Filling, 'tx' | 'newId'> & { readonly now: Date };

/** Takes what traced treatments used from stock, as it was when they were recorded. */
export async function moveTracedPieces(
  { now, ...moving }: Moving,
  records: readonly PastTreatment[],
): Promise<void> {
  for (const { traced, recordedAt, ...record } of records) {
    if (!traced) continue;
    const at = recordedAt ?? now;
    const instant = at.toISOString();
    const [product] = await findProductsBySku(moving.tx, [record.productId]);
    await moveTreatment(
      { ...moving, now: at, actor: { userId: record.recordedBy } },
      { ...record, ...traced, occurredAt: instant, createdAt: instant, isImported: false },
      { product, places: null },
    );
  }
}
