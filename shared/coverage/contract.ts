import { z } from 'zod';
import { measuringMethods } from '../assessments/assessment.ts';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { adviceCodes, adviceLevels } from './coverage-advice.ts';
import { coverageRule, coverageRuleFields } from './coverage-rule.ts';

const sizePoint = z.object({
  id: uuid(),
  assessedOn: civilDate,
  method: z.enum(measuringMethods),
  areaMm2: z.int(),
});

const checkpoint = z.object({
  week: z.int(),
  point: sizePoint,
  afterDays: z.int(),
  reductionPercent: z.number(),
});

const applicationWindow = z.object({
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
  days: z.array(civilDate).readonly(),
});

const coverageClock = z.object({
  applications: z
    .array(z.object({ on: civilDate, productNames: z.array(z.string()).readonly() }))
    .readonly(),
  current: applicationWindow.nullable(),
  asked: applicationWindow,
  isApplied: z.boolean(),
  conservative: z.object({
    firstOn: civilDate.nullable(),
    untilOn: civilDate,
    weeks: z.int(),
    weeksWithTreatment: z.int(),
  }),
  sizeBefore: sizePoint.nullable(),
  reductionBeforePercent: z.number().nullable(),
  reductionSincePercent: z.number().nullable(),
  week4: checkpoint.nullable(),
  week8: checkpoint.nullable(),
});

const advice = z.object({
  code: z.enum(adviceCodes),
  level: z.enum(adviceLevels),
  words: z.string(),
});

const ofRule = (id: string | undefined) => ({ entityType: 'coverageRule', entityId: id });

const ruleFailures = { ImpossibleDate: noDetails, IncompleteRule: noDetails } as const;

const coverageSettings = z.object({ defaultRuleId: uuid().nullable(), version: z.int() });

export const coverageOperations = {
  'coverage.ofWound': query({
    summary: 'Where a wound stands against what a payer counts for skin substitutes: advice only',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({
      patientId: uuid(),
      woundId: uuid(),
      /** Left out: the site's own choice. */
      ruleId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      /** The day of an application that is thought of; left out: the site's today. */
      on: civilDate.nullish().transform((date) => date ?? null),
    }),
    output: z.object({
      on: civilDate,
      /** Null where neither the caller nor the site chose one, or it is no longer in force. */
      rule: coverageRule.nullable(),
      /** What may be chosen, those for this kind of wound first. */
      rules: z.array(coverageRule),
      /** True where a rule in force speaks of this kind of wound. */
      isSpokenOf: z.boolean(),
      /** What a linked chart has at the same site of the same person is counted too. */
      countsLinked: z.boolean(),
      /** The episode of care that is counted. */
      episode: z.object({ startedOn: civilDate, endedOn: civilDate.nullable() }),
      clock: coverageClock,
      advice: z.array(advice).readonly(),
    }),
    failures: { UnknownWound: noDetails },
    subject: ({ patientId, woundId }) => ({ patientId, entityType: 'wound', entityId: woundId }),
  }),
  'coverageRules.list': query({
    summary:
      'The coverage rules of the site, those in force first, and which one is its own choice',
    permission: 'charts.read',
    input: z.strictObject({}),
    output: z.object({ rules: z.array(coverageRule), settings: coverageSettings }),
    failures: {},
  }),
  'coverageRules.add': command({
    summary: 'Add what a payer or contractor asks before it covers skin substitutes',
    permission: 'rules.manage',
    input: z.strictObject(coverageRuleFields),
    output: coverageRule,
    failures: ruleFailures,
    subject: (_input, added) => ofRule(added?.id),
  }),
  'coverageRules.correct': command({
    summary: 'Correct a coverage rule, or take it out of force',
    permission: 'rules.manage',
    input: z.strictObject({
      coverageRuleId: uuid(),
      seen: z.int(),
      ...coverageRuleFields,
      isActive: z.boolean(),
    }),
    output: coverageRule,
    failures: { UnknownRule: noDetails, Stale: coverageRule, ...ruleFailures },
    subject: ({ coverageRuleId }) => ofRule(coverageRuleId),
  }),
  'coverageRules.chooseDefault': command({
    summary: 'Choose the coverage rule that is looked at where nobody chose another, or none',
    permission: 'rules.manage',
    input: z.strictObject({ seen: z.int(), coverageRuleId: uuid().nullable() }),
    output: coverageSettings,
    failures: { UnknownRule: noDetails, Stale: coverageSettings },
    subject: ({ coverageRuleId }) => ofRule(coverageRuleId ?? undefined),
  }),
} as const;
