import { fail, ok } from '../../shared/base/result.ts';
import { packMatcher } from '../../shared/recalls/recalled-packs.ts';
import type { RecallDrill } from '../../shared/recalls/contract.ts';
import type { AskedPacks } from '../../shared/recalls/trace.ts';
import type { MovingContext } from '../inventory/actions.ts';
import { transferPieces, type TransferLine } from '../inventory/shelf-moves.ts';
import type { Tx } from '../platform/database.ts';
import { enterRecalls } from '../safety/enter-recalls.ts';
import { todayAtSite } from '../site/actions.ts';
import { selectDrill, updateDrill } from './drill-store.ts';
import { lockUnitsOf, selectPlaces } from './stock-store.ts';
import { findKnownProduct, unknownProduct } from './trace-packs.ts';
import { traceStock } from './trace-stock.ts';

/** Characters of a movement's reason. */
const LONGEST_REASON = 500;
/** PostgreSQL takes 65,535 values in one statement. */
const LINES_AT_ONCE = 500;

type Quarantine = AskedPacks & {
  readonly reason: string;
  readonly source: string;
  readonly sinceOn: string;
  readonly includesUnsaid: boolean;
  readonly drillId: string | null;
};

/**
 * Enters the recall where it is not in force yet, and moves what lies on shelves into quarantine. Done
 * twice it finds nothing to enter and nothing to move.
 */
export async function quarantine(asked: Quarantine, context: MovingContext) {
  const { tx, now } = context;
  const { productId, reason, source, sinceOn, drillId } = asked;
  if ((await findKnownProduct(tx, productId)) === null) return unknownProduct;
  if (sinceOn > (await todayAtSite(tx, now)))
    return fail('ImpossibleDate', 'sinceOn is in the future. Check the date.');
  const drill = drillId === null ? null : await selectDrill(tx, drillId);
  if (drill === undefined) return fail('UnknownDrill', 'There is no such drill here.');
  if (drill?.isExercise)
    return fail('OnlyAnExercise', 'This was an exercise: nothing is moved. Trace the recall anew.');
  const places = await selectPlaces(tx);
  const place = places.find(({ kind, isActive }) => kind === 'quarantine' && isActive);
  if (place === undefined)
    return fail('NoQuarantine', 'No quarantine location is in use. Add one, then try again.');
  const about = { productId, packs: asked.packs, reason, source, sinceOn };
  const entered = await enterRecalls(context, about);
  const lying = await lyingOnShelves(tx, asked, place.id);
  const frame = {
    occurredAt: now.toISOString(),
    reason: `Recall: ${reason}`.slice(0, LONGEST_REASON),
  };
  for (let from = 0; from < lying.length; from += LINES_AT_ONCE)
    await transferPieces(context, lying.slice(from, from + LINES_AT_ONCE), frame);
  const movedPieces = lying.reduce((sum, { pieces }) => sum + pieces, 0);
  await countAgainst(tx, drill, movedPieces);
  return ok({ ...entered, movedPieces, locationName: place.name });
}

async function countAgainst(tx: Tx, drill: RecallDrill | null, movedPieces: number): Promise<void> {
  if (drill === null || movedPieces === 0) return;
  const quarantinedPieces = drill.quarantinedPieces + movedPieces;
  await updateDrill(tx, drill.id, { quarantinedPieces });
}

/** What lies on shelves, to be put elsewhere. */
async function lyingOnShelves(
  tx: Tx,
  { productId, packs, includesUnsaid }: Quarantine,
  toLocationId: string,
): Promise<readonly TransferLine[]> {
  // Locked before they are counted: nobody else takes a piece in between.
  await lockUnitsOf(tx, productId);
  const { units } = await traceStock(tx, productId, packMatcher(packs));
  return units
    .filter(({ standing }) => includesUnsaid || standing === 'recalled')
    .flatMap(({ id, places }) =>
      places
        .filter(({ kind, pieces }) => kind === 'shelf' && pieces > 0)
        .map(({ locationId, pieces }) => ({
          stockUnitId: id,
          fromLocationId: locationId,
          toLocationId,
          pieces,
        })),
    );
}
