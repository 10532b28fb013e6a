import { addDays } from '../../shared/base/civil-date.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import { doOverlap, type Fee, periodOfFee } from '../../shared/payers/fee.ts';
import type { feeOperations } from '../../shared/payers/fee-contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { insertFees, selectFee, selectFees, selectFeesOfCode, updateFee } from './fee-store.ts';
import { selectPayer } from './store.ts';

type TypedFee = Pick<Fee, 'payerId' | 'procedureCode' | 'effectiveFrom' | 'effectiveTo'>;

async function asSaved(tx: Tx, id: string) {
  const saved = await selectFee(tx, id);
  if (!saved) throw new Error('A fee that was just saved is gone');
  return ok(saved);
}

async function feeAsSeen(tx: Tx, feeId: string, seen: number) {
  const current = await selectFee(tx, feeId);
  if (!current) return fail('UnknownFee', 'There is no such fee here.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this fee meanwhile.', current);
  return ok(current);
}

/** Why a fee cannot hold on these days beside the others of its payer and code, or null. */
function feeProblem(typed: TypedFee, others: readonly Fee[]) {
  if (typed.effectiveTo !== null && typed.effectiveTo < typed.effectiveFrom)
    return fail('ImpossibleDate', 'The last day is before the first day. Check both dates.');
  const other = others.find((each) => doOverlap(periodOfFee(typed), periodOfFee(each)));
  return other === undefined
    ? null
    : failWith(
        'FeeOverlaps',
        `This payer has another fee for ${other.procedureCode} on some of these days, from ${other.effectiveFrom}. Correct that one, or choose other days.`,
        other,
      );
}

async function change(tx: Tx, current: Fee, to: Partial<Fee>) {
  const others = await selectFeesOfCode(tx, current);
  const problem = feeProblem(
    { ...current, ...to },
    others.filter(({ id }) => id !== current.id),
  );
  if (problem) return problem;
  await updateFee(tx, current, to);
  return asSaved(tx, current.id);
}

export const feeHandlers: Handlers<typeof feeOperations, Contexts> = {
  async 'fees.list'({ search, ...asked }, { db }) {
    return ok(await selectFees(db, { ...asked, search: search.trim().toUpperCase() }));
  },
  async 'fees.set'(typed, { tx, newId, actor }) {
    if (typed.payerId !== null && !(await selectPayer(tx, typed.payerId)))
      return fail('UnknownPayer', 'There is no such payer here.');
    const others = await selectFeesOfCode(tx, typed);
    const followed = others.find(
      ({ effectiveFrom, effectiveTo }) =>
        effectiveTo === null && effectiveFrom < typed.effectiveFrom,
    );
    const problem = feeProblem(
      typed,
      others.filter((each) => each !== followed),
    );
    if (problem) return problem;
    if (followed) await updateFee(tx, followed, { effectiveTo: addDays(typed.effectiveFrom, -1) });
    const id = newId();
    await insertFees(tx, [{ id, ...typed, recordedBy: actor.userId }]);
    return asSaved(tx, id);
  },
  async 'fees.correct'({ feeId, seen, ...to }, { tx }) {
    const found = await feeAsSeen(tx, feeId, seen);
    return found.ok ? change(tx, found.value, to) : found;
  },
  async 'fees.end'({ feeId, seen, effectiveTo }, { tx }) {
    const found = await feeAsSeen(tx, feeId, seen);
    return found.ok ? change(tx, found.value, { effectiveTo }) : found;
  },
};
