import { type Insertable, sql } from 'kysely';
import type { KeptScan, Receipt, ReceiptLine } from '../../shared/receipts/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

export async function insertReceipt(tx: Tx, row: Insertable<Schema['receipts']>): Promise<void> {
  await tx.insertInto('receipts').values(row).execute();
}

export async function insertReceiptLine(
  tx: Tx,
  row: Insertable<Schema['receiptLines']>,
): Promise<void> {
  await tx.insertInto('receiptLines').values(row).execute();
}

type Decision = {
  readonly decidedAt: string;
  readonly decidedBy: string;
  readonly isAccepted: boolean;
  readonly decisionNote: string | null;
};

export async function decideLine(tx: Tx, id: string, decision: Decision): Promise<void> {
  await tx.updateTable('receiptLines').set(decision).where('id', '=', id).execute();
}

/** True where a receipt brought a unit, and it was not rejected. */
export async function wasReceived(db: ReadonlyDb, stockUnitId: string): Promise<boolean> {
  const row = await db
    .selectFrom('receiptLines')
    .select('id')
    .where('stockUnitId', '=', stockUnitId)
    .where((line) => line.or([line('isAccepted', 'is', null), line('isAccepted', '=', true)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const waits = sql<boolean>`EXISTS (
  SELECT FROM receipt_lines AS waiting
  WHERE waiting.receipt_id = receipts.id AND waiting.decided_at IS NULL
)`;

type Page = { readonly onlyWaiting: boolean; readonly limit: number; readonly offset: number };

export async function selectReceiptPage(db: ReadonlyDb, { onlyWaiting, limit, offset }: Page) {
  const rows = await db
    .selectFrom('receipts')
    .select(['id', sql<number>`count(*) OVER ()`.as('total')])
    .$if(onlyWaiting, (query) => query.where(waits))
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  const receipts = await selectReceipts(
    db,
    rows.map(({ id }) => id),
  );
  return { receipts, total: rows[0]?.total ?? 0 };
}

export async function selectReceiptIdsOfUnit(
  db: ReadonlyDb,
  stockUnitId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('receiptLines')
    .select('receiptId')
    .distinct()
    .where('stockUnitId', '=', stockUnitId)
    .execute();
  return rows.map(({ receiptId }) => receiptId);
}

/** Receipts with their lines, the newest first. */
export async function selectReceipts(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly Receipt[]> {
  if (ids.length === 0) return [];
  const heads = await db
    .selectFrom('receipts')
    .innerJoin('users', 'users.id', 'receipts.receivedBy')
    .select([
      'receipts.id',
      'receipts.supplier',
      'receipts.reference',
      'receipts.note',
      'receipts.receivedAt',
      'users.displayName as receivedByName',
    ])
    .where('receipts.id', 'in', [...ids])
    .orderBy('receipts.receivedAt', 'desc')
    .orderBy('receipts.id', 'desc')
    .execute();
  const lines = await selectLines(db, { receiptIds: ids });
  return heads.map((head) => ({
    ...head,
    lines: lines.filter(({ receiptId }) => receiptId === head.id).map(({ line }) => line),
  }));
}

/** One line of a receipt; undefined where there is none. */
export async function selectLine(db: ReadonlyDb, id: string): Promise<ReceiptLine | undefined> {
  const [found] = await selectLines(db, { lineId: id });
  return found?.line;
}

type Which = { readonly receiptIds: readonly string[] } | { readonly lineId: string };

async function selectLines(db: ReadonlyDb, which: Which) {
  const rows = await db
    .selectFrom('receiptLines as line')
    .innerJoin('stockUnits as unit', 'unit.id', 'line.stockUnitId')
    .leftJoin('products', 'products.sku', 'unit.productId')
    .leftJoin('orderLines', 'orderLines.id', 'line.orderLineId')
    .leftJoin('orders', 'orders.id', 'orderLines.orderId')
    .leftJoin('users as decider', 'decider.id', 'line.decidedBy')
    .select([
      'line.id',
      'line.receiptId',
      'line.lineNumber',
      'line.pieces',
      'line.packageCondition',
      'line.temperatureCheck',
      'line.temperatureTenthsC',
      'line.expiresOn',
      'line.scans',
      'line.note',
      'line.decidedAt',
      'line.isAccepted',
      'line.decisionNote',
      'decider.displayName as decidedByName',
      'products.name as productName',
      'orders.id as orderId',
      'orders.orderNumber',
      'unit.id as unitId',
      'unit.productId',
      'unit.lotNumber',
      'unit.serialNumber',
      'unit.expiresOn as unitExpiresOn',
      'unit.pieceMm2',
      'unit.donorNumber',
      'unit.isFound',
      'unit.version',
    ])
    .$if('receiptIds' in which, (query) =>
      query.where('line.receiptId', 'in', 'receiptIds' in which ? [...which.receiptIds] : []),
    )
    .$if('lineId' in which, (query) =>
      query.where('line.id', '=', 'lineId' in which ? which.lineId : ''),
    )
    .orderBy('line.receiptId')
    .orderBy('line.lineNumber')
    .execute();
  return rows.map(lineOf);
}

type UnitColumns = {
  readonly unitId: string;
  readonly productId: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
  readonly unitExpiresOn: string | null;
  readonly pieceMm2: number | null;
  readonly donorNumber: string | null;
  readonly isFound: boolean;
  readonly version: number;
};

type LineRow = UnitColumns &
  Omit<ReceiptLine, 'unit' | 'scans'> & { readonly receiptId: string; readonly scans: unknown };

function lineOf(row: LineRow): { readonly receiptId: string; readonly line: ReceiptLine } {
  const { receiptId, unitId, unitExpiresOn, ...rest } = row;
  const { productId, lotNumber, serialNumber, pieceMm2, donorNumber, isFound, version } = rest;
  const unit = { productId, lotNumber, serialNumber, pieceMm2, donorNumber, isFound, version };
  return {
    receiptId,
    line: {
      ...rest,
      unit: { ...unit, id: unitId, expiresOn: unitExpiresOn },
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from the contract's own shape
      scans: rest.scans as KeptScan[],
    },
  };
}
