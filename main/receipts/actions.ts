import type { TypedReceiptLine } from '../../shared/receipts/contract.ts';
import type { MovingContext } from '../inventory/actions.ts';
import { findProductsBySku, keepInStock } from '../products/actions.ts';
import { insertReceipt } from './store.ts';
import { takeIn } from './take-in.ts';

export type PastReceipt = {
  readonly supplier: string;
  readonly reference: string;
  readonly lines: readonly TypedReceiptLine[];
};

/** Writes what came in as of the context's `now`, from which on its products are kept in stock. */
export async function addPastReceipt(
  context: MovingContext,
  { lines, ...head }: PastReceipt,
): Promise<void> {
  const { tx, now, newId, actor } = context;
  const receivedAt = now.toISOString();
  const receiptId = newId();
  await insertReceipt(tx, {
    ...head,
    id: receiptId,
    note: null,
    receivedAt,
    receivedBy: actor.userId,
  });
  const skus = [...new Set(lines.map(({ productId }) => productId))];
  await keepInStock(tx, skus, now);
  const products = await findProductsBySku(tx, skus);
  for (const [index, typed] of lines.entries()) {
    const product = products.find(({ sku }) => sku === typed.productId);
    if (!product) throw new Error(`There is no product ${typed.productId} to receive`);
    await takeIn(context, { typed, product }, { receiptId, lineNumber: index + 1, receivedAt });
  }
}
