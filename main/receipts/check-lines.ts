import type { CivilDate } from '../../shared/base/civil-date.ts';
import { failWith, ok } from '../../shared/base/result.ts';
import type { Product } from '../../shared/products/contract.ts';
import type { LineDoubt, TypedReceiptLine } from '../../shared/receipts/contract.ts';
import { doubtsOf, mustWait } from '../../shared/receipts/doubts.ts';
import { findUnit, usedShelf } from '../inventory/receive-pieces.ts';

import { findOrderLine } from '../orders/actions.ts';
import type { Tx } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { recallsNaming } from '../safety/actions.ts';
import { wasReceived } from './store.ts';

/** A line with what the catalogue says of its product. */
export type CheckedLine = { readonly typed: TypedReceiptLine; readonly product: Product };

/** The lines that can be taken in; else the first refusal, or what has to be explained first. */
export async function checkLines(tx: Tx, lines: readonly TypedReceiptLine[], today: CivilDate) {
  const skus = [...new Set(lines.map(({ productId }) => productId))];
  const products = new Map(
    (await findProductsBySku(tx, skus)).map((product) => [product.sku, product]),
  );
  const checked: CheckedLine[] = [];
  const doubts: LineDoubt[] = [];
  const came = new Map<string, number>();
  for (const [index, typed] of lines.entries()) {
    const lineNumber = index + 1;
    const product = products.get(typed.productId);
    if (!product)
      return failWith(
        'UnknownProduct',
        `Line ${lineNumber}: ${typed.productId} is not in the catalogue. Add it there first.`,
        { lineNumber },
      );
    const refusal = serialProblem(lines, lineNumber) ?? (await placeProblem(tx, typed, lineNumber));
    if (refusal) return refusal;
    const ordered = await stillToComeOf(tx, typed, { lineNumber, came });
    if (!ordered.ok) return ordered;
    const found = await doubtsOfLine(tx, { typed, product }, { today, ...ordered.value });
    doubts.push(...found.map((doubt) => ({ lineNumber, ...doubt })));
    checked.push({ typed, product });
  }
  return doubtProblem(lines, doubts) ?? ok(checked);
}

/** A serial names one piece, which comes once. */
function serialProblem(lines: readonly TypedReceiptLine[], lineNumber: number) {
  const typed = lines[lineNumber - 1];
  if (!typed || typed.serialNumber === null) return null;
  if (typed.pieces !== 1)
    return failWith(
      'SerialIsOnePiece',
      `Line ${lineNumber}: a serial number names one piece. Give every piece a line of its own.`,
      { lineNumber },
    );
  const isTwice = lines.some(
    (other, index) =>
      index !== lineNumber - 1 &&
      other.productId === typed.productId &&
      other.lotNumber === typed.lotNumber &&
      other.serialNumber === typed.serialNumber,
  );
  if (!isTwice) return null;
  return failWith(
    'SerialTwice',
    `Line ${lineNumber}: the same serial number stands on another line. Check both labels.`,
    { lineNumber },
  );
}

async function placeProblem(tx: Tx, { acceptTo }: TypedReceiptLine, lineNumber: number) {
  if (acceptTo === null || (await usedShelf(tx, acceptTo))) return null;
  return failWith(
    'UnknownLocation',
    `Line ${lineNumber}: there is no such shelf, or it is no longer used. Choose another.`,
    { lineNumber },
  );
}

type Coming = {
  readonly lineNumber: number;
  /** Pieces of earlier lines, by order line: lines for one of them are counted together. */
  readonly came: Map<string, number>;
};

async function stillToComeOf(tx: Tx, typed: TypedReceiptLine, { lineNumber, came }: Coming) {
  const { orderLineId } = typed;
  if (orderLineId === null) return ok({ stillToCome: null });
  const line = await findOrderLine(tx, orderLineId);
  if (!line)
    return failWith('UnknownOrderLine', `Line ${lineNumber}: there is no such order line here.`, {
      lineNumber,
    });
  if (line.status !== 'placed' || line.productId !== typed.productId)
    return failWith(
      'OrderLineNotFitting',
      line.status === 'placed'
        ? `Line ${lineNumber}: that order line is for another product. Choose the right one.`
        : `Line ${lineNumber}: that order is not placed. Place it, or receive without an order.`,
      { lineNumber },
    );
  const earlier = came.get(orderLineId) ?? 0;
  came.set(orderLineId, earlier + typed.pieces);
  return ok({ stillToCome: line.quantityOrdered - line.quantityReceived - earlier });
}

async function doubtsOfLine(
  tx: Tx,
  { typed, product }: CheckedLine,
  known: { readonly today: CivilDate; readonly stillToCome: number | null },
) {
  const unit = await findUnit(tx, typed);
  return doubtsOf(
    { ...typed, pieceMm2: typed.pieceMm2 ?? product.packageMm2 },
    {
      ...known,
      storageNeed: product.storageNeed,
      unit: unit ?? null,
      wasReceived: unit !== undefined && (await wasReceived(tx, unit.id)),
      recalls: await recallsNaming(tx, typed.productId, typed),
    },
  );
}

function doubtProblem(lines: readonly TypedReceiptLine[], doubts: readonly LineDoubt[]) {
  const unexplained = doubts.filter(({ lineNumber }) => lines[lineNumber - 1]?.note === null);
  if (unexplained.length > 0)
    return failWith(
      'NoteNeeded',
      `${inWords(unexplained)}. Check it; if it is so, say in the note of that line what you saw.`,
      { doubts: unexplained },
    );
  const waiting = doubts.filter(
    ({ lineNumber, ...doubt }) => lines[lineNumber - 1]?.acceptTo !== null && mustWait([doubt]),
  );
  if (waiting.length === 0) return null;
  return failWith(
    'MustWait',
    `${inWords(waiting)}. Such pieces wait in quarantine: receive them without a shelf, and decide afterwards.`,
    { doubts: waiting },
  );
}

function inWords(doubts: readonly LineDoubt[]): string {
  return doubts.map(({ lineNumber, about }) => `Line ${lineNumber}: ${about}`).join('; ');
}
