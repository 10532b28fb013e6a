import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { BillingRule } from '../../shared/billing/rules/billing-rule.ts';
import { rulesInForce } from '../../shared/billing/rules/rules-in-force.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectRules, selectRulesOn } from './store.ts';

export type RuledPayer = {
  readonly payerId: string;
  /** X12 filing indicator of the payer, such as MB. */
  readonly filingCode: string;
  /** The day of service. */
  readonly on: CivilDate;
};

/** The rules that hold for a payer on a day of service, as they stand now, the one to follow first. */
export async function rulesOn(
  db: ReadonlyDb,
  { payerId, filingCode, on }: RuledPayer,
): Promise<readonly BillingRule[]> {
  return rulesInForce(await selectRulesOn(db, on), { id: payerId, filingCode }, on);
}

/** Every rule as it stands now, switched on or not. */
export function allRules(db: ReadonlyDb): Promise<readonly BillingRule[]> {
  return selectRules(db);
}
