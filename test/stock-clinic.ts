import { v7 } from 'uuid';
import { addMovements, unitInUse } from '../main/inventory/actions.ts';
import { wholePieces } from '../shared/inventory/movement.ts';
import { openClinic } from './clinic.ts';
import { allRows, type TestCore, valueOf } from './core.ts';
import { reasons } from './safety-clinic.ts';

/** The places that every site has from the beginning. */
export const SHELF = '0197a000-0000-7000-8000-000000000101';
export const QUARANTINE = '0197a000-0000-7000-8000-000000000102';

/** Area of one piece of the sheet. */
export const SHEET_MM2 = 1600;

type Incoming = {
  readonly sku?: string;
  readonly lotNumber?: string;
  readonly serialNumber?: string;
  readonly expiresOn?: string | null;
  readonly pieceMm2?: number | null;
  readonly locationId?: string;
  readonly pieces: number;
};

export type StockClinic = Awaited<ReturnType<typeof openStockClinic>>;

/** A clinic that keeps a skin substitute, SHEET, in stock, of which nothing has come in yet. */
export async function openStockClinic(app: TestCore) {
  const clinic = await openClinic(app);
  const coordinator = await app.signIn('supply');
  const facts = { productClass: 'skinSubstitute', packageMm2: SHEET_MM2 } as const;
  await addStocked(app, { sku: 'SHEET', ...facts });
  const ordered = await orderOf(clinic, 'SHEET');
  return {
    ...clinic,
    coordinator,
    /** A treatment of one whole sheet of lot A-1; each test changes what it is about. */
    sheet: { ...ordered, lotNumber: 'A-1', appliedMm2: SHEET_MM2 },
    addStocked: (product: object & { readonly sku: string }) => addStocked(app, product),
    orderOf: (sku: string) => orderOf(clinic, sku),
    received: (incoming: Incoming) => received(app, coordinator.userId, incoming),
    movements: () => allRows(app.database, 'stockMovements'),
    onHand: (of?: { lotNumber?: string; serialNumber?: string }) => onHand(app, of),
    record: (use: object) => clinic.client['treatments.record'](use as never),
    /** Records what is stopped for a reason, with one for everything that speaks against it. */
    async recordAllTheSame(use: object) {
      const stopped = await clinic.client['treatments.record'](use as never);
      const { concerns } = (stopped as unknown as { failure: { details: { concerns: never[] } } })
        .failure.details;
      const concernReasons = reasons(concerns);
      return valueOf(await clinic.client['treatments.record']({ ...use, concernReasons } as never));
    },
  };
}

type Clinic = Awaited<ReturnType<typeof openClinic>>;

async function addStocked(app: TestCore, product: object & { readonly sku: string }) {
  const name = `Product ${product.sku}`;
  const added = valueOf(await app.client['products.add']({ name, ...product }));
  return valueOf(await app.client['products.keepInStock']({ productId: added.id }));
}

async function orderOf({ client, patient, treatment }: Clinic, sku: string) {
  const lines = [{ productId: sku, quantity: 100 }];
  const placed = { patientId: patient.id, orderedOn: '2026-03-01', lines };
  const order = valueOf(await client['orders.create'](placed));
  return { ...treatment, orderId: order.id, productId: sku };
}

/** Lets pieces of a unit come in; answers its id. */
async function received(
  { database, clock }: TestCore,
  userId: string,
  { sku = 'SHEET', locationId = SHELF, pieces, ...label }: Incoming,
): Promise<string> {
  const { lotNumber = '', serialNumber = '', expiresOn = null } = label;
  const pieceMm2 = label.pieceMm2 === undefined ? SHEET_MM2 : label.pieceMm2;
  return database.transact(async (tx) => {
    const context = { tx, now: clock.now, newId: v7, actor: { userId } };
    const key = { productId: sku, lotNumber, serialNumber };
    const unit = await unitInUse(context, key, { expiresOn, pieceMm2 });
    const occurredAt = clock.now.toISOString();
    const frame = { stockUnitId: unit.id, locationId, occurredAt, reason: null, source: null };
    await addMovements(context, frame, [wholePieces('received', pieces, unit.pieceMm2)]);
    return unit.id;
  });
}

/** Pieces and area on hand of all units, or of those of a lot and serial. */
async function onHand(
  { database }: TestCore,
  of: { readonly lotNumber?: string; readonly serialNumber?: string } = {},
) {
  const units = (await allRows(database, 'stockUnits')).filter(
    (unit) =>
      unit.lotNumber === (of.lotNumber ?? unit.lotNumber) &&
      unit.serialNumber === (of.serialNumber ?? unit.serialNumber),
  );
  const movements = (await allRows(database, 'stockMovements')).filter(({ stockUnitId }) =>
    units.some(({ id }) => id === stockUnitId),
  );
  return {
    pieces: movements.reduce((sum, { pieces }) => sum + pieces, 0),
    areaMm2: movements.reduce((sum, { areaMm2 }) => sum + (areaMm2 ?? 0), 0),
  };
}
