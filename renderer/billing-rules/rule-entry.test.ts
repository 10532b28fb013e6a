import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { BillingRule, RuleKind } from '../../shared/billing/rules/billing-rule.ts';
import { typedRuleFields } from '../../shared/billing-rules/contract.ts';
import {
  blankRule,
  outcomeOf,
  readRule,
  ruleEntryOf,
  startOfKind,
  takingActual,
} from './rule-entry.ts';

const reading = { shape: z.object(typedRuleFields), today: '2026-03-10' };
const kinds = [
  'productUnits',
  'applicationCodes',
  'waste',
  'modifier',
  'narrative',
  'companion',
  'limit',
] as const satisfies readonly RuleKind[];

const wasteRule: BillingRule = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  title: 'Waste',
  scope: { of: 'filingCode', filingCode: 'MB' },
  content: {
    kind: 'waste',
    parameters: {
      productClasses: ['skinSubstitute'],
      billingUnits: ['cm2'],
      isBiologic: null,
      discarded: { modifier: 'JW' },
      noneDiscardedModifier: 'JZ',
    },
    examples: [
      {
        name: '15 and 1',
        case: {
          given: { appliedUnits: 15, discardedUnits: 1 },
          expected: {
            lines: [
              { units: 15, modifiers: [], isDiscarded: false },
              { units: 1, modifiers: ['JW'], isDiscarded: true },
            ],
          },
        },
      },
    ],
  },
  effectiveFrom: '2023-07-01',
  effectiveTo: '2025-12-31',
  source: 'Example policy',
  asOfOn: '2026-01-05',
  isActive: true,
  isExample: true,
  version: 1,
};

describe('a rule in its form', () => {
  test('is read back as it was', () => {
    const { title, scope, content, effectiveFrom, effectiveTo, source, asOfOn } = wasteRule;
    expect(readRule(ruleEntryOf(wasteRule), reading)).toEqual({
      ok: true,
      value: { title, scope, content, effectiveFrom, effectiveTo, source, asOfOn },
    });
  });

  test('runs its examples while it is typed, and takes what it gives as expected', () => {
    const entry = ruleEntryOf(wasteRule);
    const changed = { ...entry, typed: { ...entry.typed, isBilled: 'no' } };
    const [example] = changed.examples;
    if (!example) throw new Error('The example is lost');
    expect(outcomeOf(entry, example)?.isAsExpected).toBe(true);
    const outcome = outcomeOf(changed, example);
    expect(outcome?.isAsExpected).toBe(false);
    expect(readRule(changed, reading)).toEqual({
      ok: false,
      problems: { 'examples.0': 'Example 1 does not come out' },
    });
    const taken = { ...changed, examples: [takingActual('waste', example, outcome?.actual)] };
    expect(readRule(taken, reading).ok).toBe(true);
  });

  test.for(kinds)('begins with something to fill in, each at its own field: %s', (kind) => {
    const entry = { ...blankRule('2026-03-10'), ...startOfKind(kind) };
    const result = readRule(entry, reading);
    const problems = result.ok ? {} : result.problems;
    expect(problems).toMatchObject({
      title: 'Title is missing',
      source: 'Source is missing',
      scope: 'The payer is not chosen',
      'examples.0.name': 'The name is missing',
    });
    expect(Object.values(problems).filter((words) => /Invalid|Too |expected/.test(words))).toEqual(
      [],
    );
  });

  test('says a wrong number, area, amount, list or code at its field in plain words', () => {
    const limit = { ...blankRule('2026-03-10'), ...startOfKind('limit') };
    const typed = {
      ...limit.typed,
      codes: 'q4*, q 4!',
      maxUnitsPerLine: '1.5',
      maxLineCents: '9.999',
      furtherLineModifier: 'ABC',
    };
    const result = readRule({ ...limit, typed }, reading);
    expect(result.ok ? {} : result.problems).toMatchObject({
      'parameters.codes':
        'Codes is a list of codes, each whole or its beginning and a star, such as Q4186, L97*',
      'parameters.maxUnitsPerLine': 'Most units on a line is a whole number',
      'parameters.maxLineCents': 'Most dollars on a line is an amount in dollars and cents',
      'parameters.furtherLineModifier':
        'Modifier of further lines is no modifier of two characters',
    });
  });
});
