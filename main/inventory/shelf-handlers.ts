import type { Handlers } from '../../shared/base/contract.ts';
import { failWith, ok } from '../../shared/base/result.ts';
import type { shelfOperations } from '../../shared/inventory/shelf-contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { correctUnit } from './correct-unit.ts';
import { letGo, transferPieces } from './shelf-moves.ts';
import { instantOrNow, leavingProblem, notYet, transferProblem } from './shelf-problem.ts';
import { takeBackAct } from './take-back.ts';
import { selectPiecesOfUnits } from './unit-store.ts';

async function heldAfter(tx: Tx, lines: readonly { readonly stockUnitId: string }[]) {
  const ids = [...new Set(lines.map(({ stockUnitId }) => stockUnitId))];
  const held = await selectPiecesOfUnits(tx, ids);
  return ok(
    held.map(({ stockUnitId, locationId, pieces }) => ({ stockUnitId, locationId, pieces })),
  );
}

export const shelfHandlers: Handlers<typeof shelfOperations, Contexts> = {
  async 'stock.transfer'({ lines, reason, ...said }, context) {
    const { tx, now } = context;
    const occurredAt = instantOrNow(said.occurredAt, now);
    if (occurredAt === null) return notYet;
    const problem = await transferProblem(tx, lines, reason);
    if (problem) return problem;
    await transferPieces(context, lines, { occurredAt, reason });
    return heldAfter(tx, lines);
  },
  async 'stock.returnToSupplier'({ lines, reason, ...said }, context) {
    const { tx, now } = context;
    const occurredAt = instantOrNow(said.occurredAt, now);
    if (occurredAt === null) return notYet;
    const { problem } = await leavingProblem(tx, lines);
    if (problem) return problem;
    const source = { removalId: context.newId() };
    await letGo(context, lines, { kind: 'returned', occurredAt, reason, source });
    return heldAfter(tx, lines);
  },
  async 'stock.disposeExpired'({ lines, reason, ...said }, context) {
    const { tx, now } = context;
    const occurredAt = instantOrNow(said.occurredAt, now);
    if (occurredAt === null) return notYet;
    const { problem, units } = await leavingProblem(tx, lines);
    if (problem) return problem;
    const today = await todayAtSite(tx, now);
    const usable = [...units.values()].filter(
      ({ expiresOn }) => expiresOn === null || expiresOn >= today,
    );
    if (usable.length > 0)
      return failWith(
        'NotExpired',
        'Not all of it is past its expiry date. Record what is wasted as waste, or correct the label.',
        { units: usable },
      );
    const source = { removalId: context.newId() };
    await letGo(context, lines, { kind: 'expired', occurredAt, reason, source });
    return heldAfter(tx, lines);
  },
  'stock.correctUnit': ({ stockUnitId, seen, reason, ...label }, context) =>
    correctUnit(context, { stockUnitId, seen, reason }, label),
  async 'stock.takeBack'(asked, context) {
    const takenBack = await takeBackAct(context, asked);
    return takenBack.ok ? heldAfter(context.tx, takenBack.value) : takenBack;
  },
};
