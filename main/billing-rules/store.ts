import type { CivilDate } from '../../shared/base/civil-date.ts';
import { type BillingRule, billingRule } from '../../shared/billing/rules/billing-rule.ts';
import { type ReplacedRule, replacedRule } from '../../shared/billing-rules/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

const columns = [
  'id',
  'title',
  'scope',
  'kind',
  'parameters',
  'examples',
  'effectiveFrom',
  'effectiveTo',
  'source',
  'asOfOn',
  'isActive',
  'isExample',
  'version',
] as const;

const selectRows = (db: ReadonlyDb) => db.selectFrom('billingRules').select(columns);

type Row = Awaited<ReturnType<ReturnType<typeof selectRows>['executeTakeFirstOrThrow']>>;

function ruleOf({ kind, parameters, examples, ...row }: Row): BillingRule {
  return billingRule.parse({ ...row, content: { kind, parameters, examples } });
}

/** All rules by kind, then title. */
export async function selectRules(db: ReadonlyDb): Promise<BillingRule[]> {
  const rows = await selectRows(db)
    .orderBy('kind')
    .orderBy('title')
    .orderBy('effectiveFrom')
    .orderBy('id')
    .execute();
  return rows.map(ruleOf);
}

/** The rules that are switched on and hold on a day of service, for whichever payer. */
export async function selectRulesOn(db: ReadonlyDb, on: CivilDate): Promise<BillingRule[]> {
  const rows = await selectRows(db)
    .where('isActive', '=', true)
    .where('effectiveFrom', '<=', on)
    .where((where) => where.or([where('effectiveTo', 'is', null), where('effectiveTo', '>=', on)]))
    .execute();
  return rows.map(ruleOf);
}

export async function selectRule(db: ReadonlyDb, id: string): Promise<BillingRule | undefined> {
  const row = await selectRows(db).where('id', '=', id).executeTakeFirst();
  return row && ruleOf(row);
}

/** What a rule was before each change, newest first. */
export async function selectEarlier(db: ReadonlyDb, id: string): Promise<ReplacedRule[]> {
  const rows = await db
    .selectFrom('billingRuleVersions as earlier')
    .innerJoin('users', 'users.id', 'earlier.replacedBy')
    .select([
      'earlier.version',
      'earlier.content',
      'earlier.replacedAt',
      'users.displayName as replacedByName',
    ])
    .where('earlier.billingRuleId', '=', id)
    .orderBy('earlier.version', 'desc')
    .execute();
  return rows.map(({ content, ...row }) =>
    replacedRule.parse({ ...(typeof content === 'object' ? content : null), id, ...row }),
  );
}

function columnsOf({ content, scope, ...rule }: BillingRule) {
  return {
    ...rule,
    scope: JSON.stringify(scope),
    kind: content.kind,
    parameters: JSON.stringify(content.parameters),
    examples: JSON.stringify(content.examples),
  };
}

export async function insertRule(tx: Tx, rule: BillingRule): Promise<void> {
  await tx.insertInto('billingRules').values(columnsOf(rule)).execute();
}

type Replacement = { readonly replacedBy: string; readonly replacedAt: string };

/** Puts a rule in the place of what it was, which goes into its history. */
export async function replaceRule(
  tx: Tx,
  { was, is }: { readonly was: BillingRule; readonly is: BillingRule },
  by: Replacement,
): Promise<void> {
  const { id, version, ...content } = was;
  await tx
    .insertInto('billingRuleVersions')
    .values({ billingRuleId: id, version, content: JSON.stringify(content), ...by })
    .execute();
  await tx.updateTable('billingRules').set(columnsOf(is)).where('id', '=', id).execute();
}
