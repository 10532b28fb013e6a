import type { CivilDate } from '../../shared/base/civil-date.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { findFacility } from '../facilities/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { todayAtSite } from '../site/actions.ts';
import { isOrderNumberTaken } from './store.ts';

export type OrderFields = {
  readonly orderNumber: string | null;
  readonly orderedOn: CivilDate;
  readonly facilityId: string | null;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
};

/** Whom an order is for, and which order it is already, if it is a draft that is changed. */
type Ordering = {
  readonly birthOn: CivilDate;
  readonly orderId: string | null;
  readonly now: Date;
};

/** Why nothing can be ordered on that day, or null. */
export async function dateProblem(
  db: ReadonlyDb,
  orderedOn: CivilDate,
  { birthOn, now }: Pick<Ordering, 'birthOn' | 'now'>,
) {
  if (orderedOn > (await todayAtSite(db, now)))
    return fail('ImpossibleDate', 'orderedOn is in the future. Check the date.');
  if (orderedOn < birthOn)
    return fail('ImpossibleDate', "orderedOn is before the patient's birth. Check the date.");
  return null;
}

/** Why an order cannot be as it is typed, or null. */
export async function orderProblem(db: ReadonlyDb, input: OrderFields, ordering: Ordering) {
  if (input.facilityId !== null && !(await findFacility(db, input.facilityId)))
    return fail('UnknownFacility', 'There is no such facility here.');
  const wrongDay = await dateProblem(db, input.orderedOn, ordering);
  if (wrongDay) return wrongDay;
  if (new Set(input.lines.map(({ productId }) => productId)).size < input.lines.length)
    return fail('ProductTwice', 'A product stands on two lines. Put its quantity on one.');
  const { orderNumber } = input;
  if (orderNumber !== null && (await isOrderNumberTaken(db, orderNumber, ordering.orderId)))
    return fail('OrderNumberTaken', 'Another order has that number already.');
  return null;
}

/** The lines of an order, each with its product's name of today. */
export async function namedLines(db: ReadonlyDb, lines: OrderFields['lines'], newId: () => string) {
  const skus = lines.map(({ productId }) => productId);
  const products = new Map((await findProductsBySku(db, skus)).map((each) => [each.sku, each]));
  const named = lines.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    const line = { id: newId(), productId, quantityOrdered: quantity };
    return product ? [{ ...line, productName: product.name }] : [];
  });
  return named.length < lines.length
    ? fail('UnknownProduct', 'A product of this order is not in the catalogue. Add it first.')
    : ok(named);
}
