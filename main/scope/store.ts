import { z } from 'zod';
import type { ScopeRule } from '../../shared/scope/contract.ts';
import { roles } from '../../shared/staff/role.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

const columns = [
  'id',
  'name',
  'terms',
  'allowedRoles',
  'allowedCredentials',
  'isActive',
  'version',
] as const;

type Row = Omit<ScopeRule, 'terms' | 'allowedRoles' | 'allowedCredentials'> & {
  readonly terms: unknown;
  readonly allowedRoles: unknown;
  readonly allowedCredentials: unknown;
};

const texts = z.array(z.string());

function ruleOf(row: Row): ScopeRule {
  const allowed = new Set(texts.parse(row.allowedRoles));
  return {
    ...row,
    terms: texts.parse(row.terms),
    // A role of a newer release is nobody's on this computer.
    allowedRoles: roles.filter((role) => allowed.has(role)),
    allowedCredentials: texts.parse(row.allowedCredentials),
  };
}

/** The rules, those in force first. */
export async function selectScopeRules(
  db: ReadonlyDb,
  { onlyActive }: { readonly onlyActive: boolean },
): Promise<ScopeRule[]> {
  const rows = await db
    .selectFrom('scopeRules')
    .select(columns)
    .$if(onlyActive, (query) => query.where('isActive', '=', true))
    .orderBy('isActive', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(ruleOf);
}

export async function selectScopeRule(db: ReadonlyDb, id: string): Promise<ScopeRule | undefined> {
  const row = await db
    .selectFrom('scopeRules')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && ruleOf(row);
}

export type ScopeRuleContent = Omit<ScopeRule, 'id' | 'isActive' | 'version'>;

function written(content: ScopeRuleContent) {
  return {
    name: content.name,
    terms: JSON.stringify(content.terms),
    allowedRoles: JSON.stringify(content.allowedRoles),
    allowedCredentials: JSON.stringify(content.allowedCredentials),
  };
}

export async function insertScopeRule(
  tx: Tx,
  id: string,
  content: ScopeRuleContent,
): Promise<ScopeRule> {
  const inserted = tx
    .insertInto('scopeRules')
    .values({ id, ...written(content) })
    .returning(columns);
  return ruleOf(await inserted.executeTakeFirstOrThrow());
}

/** Changes a rule and counts its version up. */
export async function updateScopeRule(
  tx: Tx,
  current: ScopeRule,
  to: ScopeRule,
): Promise<ScopeRule> {
  const updated = tx
    .updateTable('scopeRules')
    .set({ ...written(to), isActive: to.isActive, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(columns);
  return ruleOf(await updated.executeTakeFirstOrThrow());
}
