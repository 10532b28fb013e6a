import { sql } from 'kysely';
import type { Order } from '../../shared/orders/contract.ts';
import { type OrderStage, orderStage } from '../../shared/orders/order-stage.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { hasArrivals, isAtStage, receivedOfLine } from './arrival-store.ts';

type Page = {
  readonly patientId: string | null;
  readonly onlyOpen: boolean;
  readonly stage: OrderStage | null;
  readonly limit: number;
  readonly offset: number;
};

/**
 * Where uses are summed. The view takes the database twice as long to think about as the records
 * themselves, so it is asked only about patients with a correction: only theirs can touch their orders.
 */
type Uses = 'treatment_records' | 'current_treatments';

const hasCorrection = sql<boolean>`EXISTS (
  SELECT FROM corrected_treatments WHERE patient_id = orders.patient_id
)`;

/** What was used of an order line, in its units, without what was voided and `exceptRecordId`. */
function usedOfLine(uses: Uses, exceptRecordId: string | null = null) {
  return sql<number>`(
    SELECT coalesce(sum(used.quantity_used), 0)
    FROM ${sql.table(uses)} AS used
    WHERE used.order_id = order_lines.order_id
      AND used.product_id = order_lines.product_id
      AND used.voided_at IS NULL
      AND used.id IS DISTINCT FROM ${exceptRecordId}::uuid
  )`;
}

/** Orders of which something is left. Sums once over all uses: asking line by line takes seconds at a site. */
function isOpen(patientId: string | null) {
  return sql<boolean>`orders.id IN (
    SELECT line.order_id
    FROM order_lines AS line
    JOIN orders AS theirs ON theirs.id = line.order_id AND theirs.status = 'placed'
      AND (${patientId}::uuid IS NULL OR theirs.patient_id = ${patientId}::uuid)
    LEFT JOIN (
      SELECT order_id, product_id, sum(quantity_used) AS quantity
      FROM current_treatments
      WHERE voided_at IS NULL AND (${patientId}::uuid IS NULL OR patient_id = ${patientId}::uuid)
      GROUP BY order_id, product_id
    ) AS used ON used.order_id = line.order_id AND used.product_id = line.product_id
    WHERE line.quantity_ordered > coalesce(used.quantity, 0)
  )`;
}

type Wanted = Pick<Page, 'patientId' | 'onlyOpen' | 'stage'>;

function matching(db: ReadonlyDb, { patientId, onlyOpen, stage }: Wanted) {
  const query = db
    .selectFrom('orders')
    .$if(patientId !== null, (all) => all.where('orders.patientId', '=', patientId))
    .$if(onlyOpen, (all) => all.where(isOpen(patientId)));
  return stage === null ? query : query.where(isAtStage(stage));
}

