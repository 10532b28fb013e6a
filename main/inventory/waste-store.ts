import { type Insertable, sql } from 'kysely';
import type { WasteRecord } from '../../shared/inventory/waste-contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function nameOf(column: string) {
  return sql<
    string | null
  >`(SELECT display_name FROM users WHERE id = ${sql.ref(`waste.${column}`)})`;
}

function selectWaste(db: ReadonlyDb) {
  return db
    .selectFrom('wasteRecords as waste')
    .innerJoin('stockUnits as unit', 'unit.id', 'waste.stockUnitId')
    .select([
      'waste.id',
      'waste.stockUnitId',
      'unit.productId',
      'unit.lotNumber',
      'unit.serialNumber',
      'unit.expiresOn',
      'waste.pieces',
      'waste.reason',
      'waste.largerPackageReason',
      'waste.shortageReason',
      'waste.patientId',
      'waste.orderId',
      'waste.wastedAt',
      'waste.recordedBy',
      'waste.witnessedBy',
      'waste.voidedAt',
      'waste.voidReason',
      'waste.createdAt',
    ])
    .select([
      sql<string | null>`(SELECT name FROM products WHERE sku = unit.product_id)`.as('productName'),
      sql<number | null>`waste.pieces::bigint * unit.piece_mm2`.as('areaMm2'),
      sql<string | null>`(
        SELECT last_name || ', ' || first_name FROM patients WHERE id = waste.patient_id
      )`.as('patientName'),
      sql<string | null>`(SELECT order_number FROM orders WHERE id = waste.order_id)`.as(
        'orderNumber',
      ),
      nameOf('recordedBy').$notNull().as('recordedByName'),
      nameOf('witnessedBy').as('witnessedByName'),
      nameOf('voidedBy').as('voidedByName'),
    ]);
}

export type WasteAsked = {
  readonly productId: string | null;
  readonly patientId: string | null;
  readonly orderId: string | null;
  /** Instants: from the first, and before the second. */
  readonly from: string | null;
  readonly before: string | null;
};

function matching(asked: WasteAsked) {
  const { productId, patientId, orderId, from, before } = asked;
  return sql<boolean>`(${productId}::text IS NULL OR unit.product_id = ${productId})
    AND (${patientId}::uuid IS NULL OR waste.patient_id = ${patientId})
    AND (${orderId}::uuid IS NULL OR waste.order_id = ${orderId})
    AND (${from}::timestamptz IS NULL OR waste.wasted_at >= ${from})
    AND (${before}::timestamptz IS NULL OR waste.wasted_at < ${before})`;
}

/** The newest first. */
export function selectWasteRecords(
  db: ReadonlyDb,
  asked: WasteAsked,
  page: { readonly limit: number; readonly offset: number },
): Promise<WasteRecord[]> {
  return selectWaste(db)
    .where(matching(asked))
    .orderBy('waste.wastedAt', 'desc')
    .orderBy('waste.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countWasteRecords(db: ReadonlyDb, asked: WasteAsked): Promise<number> {
  const { total } = await db
    .selectFrom('wasteRecords as waste')
    .innerJoin('stockUnits as unit', 'unit.id', 'waste.stockUnitId')
    .select((row) => row.fn.countAll<number>().as('total'))
    .where(matching(asked))
    .executeTakeFirstOrThrow();
  return total;
}

/** In the order in which they were recorded. */
export function selectWasteById(db: ReadonlyDb, ids: readonly string[]): Promise<WasteRecord[]> {
  return selectWaste(db)
    .where('waste.id', 'in', [...ids])
    .orderBy('waste.id')
    .execute();
}

export async function insertWaste(
  tx: Tx,
  rows: readonly Insertable<Schema['wasteRecords']>[],
): Promise<void> {
  await tx
    .insertInto('wasteRecords')
    .values([...rows])
    .execute();
}

export async function markWasteVoided(
  tx: Tx,
  id: string,
  voided: { readonly voidedAt: string; readonly voidedBy: string; readonly voidReason: string },
): Promise<void> {
  await tx.updateTable('wasteRecords').set(voided).where('id', '=', id).execute();
}
