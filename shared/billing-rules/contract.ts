import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { billingRule, billingRuleFields } from '../billing/rules/billing-rule.ts';

const ofRule = (id: string | undefined) => ({ entityType: 'billingRule', entityId: id });

/** What a person says about a rule. */
export const typedRuleFields = { ...billingRuleFields, title: line(200), source: line(300) };

/** A rule as it was before a change, with who changed it and when. */
export const replacedRule = billingRule.extend({
  replacedByName: z.string(),
  replacedAt: z.iso.datetime(),
});
export type ReplacedRule = z.output<typeof replacedRule>;

/** Which fields of the input are wrong, by their paths, and why. */
const atFields = z.object({
  fields: z.array(z.object({ field: z.string(), problem: z.string() })),
});

const refusals = {
  UnknownPayer: atFields,
  ImpossibleDate: atFields,
  /** The parameters contradict each other. */
  ContradictsItself: atFields,
  NoExample: atFields,
  /** What the rule gives for these examples is not what they expect. */
  ExampleDiffers: z.object({
    examples: z.array(
      z.object({
        /** The place in the list of examples, from 0. */
        index: z.int(),
        name: z.string(),
        expected: z.unknown(),
        actual: z.unknown(),
      }),
    ),
  }),
} as const;

const changed = { UnknownRule: noDetails, Stale: billingRule } as const;

export const billingRuleOperations = {
  'billingRules.list': query({
    summary: 'What payers ask of a claim, by kind, then title',
    permission: 'billing.export',
    input: z.strictObject({}),
    output: z.array(billingRule),
    failures: {},
  }),
  'billingRules.get': query({
    summary: 'One billing rule, with what it was before each change, newest first',
    permission: 'billing.export',
    input: z.strictObject({ billingRuleId: uuid() }),
    output: z.object({ rule: billingRule, earlier: z.array(replacedRule) }),
    failures: { UnknownRule: noDetails },
    subject: ({ billingRuleId }) => ofRule(billingRuleId),
  }),
  'billingRules.add': command({
    summary: 'Add a billing rule; it holds for the next claim',
    permission: 'rules.manage',
    input: z.strictObject(typedRuleFields),
    output: billingRule,
    failures: refusals,
    subject: (_input, added) => ofRule(added?.id),
  }),
  'billingRules.change': command({
    summary:
      'Change a billing rule; what it was stays in its history, and claims keep what they say',
    permission: 'rules.manage',
    input: z.strictObject({
      billingRuleId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      ...typedRuleFields,
      /** True: a person compared it with its source, and it is no longer an example. */
      isCompared: z.boolean().default(false),
    }),
    output: billingRule,
    failures: {
      ...changed,
      ...refusals,
      /** A rule keeps its kind. */
      OtherKind: noDetails,
    },
    subject: ({ billingRuleId }) => ofRule(billingRuleId),
  }),
  'billingRules.setActive': command({
    summary: 'Switch a billing rule off, or on again',
    permission: 'rules.manage',
    input: z.strictObject({ billingRuleId: uuid(), seen: z.int(), isActive: z.boolean() }),
    output: billingRule,
    failures: changed,
    subject: ({ billingRuleId }) => ofRule(billingRuleId),
  }),
} as const;
