import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { Movement } from '../../shared/inventory/movement.ts';
import { actOf, type StockAct } from '../../shared/inventory/taking-back.ts';
import type { Tx } from '../platform/database.ts';
import { addCounterEntries, type MovingContext } from './actions.ts';
import { adjustTakenBack } from './adjust-area.ts';
import { selectActiveLocations } from './location-store.ts';
import {
  isAcceptance,
  type MovementSource,
  selectMovement,
  selectStandingOf,
  selectUnitIdsOf,
} from './movement-store.ts';
import { lockAndCheck, type TransferLine } from './shelf-moves.ts';
import { shortageProblem, transferProblem } from './shelf-problem.ts';
import { lockUnits } from './unit-store.ts';

function sourceOf({ kind, id }: StockAct): MovementSource {
  if (kind === 'transfer') return { transferId: id };
  return kind === 'removal' ? { removalId: id } : { countLineId: id };
}

/** What a person can take back by itself; or why not. */
function chosenAct(movement: Movement | undefined, actor: Pick<Actor, 'permissions'>) {
  if (!movement) return fail('UnknownMovement', 'There is no such movement of stock.');
  const act = actOf(movement);
  if (act === null)
    return fail(
      'TakenBackElsewhere',
      'This movement belongs to a record. Void or correct the record, or send back what was received.',
    );
  if (!actor.permissions.includes(act.permission))
    return fail(
      'NotYours',
      'Only a supply coordinator or an administrator can take back what a count adjusted. Ask one of them.',
    );
  return ok(act);
}

const acceptanceStays = fail(
  'TakenBackElsewhere',
  'With this, pieces of a receipt were accepted, and who accepted them stays. Move them to the quarantine, and say why.',
);

/** A transfer the other way round. */
function turnedAround(standing: readonly Movement[]): readonly TransferLine[] {
  return standing.flatMap(({ stockUnitId, locationId: fromLocationId, pieces }) => {
    const left = standing.find((each) => each.stockUnitId === stockUnitId && each.pieces < 0);
    if (pieces <= 0 || left === undefined) return [];
    return [{ stockUnitId, fromLocationId, toLocationId: left.locationId, pieces }];
  });
}

/** Why what an act moved cannot go back to where it was, or null. The units must be locked. */
async function returningProblem(
  tx: Tx,
  { kind }: StockAct,
  { standing, reason }: { readonly standing: readonly Movement[]; readonly reason: string },
) {
  if (kind === 'transfer') return transferProblem(tx, turnedAround(standing), reason);
  const placeIds = [...new Set(standing.map(({ locationId }) => locationId))];
  const used = await selectActiveLocations(tx, placeIds);
  if (used.length < placeIds.length)
    return fail(
      'UnknownLocation',
      'The place that it would go back to is no longer used. Use it again first.',
    );
  const leaving = standing.filter(({ pieces }) => pieces > 0);
  if (leaving.length === 0) return null;
  const { shortages } = await lockAndCheck({ tx }, leaving);
  return shortageProblem(tx, shortages);
}

type ActingContext = MovingContext & { readonly actor: Pick<Actor, 'permissions'> };
type Asked = { readonly movementId: string; readonly reason: string };

/**
 * Takes back all movements of the act that one of them belongs to, by counter-entries. Answers the units,
 * or why it cannot be.
 */
export async function takeBackAct(context: ActingContext, { movementId, reason }: Asked) {
  const { tx, actor } = context;
  const movement = await selectMovement(tx, movementId);
  const chosen = chosenAct(movement, actor);
  if (!chosen.ok) return chosen;
  const source = sourceOf(chosen.value);
  if (chosen.value.kind === 'transfer' && (await isAcceptance(tx, chosen.value.id)))
    return acceptanceStays;
  const stockUnitIds = await selectUnitIdsOf(tx, source);
  await lockUnits(tx, stockUnitIds);
  const standing = await selectStandingOf(tx, source);
  if (standing.length === 0) return fail('AlreadyTakenBack', 'This was taken back already.');
  const problem = await returningProblem(tx, chosen.value, { standing, reason });
  if (problem) return problem;
  await addCounterEntries(context, standing, reason);
  await adjustTakenBack(context, standing, reason);
  return ok(stockUnitIds.map((stockUnitId) => ({ stockUnitId })));
}
