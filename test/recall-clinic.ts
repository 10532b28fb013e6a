import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../main/platform/database.ts';
import type { AskedPacks } from '../shared/recalls/trace.ts';
import { everyPack, type RecalledPacks } from '../shared/recalls/recalled-packs.ts';
import { TEST_PIN, type TestCore, valueOf } from './core.ts';
import { openSigningClinic } from './signing-clinic.ts';

export const FOAM = 'FOAM-6X6';
const STORE_ROOM = '0197a000-0000-7000-8000-000000000101';
export const QUARANTINE = '0197a000-0000-7000-8000-000000000102';

/** A question about packs of the clinic's foam. */
export function asked(...packs: readonly Partial<RecalledPacks>[]): AskedPacks {
  return { productId: FOAM, packs: packs.map((each) => ({ ...everyPack, ...each })) };
}

export type Arrival = {
  readonly lotNumber?: string;
  readonly serialNumber?: string;
  readonly pieces: number;
  readonly locationId?: string;
  readonly pieceMm2?: number;
  readonly donorNumber?: string;
  readonly productId?: string;
};

/** Puts pieces into stock as a receipt does; answers the unit. */
async function arrive(app: TestCore, arrival: Arrival): Promise<string> {
  const { lotNumber = '', serialNumber = '', pieces, pieceMm2 = null } = arrival;
  const { productId = FOAM, donorNumber = null, locationId = STORE_ROOM } = arrival;
  const ids = { stockUnitId: v7(), receiptId: v7(), receiptLineId: v7() };
  const at = '2026-03-01T09:00:00Z';
  const by = app.administratorId;
  const label = { productId, lotNumber, serialNumber, expiresOn: '2027-01-31' };
  await app.database.transact(async (tx) => {
    await tx
      .insertInto('stockUnits')
      .values({ id: ids.stockUnitId, ...label, pieceMm2, donorNumber })
      .execute();
    await tx
      .insertInto('receipts')
      .values({ id: ids.receiptId, supplier: 'Acme', receivedAt: at, receivedBy: by })
      .execute();
    await insertLine(tx, { ...ids, pieces });
    await tx
      .insertInto('stockMovements')
      .values({
        id: v7(),
        stockUnitId: ids.stockUnitId,
        locationId,
        kind: 'received',
        pieces,
        areaMm2: pieceMm2 === null ? null : pieces * pieceMm2,
        occurredAt: at,
        recordedAt: at,
        movedBy: by,
        receiptLineId: ids.receiptLineId,
      })
      .execute();
  });
  return ids.stockUnitId;
}

type Line = {
  readonly stockUnitId: string;
  readonly receiptId: string;
  readonly receiptLineId: string;
  readonly pieces: number;
};

async function insertLine(tx: Tx, { receiptLineId, ...line }: Line): Promise<void> {
  await tx
    .insertInto('receiptLines')
    .values({
      ...line,
      id: receiptLineId,
      lineNumber: 1,
      packageCondition: 'intact',
      temperatureCheck: 'inRange',
      temperatureTenthsC: 41,
      scans: '[]',
    })
    .execute();
}

/** The signing clinic with stock, a supply coordinator, and short ways to ask and to correct. */
export async function openRecallClinic(app: TestCore) {
  const clinic = await openSigningClinic(app);
  const supply = await app.signIn('supply');
  return {
    ...clinic,
    supply,
    arrive: (arrival: Arrival) => arrive(app, arrival),
    trace: async (question: AskedPacks, includesUnsaid = false) =>
      valueOf(await clinic.client['recalls.trace']({ ...question, includesUnsaid })),
    /** A recall that nothing is asked of but what it is about. */
    notice: (question: AskedPacks) => ({
      ...question,
      reason: 'Seal may leak',
      source: 'Maker’s notice 7',
      sinceOn: '2026-03-10',
      includesUnsaid: false,
      drillId: null as string | null,
    }),
    pin: TEST_PIN,
  };
}

/** Pieces of each unit in each place that holds some, by name of the place. */
export async function piecesAt(app: TestCore): Promise<Readonly<Record<string, number>>> {
  const { rows } = await app.database.read((db) =>
    sql<{ place: string; pieces: number }>`
      SELECT location.name || ' ' || unit.lot_number || '/' || unit.serial_number AS place,
        sum(movement.pieces)::int AS pieces
      FROM stock_movements AS movement JOIN stock_units AS unit ON unit.id = movement.stock_unit_id
      JOIN stock_locations AS location ON location.id = movement.location_id
      GROUP BY 1 HAVING sum(movement.pieces) <> 0 ORDER BY 1`.execute(db),
  );
  return Object.fromEntries(rows.map(({ place, pieces }) => [place, pieces]));
}

/** Writes a signed correction straight into the tables, where a test needs hundreds. */
export async function correctInTables(
  tx: Tx,
  correction: {
    readonly treatmentRecordId: string;
    readonly by: string;
    readonly at: Date;
    readonly content: Readonly<Record<string, string | null>>;
  },
): Promise<void> {
  await tx
    .insertInto('recordAmendments')
    .values({
      id: v7(),
      treatmentRecordId: correction.treatmentRecordId,
      kind: 'correction',
      reason: 'Read again',
      content: JSON.stringify(correction.content),
      amendedBy: correction.by,
      amendedAt: correction.at.toISOString(),
    })
    .execute();
}
