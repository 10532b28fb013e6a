import type { z } from 'zod';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, type FieldProblem, ok } from '../../shared/base/result.ts';
import type { billingRuleOperations } from '../../shared/billing-rules/contract.ts';
import {
  dateProblems,
  differingExamples,
  parameterProblems,
} from '../../shared/billing-rules/rule-problems.ts';
import type { RuleContent } from '../../shared/billing/rules/billing-rule.ts';
import { findPayer } from '../payers/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { insertRule, replaceRule, selectEarlier, selectRule, selectRules } from './store.ts';

type TypedRule = Pick<
  z.output<(typeof billingRuleOperations)['billingRules.add']['input']>,
  'scope' | 'content' | 'effectiveFrom' | 'effectiveTo' | 'asOfOn'
>;

const unknownRule = fail('UnknownRule', 'There is no such billing rule here.');

/** A failure that says at which fields it is, and what. */
function failAt<const Code extends string>(code: Code, fields: readonly FieldProblem[]) {
  const message = `${fields.map(({ field, problem }) => `${field} ${problem}`).join('; ')}.`;
  return failWith(code, message, { fields: [...fields] });
}

function exampleProblem(content: RuleContent) {
  if (content.examples.length === 0)
    return failAt('NoExample', [
      { field: 'content.examples', problem: 'are missing: show by one what the rule gives' },
    ]);
  const examples = differingExamples(content);
  if (examples.length === 0) return null;
  return failWith(
    'ExampleDiffers',
    'The rule does not give what its examples expect. Correct the rule, or take what it gives as expected.',
    { examples: [...examples] },
  );
}

/** Why a rule cannot stand as it was typed, at the field that is to be changed; null where it can. */
async function ruleProblem(db: ReadonlyDb, typed: TypedRule, today: CivilDate) {
  const { scope, content } = typed;
  if (scope.of === 'payer' && !(await findPayer(db, scope.payerId)))
    return failAt('UnknownPayer', [
      { field: 'scope.payerId', problem: 'is no payer of this site' },
    ]);
  const days = dateProblems(typed, today);
  if (days.length > 0) return failAt('ImpossibleDate', days);
  const contradictions = parameterProblems(content);
  if (contradictions.length > 0) return failAt('ContradictsItself', contradictions);
  return exampleProblem(content);
}

async function ruleAsSeen(db: ReadonlyDb, id: string, seen: number) {
  const current = await selectRule(db, id);
  if (!current) return unknownRule;
  return current.version === seen
    ? ok(current)
    : failWith('Stale', 'Somebody else changed this rule meanwhile.', current);
}

async function asSaved(tx: Tx, id: string) {
  const saved = await selectRule(tx, id);
  if (!saved) throw new Error('A billing rule that was just saved is gone');
  return ok(saved);
}

export const billingRuleHandlers: Handlers<typeof billingRuleOperations, Contexts> = {
  async 'billingRules.list'(_input, { db }) {
    return ok(await selectRules(db));
  },
  async 'billingRules.get'({ billingRuleId }, { db }) {
    const rule = await selectRule(db, billingRuleId);
    return rule ? ok({ rule, earlier: await selectEarlier(db, billingRuleId) }) : unknownRule;
  },
  async 'billingRules.add'(typed, { tx, now, newId }) {
    const problem = await ruleProblem(tx, typed, await todayAtSite(tx, now));
    if (problem) return problem;
    const id = newId();
    await insertRule(tx, { id, ...typed, isActive: true, isExample: false, version: 1 });
    return asSaved(tx, id);
  },
  async 'billingRules.change'({ billingRuleId, seen, isCompared, ...typed }, context) {
    const { tx, now, actor } = context;
    const found = await ruleAsSeen(tx, billingRuleId, seen);
    if (!found.ok) return found;
    const was = found.value;
    if (typed.content.kind !== was.content.kind)
      return fail('OtherKind', 'A rule keeps its kind. Switch this one off and add another.');
    const problem = await ruleProblem(tx, typed, await todayAtSite(tx, now));
    if (problem) return problem;
    const isExample = was.isExample && !isCompared;
    const is = { ...was, ...typed, isExample, version: seen + 1 };
    const by = { replacedBy: actor.userId, replacedAt: now.toISOString() };
    await replaceRule(tx, { was, is }, by);
    return asSaved(tx, billingRuleId);
  },
  async 'billingRules.setActive'({ billingRuleId, seen, isActive }, { tx, now, actor }) {
    const found = await ruleAsSeen(tx, billingRuleId, seen);
    if (!found.ok) return found;
    const was = found.value;
    if (was.isActive === isActive) return ok(was);
    const by = { replacedBy: actor.userId, replacedAt: now.toISOString() };
    await replaceRule(tx, { was, is: { ...was, isActive, version: seen + 1 } }, by);
    return asSaved(tx, billingRuleId);
  },
};
