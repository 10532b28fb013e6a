import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { countOperations, StockCount } from '../../shared/inventory/stock-contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { naturalId } from '../platform/natural-id.ts';
import { findProductsBySku, keepInStock } from '../products/actions.ts';
import { type MovingContext, unitInUse } from './actions.ts';
import {
  closeCount,
  type CountedLine,
  type CountHead,
  insertCount,
  putCountLine,
  selectCount,
  selectCountedLines,
  selectCounts,
  selectOpenCount,
} from './count-store.ts';
import { selectActiveLocations } from './location-store.ts';
import { selectStockIn } from './on-hand-store.ts';
import { adjustPieces } from './shelf-moves.ts';
import { selectPiecesOfUnits, unitKeyOf } from './unit-store.ts';

const notYet = {
  countedPieces: null,
  expectedPieces: null,
  reason: null,
  countedByName: null,
  countedAt: null,
} as const;

/** A count as it is shown: while it goes on, what is still to be counted stands there without its number. */
async function shownCount(db: ReadonlyDb, head: CountHead): Promise<StockCount> {
  const counted = await selectCountedLines(db, head.id);
  const lines = counted.map(({ id: _, ...line }) => line);
  if (head.closedAt !== null) return { ...head, lines };
  const there = await selectStockIn(db, head.locationId);
  const missing = there
    .filter(({ unit }) => counted.every((line) => line.unit.id !== unit.id))
    .map(({ unit, productName }) => ({ unit, productName, ...notYet }));
  return { ...head, lines: [...missing, ...lines] };
}

/** The count, while it goes on; else why nothing can be entered. */
async function openCount(db: ReadonlyDb, countId: string) {
  const head = await selectCount(db, countId);
  if (!head) return fail('UnknownCount', 'There is no such count here.');
  if (head.closedAt !== null)
    return failWith(
      'AlreadyClosed',
      'This count is closed. Begin another.',
      await shownCount(db, head),
    );
  return ok(head);
}

async function countOf(db: ReadonlyDb, id: string) {
  const head = await selectCount(db, id);
  if (!head) throw new Error('A count that was just written is gone');
  return shownCount(db, head);
}

/** Lines that cannot be carried out yet, as the failure that says which; null when all can. */
async function closingProblem(db: ReadonlyDb, head: CountHead, counted: readonly CountedLine[]) {
  const there = await selectStockIn(db, head.locationId);
  const missing = there.filter(({ unit }) => counted.every((line) => line.unit.id !== unit.id));
  if (missing.length > 0)
    return failWith('NotCounted', 'Not everything that lies there was counted.', {
      units: missing.map(({ unit }) => unit),
    });
  const unexplained = counted.filter(
    ({ countedPieces, expectedPieces, reason }) =>
      countedPieces !== expectedPieces && reason === null,
  );
  if (unexplained.length === 0) return null;
  return failWith('ReasonNeeded', 'Say of each pack that differs why, or count it again.', {
    units: unexplained.map(({ unit }) => unit),
  });
}

/** Adjusts what differs; answers the units of which less is there by now than would be taken away. */
async function carryOut(context: MovingContext, head: CountHead, counted: readonly CountedLine[]) {
  const again: CountedLine['unit'][] = [];
  for (const { id, unit, countedPieces, expectedPieces, reason } of counted) {
    const adjusted = await adjustPieces(context, {
      stockUnitId: unit.id,
      locationId: head.locationId,
      pieces: countedPieces - expectedPieces,
      reason: reason ?? '',
      occurredAt: context.now.toISOString(),
      countLineId: id,
    });
    if (!adjusted.isDone) again.push(unit);
  }
  return again;
}

export const countHandlers: Handlers<typeof countOperations, Contexts> = {
  async 'counts.begin'({ locationId }, { tx, now, newId, actor }) {
    const [place] = await selectActiveLocations(tx, [locationId]);
    if (!place)
      return fail('UnknownLocation', 'There is no such place here, or it is no longer used.');
    const open = await selectOpenCount(tx, locationId);
    if (open)
      return failWith(
        'AlreadyCounting',
        'Somebody is counting there already. Go on with that count.',
        await shownCount(tx, open),
      );
    const id = newId();
    await insertCount(tx, {
      id,
      locationId,
      startedAt: now.toISOString(),
      startedBy: actor.userId,
      closedAt: null,
      closedBy: null,
    });
    return ok(await countOf(tx, id));
  },
  async 'counts.enter'({ countId, countedPieces, reason, ...label }, context) {
    const { tx, now, actor } = context;
    const head = await openCount(tx, countId);
    if (!head.ok) return head;
    const { productId, expiresOn } = label;
    const [product] = await findProductsBySku(tx, [productId]);
    if (!product)
      return fail('UnknownProduct', 'That product is not in the catalogue. Add it there first.');
    if (label.serialNumber !== null && countedPieces > 1)
      return fail(
        'SerialIsOnePiece',
        'A serial number names one piece. Count every one by itself.',
      );
    await keepInStock(tx, [productId], now);
    const found = { expiresOn, pieceMm2: product.packageMm2 };
    const unit = await unitInUse(context, unitKeyOf(label), found);
    const held = await selectPiecesOfUnits(tx, [unit.id]);
    const place = held.find(({ locationId }) => locationId === head.value.locationId);
    await putCountLine(tx, {
      id: naturalId('stock_count_lines', countId, unit.id),
      countId,
      stockUnitId: unit.id,
      countedPieces,
      expectedPieces: place?.pieces ?? 0,
      reason,
      countedBy: actor.userId,
      countedAt: now.toISOString(),
    });
    const line = (await selectCountedLines(tx, countId)).find((each) => each.unit.id === unit.id);
    if (!line) throw new Error('A line of a count that was just written is gone');
    const { id: _, ...shown } = line;
    return ok(shown);
  },
  async 'counts.close'({ countId }, context) {
    const { tx, now, actor } = context;
    const head = await openCount(tx, countId);
    if (!head.ok) return head;
    const counted = await selectCountedLines(tx, countId);
    const problem = await closingProblem(tx, head.value, counted);
    if (problem) return problem;
    const again = await carryOut(context, head.value, counted);
    if (again.length > 0)
      return failWith('CountAgain', 'More was taken meanwhile than was seen. Count these again.', {
        units: again,
      });
    const closing = { closedAt: now.toISOString(), closedBy: actor.userId, isAbandoned: false };
    await closeCount(tx, countId, closing);
    return ok(await countOf(tx, countId));
  },
  async 'counts.abandon'({ countId }, { tx, now, actor }) {
    const head = await openCount(tx, countId);
    if (!head.ok) return head;
    const closing = { closedAt: now.toISOString(), closedBy: actor.userId, isAbandoned: true };
    await closeCount(tx, countId, closing);
    return ok(await countOf(tx, countId));
  },
  async 'counts.list'({ limit }, { db }) {
    const counts: StockCount[] = [];
    for (const head of await selectCounts(db, limit)) counts.push(await shownCount(db, head));
    return ok(counts);
  },
};