export async function countOrders(db: ReadonlyDb, page: Page): Promise<number> {
  const { total } = await matching(db, page)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Orders, newest first, each with its lines and what was used of them. */
export async function selectOrders(db: ReadonlyDb, page: Page): Promise<Order[]> {
  const ids = await matching(db, page)
    .select('orders.id')
    .orderBy('orders.orderedOn', 'desc')
    .orderBy('orders.createdAt', 'desc')
    .orderBy('orders.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return selectOrdersById(
    db,
    ids.map(({ id }) => id),
  );
}

/** These orders, newest first, each with its lines and what was used of them. */
export async function selectOrdersById(db: ReadonlyDb, ids: readonly string[]): Promise<Order[]> {
  if (ids.length === 0) return [];
  const heads = await db
    .selectFrom('orders')
    .innerJoin('patients', 'patients.id', 'orders.patientId')
    .innerJoin('users', 'users.id', 'orders.orderedBy')
    .select([
      'orders.id',
      'orders.orderNumber',
      'orders.patientId',
      'orders.facilityId',
      'orders.orderedOn',
      'orders.status',
      'orders.isUnplanned',
      'orders.cancelReason',
      'orders.version',
      'patients.firstName',
      'patients.lastName',
      'patients.birthOn as patientBirthOn',
      'users.displayName as orderedByName',
      hasCorrection.as('hasCorrection'),
      hasArrivals.as('hasArrivals'),
    ])
    .where('orders.id', 'in', [...ids])
    .orderBy('orders.orderedOn', 'desc')
    .orderBy('orders.createdAt', 'desc')
    .orderBy('orders.id')
    .execute();
  const lines = await selectLines(db, ids, {
    uses: heads.some((head) => head.hasCorrection) ? 'current_treatments' : 'treatment_records',
    hasArrivals: heads.some((head) => head.hasArrivals),
  });
  return heads.map(({ firstName, lastName, hasCorrection: _, hasArrivals: __, ...head }): Order => {
    const own = lines.filter(({ orderId }) => orderId === head.id);
    const said = own.map(({ orderId: ___, ...line }) => line);
    return {
      ...head,
      patientName: `${lastName}, ${firstName}`,
      lines: said,
      stage: orderStage({ ...head, lines: said }),
    };
  });
}

type Summing = { readonly uses: Uses; readonly hasArrivals: boolean };

async function selectLines(db: ReadonlyDb, orderIds: readonly string[], summing: Summing) {
  const lines = await db
    .selectFrom('orderLines')
    .select([
      'orderLines.id',
      'orderLines.orderId',
      'orderLines.lineNumber',
      'orderLines.productId',
      'orderLines.productName',
      'orderLines.quantityOrdered',
    ])
    .select(usedOfLine(summing.uses).as('quantityUsed'))
    .select((summing.hasArrivals ? receivedOfLine : sql<number>`0`).as('quantityReceived'))
    .where('orderLines.orderId', 'in', [...orderIds])
    .orderBy('orderLines.lineNumber')
    .execute();
  return lines.map((line) => ({
    ...line,
    quantityRemaining: line.quantityOrdered - line.quantityUsed,
  }));
}

/**
 * The founding document's second sample: what was used of an order, by product, without what was voided.
 * Undefined where there is no such order.
 */
export async function selectUsage(db: ReadonlyDb, orderId: string) {
  const head = await db
    .selectFrom('orders')
    .select(hasCorrection.as('hasCorrection'))
    .where('id', '=', orderId)
    .executeTakeFirst();
  if (!head) return undefined;
  return db
    .selectFrom(head.hasCorrection ? 'currentTreatments' : 'treatmentRecords')
    .select(['productId', 'productName'])
    .select((row) => row.fn.sum<number>('quantityUsed').as('totalUsed'))
    .where('orderId', '=', orderId)
    .where('voidedAt', 'is', null)
    .groupBy(['productId', 'productName'])
    .orderBy('productName')
    .orderBy('productId')
    .execute();
}

type LineAsked = {
  readonly orderId: string;
  readonly productId: string;
  readonly exceptRecordId: string | null;
};

/**
 * An order with its line of one product, read in one statement because every save waits for it. The
 * line's columns are null where the order has no such product; `exceptRecordId` is not counted.
 */
export async function selectOrderWithLine(db: ReadonlyDb, of: LineAsked) {
  const plain = await selectWithLine(db, of, 'treatment_records');
  return plain?.hasCorrection ? selectWithLine(db, of, 'current_treatments') : plain;
}

function selectWithLine(db: ReadonlyDb, of: LineAsked, uses: Uses) {
  return db
    .selectFrom('orders')
    .leftJoin('orderLines', (join) =>
      join
        .onRef('orderLines.orderId', '=', 'orders.id')
        .on('orderLines.productId', '=', of.productId),
    )
    .select(['orders.patientId', 'orders.orderNumber', 'orders.status'])
    .select(['orderLines.productName', 'orderLines.quantityOrdered'])
    .select(hasCorrection.as('hasCorrection'))
    .select(usedOfLine(uses, of.exceptRecordId).as('alreadyUsed'))
    .where('orders.id', '=', of.orderId)
    .executeTakeFirst();
}

/** The order of a patient that holds what nobody had ordered; undefined where there is none. */
export function selectUnplannedOrder(db: ReadonlyDb, patientId: string) {
  return db
    .selectFrom('orders')
    .select('id')
    .where('patientId', '=', patientId)
    .where('isUnplanned', '=', true)
    .orderBy('createdAt')
    .orderBy('id')
    .executeTakeFirst();
}

/** True where an order other than `exceptId` has that number. */
export async function isOrderNumberTaken(
  db: ReadonlyDb,
  orderNumber: string,
  exceptId: string | null = null,
): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('id')
    .where('orderNumber', '=', orderNumber)
    .where('id', 'is distinct from', exceptId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countAllOrders(db: ReadonlyDb): Promise<number> {
  const { total } = await db
    .selectFrom('orders')
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
