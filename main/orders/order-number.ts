import type { Tx } from '../platform/database.ts';
import { countAllOrders, isOrderNumberTaken } from './store.ts';

/** A number that is free on this computer: the year and a count. */
export async function nextOrderNumber(tx: Tx, orderedOn: string): Promise<string> {
  for (let count = (await countAllOrders(tx)) + 1; ; count += 1) {
    const number = `${orderedOn.slice(0, 4)}-${String(count).padStart(5, '0')}`;
    if (!(await isOrderNumberTaken(tx, number))) return number;
  }
}
