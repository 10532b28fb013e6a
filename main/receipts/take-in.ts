import type { Product } from '../../shared/products/contract.ts';
import type { TypedReceiptLine } from '../../shared/receipts/contract.ts';
import type { MovingContext } from '../inventory/actions.ts';
import { receivePieces } from '../inventory/receive-pieces.ts';
import { insertReceiptLine } from './store.ts';

export type TakenIn = {
  readonly typed: TypedReceiptLine;
  readonly product: Pick<Product, 'packageMm2'>;
};

/** Writes one line of a receipt with its movement. */
export async function takeIn(
  context: MovingContext,
  { typed, product }: TakenIn,
  of: { readonly receiptId: string; readonly lineNumber: number; readonly receivedAt: string },
): Promise<void> {
  const { tx, now, newId, actor } = context;
  const { productId, lotNumber, serialNumber, donorNumber, acceptTo, scans, ...said } = typed;
  const id = newId();
  const stockUnitId = await receivePieces(context, {
    pack: { productId, lotNumber, serialNumber },
    expiresOn: said.expiresOn,
    pieceMm2: said.pieceMm2 ?? product.packageMm2,
    donorNumber,
    pieces: said.pieces,
    receiptLineId: id,
    locationId: acceptTo,
    occurredAt: of.receivedAt,
  });
  const isAccepted = acceptTo === null ? null : true;
  const { pieceMm2: _, ...columns } = said;
  await insertReceiptLine(tx, {
    ...columns,
    id,
    receiptId: of.receiptId,
    lineNumber: of.lineNumber,
    stockUnitId,
    scans: JSON.stringify(scans),
    isAccepted,
    decidedAt: isAccepted && now.toISOString(),
    decidedBy: isAccepted && actor.userId,
    decisionNote: null,
  });
}
