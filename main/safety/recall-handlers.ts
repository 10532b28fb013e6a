import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Recall, safetyOperations } from '../../shared/safety/contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { productOfSku } from './actions.ts';
import { insertRecall, selectRecall, selectRecalls, updateRecall } from './store.ts';

type RecallHandlers = Pick<
  Handlers<typeof safetyOperations, Contexts>,
  'recalls.list' | 'recalls.add' | 'recalls.correct'
>;

type TypedRecall = Pick<Recall, 'productId' | 'sinceOn'>;

/** Why a recall cannot be as it is typed, or null. */
async function recallProblem(tx: Tx, { productId, sinceOn }: TypedRecall, now: Date) {
  if (!(await productOfSku(tx, productId)))
    return fail('UnknownProduct', 'There is no product with that SKU. Check the code.');
  if (sinceOn > (await todayAtSite(tx, now)))
    return fail('ImpossibleDate', 'sinceOn is in the future. Check the date.');
  return null;
}

async function recallAsSaved(tx: Tx, id: string) {
  const saved = await selectRecall(tx, id);
  if (!saved) throw new Error('A recall that was just saved is gone');
  return ok(saved);
}

export const recallHandlers: RecallHandlers = {
  async 'recalls.list'(_input, { db }) {
    return ok(await selectRecalls(db));
  },
  async 'recalls.add'(typed, { tx, now, newId }) {
    const problem = await recallProblem(tx, typed, now);
    if (problem) return problem;
    const id = newId();
    await insertRecall(tx, { id, ...typed });
    return recallAsSaved(tx, id);
  },
  async 'recalls.correct'({ recallId, seen, ...typed }, { tx, now }) {
    const current = await selectRecall(tx, recallId);
    if (!current) return fail('UnknownRecall', 'There is no such recall here.');
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this recall meanwhile.', current);
    const problem = await recallProblem(tx, typed, now);
    if (problem) return problem;
    await updateRecall(tx, current, typed);
    return recallAsSaved(tx, recallId);
  },
};
