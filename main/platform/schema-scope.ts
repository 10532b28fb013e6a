import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** What only some may record as done (319_scope_rules.sql). */
export type ScopeSchema = { scopeRules: ScopeRuleRow };

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type Stamp = GeneratedAlways<string>;

type ScopeRuleRow = {
  id: string;
  name: string;
  terms: Json;
  allowedRoles: Json;
  allowedCredentials: Json;
  isActive: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};
