import { type Role, roleNames } from '../staff/role.ts';
import { credentialsOf } from './credentials.ts';
import { isMentioned } from './mention.ts';

/** What only some may record as done. */
export type ScopeLimits = {
  readonly name: string;
  /** Words and codes that are looked for in what was done. */
  readonly terms: readonly string[];
  readonly allowedRoles: readonly Role[];
  /** As `plainCredential` has them. */
  readonly allowedCredentials: readonly string[];
};

/** The rules that what was done touches. */
export function touchedRules<Rule extends Pick<ScopeLimits, 'terms'>>(
  rules: readonly Rule[],
  procedure: string | null,
): readonly Rule[] {
  if (procedure === null) return [];
  return rules.filter(({ terms }) => isMentioned(terms, procedure));
}

/** True for somebody whose role or one of whose credentials the rule allows. */
export function isWithinScope(
  { allowedRoles, allowedCredentials }: ScopeLimits,
  person: { readonly role: Role; readonly credential: string | null },
): boolean {
  const own = credentialsOf(person.credential);
  return allowedRoles.includes(person.role) || allowedCredentials.some((each) => own.has(each));
}

const either = new Intl.ListFormat('en', { type: 'disjunction' });

function withArticle(role: Role): string {
  const name = roleNames[role].toLowerCase();
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Whom a rule allows, by role and by credential; either part may be missing. */
function allowedParts({ allowedRoles, allowedCredentials }: ScopeLimits): readonly string[] {
  const byRole = either.format(allowedRoles.map(withArticle));
  const byCredential =
    allowedCredentials.length > 1
      ? `someone with one of these credentials: ${allowedCredentials.join(', ')}`
      : allowedCredentials.map((each) => `someone with the credential ${each}`).join('');
  return [byRole, byCredential].filter((part) => part !== '');
}

/** Whom a rule allows: `a clinician, or someone with one of these credentials: MD, DO`. */
export function allowedInWords(rule: ScopeLimits): string {
  return allowedParts(rule).join(', or ');
}

/** What is said to whoever the rule does not allow, and what they can do. */
export function outsideScopeMessage(rule: ScopeLimits): string {
  const by = allowedParts(rule).map((part) => `by ${part}`);
  return `${rule.name} is recorded ${by.join(', or ')}. Ask one of them to record it, name them as who performed it if they did, or take it out of the procedure.`;
}
