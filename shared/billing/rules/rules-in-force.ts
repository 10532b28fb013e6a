import type { CivilDate } from '../../base/civil-date.ts';
import type { BillingRule, RuleKind, RuleOf, RuleScope } from './billing-rule.ts';

/** Who pays, as rules are looked up by it. */
export type RulePayer = { readonly id: string; readonly filingCode: string };

function closenessOf(scope: RuleScope, payer: RulePayer): number {
  if (scope.of === 'payer') return scope.payerId === payer.id ? 3 : 0;
  if (scope.of === 'filingCode') return scope.filingCode === payer.filingCode ? 2 : 0;
  return 1;
}

const isInForce = (rule: BillingRule, on: CivilDate): boolean =>
  rule.isActive &&
  rule.effectiveFrom <= on &&
  (rule.effectiveTo === null || on <= rule.effectiveTo);

/**
 * Rules that hold for a payer on a day of service, the one to be followed first: the payer's own before
 * those of its kind before those for everybody; of equals the one that began last, then by id.
 */
export function rulesInForce(
  rules: readonly BillingRule[],
  payer: RulePayer,
  on: CivilDate,
): readonly BillingRule[] {
  return rules
    .filter((rule) => isInForce(rule, on) && closenessOf(rule.scope, payer) > 0)
    .toSorted(
      (one, other) =>
        closenessOf(other.scope, payer) - closenessOf(one.scope, payer) ||
        other.effectiveFrom.localeCompare(one.effectiveFrom) ||
        one.id.localeCompare(other.id),
    );
}

/** The rules of one kind, in the order that they stand in. */
export function rulesOfKind<Kind extends RuleKind>(
  rules: readonly BillingRule[],
  kind: Kind,
): readonly RuleOf<Kind>[] {
  return rules.filter((rule): rule is RuleOf<Kind> => rule.content.kind === kind);
}
