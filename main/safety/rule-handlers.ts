import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { safetyOperations } from '../../shared/safety/contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { productOfSku } from './actions.ts';
import {
  insertContraindication,
  selectContraindication,
  selectContraindications,
  updateContraindication,
} from './store.ts';

type RuleHandlers = Pick<
  Handlers<typeof safetyOperations, Contexts>,
  'contraindications.list' | 'contraindications.add' | 'contraindications.correct'
>;

type TypedRule = {
  readonly productId: string | null;
  readonly productClass: string | null;
  readonly material: string | null;
  readonly asOfOn: string;
};

/** Why a rule cannot be as it is typed, or null. */
async function ruleProblem(tx: Tx, typed: TypedRule, now: Date) {
  const targets = [typed.productId, typed.productClass, typed.material];
  if (targets.filter((target) => target !== null).length !== 1)
    return fail('NoTarget', 'A rule is about one product, one class or one material. Choose one.');
  if (typed.productId !== null && !(await productOfSku(tx, typed.productId)))
    return fail('UnknownProduct', 'There is no product with that SKU. Check the code.');
  if (typed.asOfOn > (await todayAtSite(tx, now)))
    return fail('ImpossibleDate', 'asOfOn is in the future. Check the date.');
  return null;
}

export const contraindicationHandlers: RuleHandlers = {
  async 'contraindications.list'(_input, { db }) {
    return ok(await selectContraindications(db, { onlyActive: false }));
  },
  async 'contraindications.add'(typed, { tx, now, newId }) {
    const problem = await ruleProblem(tx, typed, now);
    if (problem) return problem;
    return ok(await insertContraindication(tx, { id: newId(), ...typed }));
  },
  async 'contraindications.correct'({ contraindicationId, seen, ...typed }, { tx, now }) {
    const current = await selectContraindication(tx, contraindicationId);
    if (!current) return fail('UnknownRule', 'There is no such rule here.');
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this rule meanwhile.', current);
    const problem = await ruleProblem(tx, typed, now);
    if (problem) return problem;
    return ok(await updateContraindication(tx, current, typed));
  },
};
