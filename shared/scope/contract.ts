import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { roles } from '../staff/role.ts';
import { plainCredential } from './credentials.ts';
import { hasWord } from './mention.ts';

export const scopeRule = z.object({
  id: uuid(),
  name: z.string(),
  terms: z.array(z.string()),
  allowedRoles: z.array(z.enum(roles)),
  allowedCredentials: z.array(z.string()),
  isActive: z.boolean(),
  version: z.int(),
});
export type ScopeRule = z.output<typeof scopeRule>;

const MOST = 50;

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}

const term = line(100).refine(hasWord, 'has a line without a letter or digit');

const credential = line(50)
  .refine((text) => !/[\s,;/&+()]/.test(text), 'has several in one line; put each on its own')
  .refine(hasWord, 'has a line without a letter or digit')
  .transform(plainCredential);

/** What a person says about a rule. */
export const scopeRuleFields = {
  name: line(100),
  terms: z
    .array(term)
    .min(1, 'is missing')
    .max(MOST, `has more than ${MOST} lines`)
    .transform(distinct),
  allowedRoles: z.array(z.enum(roles)).max(MOST).transform(distinct),
  allowedCredentials: z
    .array(credential)
    .max(MOST, `has more than ${MOST} lines`)
    .transform(distinct),
};

/** What an operation answers that writes what somebody may not have done. */
export const scopeFailures = {
  /** `allowed` says in words whom the rule allows. */
  OutsideScope: z.object({ ruleName: z.string(), allowed: z.string() }),
} as const;

const typedFailures = {
  /** Neither a role nor a credential is allowed. */
  NobodyAllowed: noDetails,
} as const;

const ofRule = (id: string | undefined) => ({ entityType: 'scopeRule', entityId: id });

export const scopeOperations = {
  'scopeRules.list': query({
    summary: 'What only some may record as done, by role and credential, rules in force first',
    permission: 'treatments.write',
    input: z.strictObject({}),
    output: z.array(scopeRule),
    failures: {},
  }),
  'scopeRules.create': command({
    summary: 'Add a rule of who may record a procedure',
    permission: 'users.manage',
    input: z.strictObject(scopeRuleFields),
    output: scopeRule,
    failures: typedFailures,
    subject: (_input, created) => ofRule(created?.id),
  }),
  'scopeRules.correct': command({
    summary: 'Correct a rule of who may record a procedure',
    permission: 'users.manage',
    input: z.strictObject({ scopeRuleId: uuid(), seen: z.int(), ...scopeRuleFields }),
    output: scopeRule,
    failures: { UnknownRule: noDetails, Stale: scopeRule, ...typedFailures },
    subject: ({ scopeRuleId }) => ofRule(scopeRuleId),
  }),
  'scopeRules.setActive': command({
    summary: 'Take a rule of who may record a procedure out of force, or put it in force again',
    permission: 'users.manage',
    input: z.strictObject({ scopeRuleId: uuid(), seen: z.int(), isActive: z.boolean() }),
    output: scopeRule,
    failures: { UnknownRule: noDetails, Stale: scopeRule },
    subject: ({ scopeRuleId }) => ofRule(scopeRuleId),
  }),
} as const;
