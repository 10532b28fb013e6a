import type { OrderPage } from '../../shared/orders/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectArrivals } from './arrival-store.ts';
import { selectOrdersById, selectUsage } from './store.ts';

/** An order with all that happened to it; undefined where there is none. */
export async function selectPageOf(
  db: ReadonlyDb,
  orderId: string,
): Promise<OrderPage | undefined> {
  const [order] = await selectOrdersById(db, [orderId]);
  if (!order) return undefined;
  const around = await db
    .selectFrom('orders')
    .leftJoin('facilities', 'facilities.id', 'orders.facilityId')
    .leftJoin('users', 'users.id', 'orders.cancelledBy')
    .select([
      'facilities.name as facilityName',
      'users.displayName as cancelledByName',
      'orders.cancelledAt',
    ])
    .where('orders.id', '=', orderId)
    .executeTakeFirstOrThrow();
  const patient = await db
    .selectFrom('patients')
    .select(['id', 'firstName', 'lastName', 'birthOn', 'mrn', 'deceasedOn'])
    .where('id', '=', order.patientId)
    .executeTakeFirstOrThrow();
  const arrivals = await selectArrivals(db, orderId);
  return { order, patient, ...around, arrivals, usage: (await selectUsage(db, orderId)) ?? [] };
}
