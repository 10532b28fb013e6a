import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { ReceiptLine, receiptOperations } from '../../shared/receipts/contract.ts';
import { acceptPieces, usedShelf } from '../inventory/receive-pieces.ts';
import { expectedLines } from '../orders/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { keepInStock } from '../products/actions.ts';
import { todayAtSite } from '../site/actions.ts';
import { checkLines } from './check-lines.ts';
import {
  decideLine,
  insertReceipt,
  selectLine,
  selectReceiptIdsOfUnit,
  selectReceiptPage,
  selectReceipts,
} from './store.ts';
import { takeIn } from './take-in.ts';

const unknownLocation = fail(
  'UnknownLocation',
  'There is no such shelf here, or it is no longer used. Choose another.',
);

async function receiptOf(db: ReadonlyDb, id: string) {
  const [receipt] = await selectReceipts(db, [id]);
  if (!receipt) throw new Error('A receipt that was just recorded is gone');
  return ok(receipt);
}

/** True for what may go on a shelf only with words about why. */
function isDoubtful({ packageCondition, temperatureCheck, note }: ReceiptLine): boolean {
  return note !== null || packageCondition !== 'intact' || temperatureCheck === 'outOfRange';
}

export const receiptHandlers: Handlers<typeof receiptOperations, Contexts> = {
  async 'receipts.record'({ lines, receivedAt: said, ...typed }, context) {
    const { tx, now, newId, actor } = context;
    const at = said === null ? now : new Date(said);
    if (at.getTime() > now.getTime())
      return fail('ImpossibleDate', 'receivedAt is in the future. Check date and time.');
    const checked = await checkLines(tx, lines, await todayAtSite(tx, now));
    if (!checked.ok) return checked;
    const receivedAt = at.toISOString();
    const id = newId();
    await insertReceipt(tx, { ...typed, id, receivedAt, receivedBy: actor.userId });
    const skus = checked.value.map(({ product }) => product.sku);
    await keepInStock(tx, [...new Set(skus)], now);
    for (const [index, line] of checked.value.entries())
      await takeIn(context, line, { receiptId: id, lineNumber: index + 1, receivedAt });
    return receiptOf(tx, id);
  },
  async 'receipts.decide'({ receiptLineId, isAccepted, locationId, note }, context) {
    const { tx, now, actor } = context;
    const line = await selectLine(tx, receiptLineId);
    if (!line) return fail('UnknownLine', 'There is no such line of a receipt here.');
    if (line.decidedAt !== null)
      return failWith('AlreadyDecided', 'Somebody decided about it meanwhile.', line);
    if (note === null && (!isAccepted || isDoubtful(line)))
      return fail('NoteNeeded', 'Say in note why.');
    if (isAccepted) {
      if (locationId !== null && !(await usedShelf(tx, locationId))) return unknownLocation;
      const { unit, pieces } = line;
      const problem = await acceptPieces(context, {
        stockUnitId: unit.id,
        pieces,
        locationId,
        note,
      });
      if (problem) return problem;
    }
    const decided = { decidedAt: now.toISOString(), decidedBy: actor.userId };
    await decideLine(tx, receiptLineId, { ...decided, isAccepted, decisionNote: note });
    const shown = await selectLine(tx, receiptLineId);
    if (!shown) throw new Error('A line of a receipt that was just decided about is gone');
    return ok(shown);
  },
  async 'receipts.list'(page, { db }) {
    const { receipts, total } = await selectReceiptPage(db, page);
    return ok({ receipts: [...receipts], total });
  },
  async 'receipts.ofUnit'({ stockUnitId }, { db }) {
    return ok([...(await selectReceipts(db, await selectReceiptIdsOfUnit(db, stockUnitId)))]);
  },
  async 'receipts.expected'({ productId }, { db }) {
    return ok(await expectedLines(db, productId));
  },
};
