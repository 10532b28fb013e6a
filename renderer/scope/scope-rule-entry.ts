import type { ScopeRule } from '../../shared/scope/contract.ts';
import { type Role, roles } from '../../shared/staff/role.ts';

/** A rule as it stands in the form: lists are typed one to a line. */
export type ScopeRuleEntry = {
  readonly name: string;
  readonly terms: string;
  readonly allowedRoles: readonly Role[];
  readonly allowedCredentials: string;
};

export const scopeRuleLabels = {
  name: 'What it is about',
  terms: 'Words and codes',
  allowedRoles: 'Roles that may record it',
  allowedCredentials: 'Credentials that may record it',
} as const;

export const blankScopeRule: ScopeRuleEntry = {
  name: '',
  terms: '',
  allowedRoles: ['clinician'],
  allowedCredentials: '',
};

export function scopeRuleEntryOf(rule: ScopeRule): ScopeRuleEntry {
  const { name, terms, allowedRoles, allowedCredentials } = rule;
  return {
    name,
    terms: terms.join('\n'),
    allowedRoles,
    allowedCredentials: allowedCredentials.join('\n'),
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** What the contract reads. Credentials may stand in one line too, as people write them. */
export function typedScopeRule(entry: ScopeRuleEntry): object {
  return {
    ...entry,
    terms: linesOf(entry.terms),
    allowedCredentials: linesOf(entry.allowedCredentials.replaceAll(/[\s,;]+/g, '\n')),
  };
}

/** The roles with one more or one less, in the order in which roles are listed. */
export function withRole(chosen: readonly Role[], role: Role, isChosen: boolean): readonly Role[] {
  return roles.filter((each) => (each === role ? isChosen : chosen.includes(each)));
}
