import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { MovingContext } from './actions.ts';
import { adjustArea } from './adjust-area.ts';
import { lockUnits, replaceUnit, selectUnit, selectUnitsById, unitKeyOf } from './unit-store.ts';

/** What the label of a unit says. */
export type TypedLabel = {
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: string | null;
  readonly pieceMm2: number | null;
  readonly donorNumber: string | null;
};

type Change = { readonly stockUnitId: string; readonly seen: number; readonly reason: string };

/**
 * Corrects what the label of a unit says and keeps what stood before. Where the size of a piece was wrong
 * the area of its whole pieces is adjusted, so that both laws of the ledger go on holding.
 */
export async function correctUnit(
  context: MovingContext,
  { stockUnitId, seen, reason }: Change,
  typed: TypedLabel,
) {
  const { tx, now, actor } = context;
  await lockUnits(tx, [stockUnitId]);
  const [current] = await selectUnitsById(tx, [stockUnitId]);
  if (!current) return fail('UnknownUnit', 'There is no such unit in stock.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else corrected this label meanwhile.', current);
  const key = unitKeyOf({ ...typed, productId: current.productId });
  const { expiresOn, pieceMm2, donorNumber } = typed;
  const to = { ...current, ...key, expiresOn, pieceMm2, donorNumber };
  if (JSON.stringify(to) === JSON.stringify(current))
    return fail('NothingSaid', 'This correction changes nothing. Change what was wrong.');
  const other = await selectUnit(tx, key);
  if (other && other.id !== stockUnitId)
    return failWith(
      'UnitExists',
      'Another unit has that lot and serial already. Move the pieces by a count, or correct what was used of the wrong one.',
      other,
    );
  const replaced = { reason, replacedBy: actor.userId, replacedAt: now.toISOString() };
  const corrected = await replaceUnit(tx, current, { to, ...replaced });
  await adjustArea(context, corrected, reason);
  return ok(corrected);
}
