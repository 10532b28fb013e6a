import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { ScopeRule, scopeOperations } from '../../shared/scope/contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import {
  insertScopeRule,
  type ScopeRuleContent,
  selectScopeRule,
  selectScopeRules,
  updateScopeRule,
} from './store.ts';

/** A rule that allows nobody would let what was done go unrecorded. */
function nobodyAllowed({ allowedRoles, allowedCredentials }: ScopeRuleContent) {
  return allowedRoles.length + allowedCredentials.length > 0
    ? null
    : fail('NobodyAllowed', 'Nobody could record it. Allow a role or a credential.');
}

async function change(
  tx: Tx,
  { scopeRuleId, seen }: { readonly scopeRuleId: string; readonly seen: number },
  to: Partial<ScopeRule>,
) {
  const current = await selectScopeRule(tx, scopeRuleId);
  if (!current) return fail('UnknownRule', 'There is no such rule here.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this rule meanwhile.', current);
  return ok(await updateScopeRule(tx, current, { ...current, ...to }));
}

export const scopeHandlers: Handlers<typeof scopeOperations, Contexts> = {
  async 'scopeRules.list'(_input, { db }) {
    return ok(await selectScopeRules(db, { onlyActive: false }));
  },
  async 'scopeRules.create'(typed, { tx, newId }) {
    return nobodyAllowed(typed) ?? ok(await insertScopeRule(tx, newId(), typed));
  },
  async 'scopeRules.correct'({ scopeRuleId, seen, ...typed }, { tx }) {
    return nobodyAllowed(typed) ?? change(tx, { scopeRuleId, seen }, typed);
  },
  async 'scopeRules.setActive'({ isActive, ...of }, { tx }) {
    return change(tx, of, { isActive });
  },
};
