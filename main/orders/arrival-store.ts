import { sql } from 'kysely';
import type { Arrival } from '../../shared/orders/contract.ts';
import type { OrderStage } from '../../shared/orders/order-stage.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** False where nothing was ever received for an order: then nothing need be summed. */
export const hasArrivals = sql<boolean>`EXISTS (
  SELECT FROM receipt_lines WHERE order_line_id IS NOT NULL
)`;

/** Pieces of an order line that came in and were not sent back: accepted, or waiting to be. */
export const receivedOfLine = sql<number>`(
  SELECT coalesce(sum(came.pieces), 0)
  FROM receipt_lines AS came
  WHERE came.order_line_id = order_lines.id AND came.is_accepted IS DISTINCT FROM false
)`;

/** Orders of which something came in, each with whether that is all. */
function arrivedWhole(isWhole: boolean) {
  return sql<boolean>`orders.id IN (
    SELECT line.order_id
    FROM order_lines AS line
    LEFT JOIN (
      SELECT order_line_id, sum(pieces) AS pieces
      FROM receipt_lines
      WHERE order_line_id IS NOT NULL AND is_accepted IS DISTINCT FROM false
      GROUP BY order_line_id
    ) AS came ON came.order_line_id = line.id
    GROUP BY line.order_id
    HAVING count(came.pieces) > 0
      AND bool_and(coalesce(came.pieces, 0) >= line.quantity_ordered) = ${isWhole}
  )`;
}

const nothingArrived = sql<boolean>`NOT orders.is_unplanned AND NOT EXISTS (
  SELECT FROM order_lines AS line
  JOIN receipt_lines AS came ON came.order_line_id = line.id
  WHERE line.order_id = orders.id AND came.is_accepted IS DISTINCT FROM false
)`;

/** Orders that are so far (`orderStage`). What was used without an order waits for nothing: it is at none. */
export function isAtStage(stage: OrderStage) {
  if (stage === 'draft' || stage === 'cancelled') return sql<boolean>`orders.status = ${stage}`;
  const came = stage === 'placed' ? nothingArrived : arrivedWhole(stage === 'received');
  return sql<boolean>`(orders.status = 'placed' AND ${came})`;
}

/** What came in for an order, the newest first. */
export async function selectArrivals(db: ReadonlyDb, orderId: string): Promise<Arrival[]> {
  const rows = await db
    .selectFrom('receiptLines as came')
    .innerJoin('orderLines as line', 'line.id', 'came.orderLineId')
    .innerJoin('receipts', 'receipts.id', 'came.receiptId')
    .innerJoin('stockUnits as unit', 'unit.id', 'came.stockUnitId')
    .innerJoin('users', 'users.id', 'receipts.receivedBy')
    .select([
      'came.id as receiptLineId',
      'came.receiptId',
      'line.id as orderLineId',
      'line.productId',
      'line.productName',
      'unit.lotNumber',
      'unit.serialNumber',
      'came.expiresOn',
      'came.pieces',
      'receipts.receivedAt',
      'users.displayName as receivedByName',
      'came.isAccepted',
    ])
    .where('line.orderId', '=', orderId)
    .orderBy('receipts.receivedAt', 'desc')
    .orderBy('receipts.id', 'desc')
    .orderBy('came.lineNumber')
    .execute();
  return rows.map((row) => ({
    ...row,
    lotNumber: row.lotNumber || null,
    serialNumber: row.serialNumber || null,
  }));
}

/** The line of an order that something is received for; undefined where there is none. */
export function selectOrderLine(db: ReadonlyDb, orderLineId: string) {
  return db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select([
      'orderLines.id',
      'orderLines.orderId',
      'orders.orderNumber',
      'orders.patientId',
      'orders.status',
      'orderLines.productId',
      'orderLines.productName',
      'orderLines.quantityOrdered',
      receivedOfLine.as('quantityReceived'),
    ])
    .where('orderLines.id', '=', orderLineId)
    .executeTakeFirst();
}

/** Lines of placed orders of which something is still to come, the oldest order first. */
export function selectExpectedLines(db: ReadonlyDb, productId: string | null) {
  return db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select([
      'orderLines.id as orderLineId',
      'orders.id as orderId',
      'orders.orderNumber',
      'orders.orderedOn',
      'orderLines.productId',
      'orderLines.productName',
      'orderLines.quantityOrdered',
      receivedOfLine.as('quantityReceived'),
    ])
    .where('orders.status', '=', 'placed')
    .$if(productId !== null, (query) => query.where('orderLines.productId', '=', productId ?? ''))
    .where(sql<boolean>`${receivedOfLine} < order_lines.quantity_ordered`)
    .orderBy('orders.orderedOn')
    .orderBy('orders.orderNumber')
    .orderBy('orderLines.lineNumber')
    .limit(500)
    .execute();
}
