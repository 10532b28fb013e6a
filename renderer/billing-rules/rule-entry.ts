import type { z } from 'zod';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import {
  type BillingRule,
  ruleContent,
  type RuleKind,
} from '../../shared/billing/rules/billing-rule.ts';
import { runExamples } from '../../shared/billing/rules/worked-example.ts';
import type { typedRuleFields } from '../../shared/billing-rules/contract.ts';
import {
  comesOut,
  dateProblems,
  differingExamples,
  parameterProblems,
} from '../../shared/billing-rules/rule-problems.ts';
import type { TypedReading } from '../read-typed.ts';
import { problemSentence } from '../form-problems.ts';
import { kindForms } from './kind-forms.ts';
import { assembled, disassembled, problemOf, type RuleField, type Typed } from './rule-field.ts';

export type ExampleEntry = { readonly key: string; readonly name: string; readonly typed: Typed };

/** A rule as it stands in its form. */
export type RuleEntry = {
  readonly title: string;
  readonly scopeOf: string;
  readonly payerId: string;
  readonly filingCode: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string;
  readonly source: string;
  readonly asOfOn: string;
  readonly isCompared: boolean;
  readonly kind: RuleKind;
  readonly typed: Typed;
  readonly examples: readonly ExampleEntry[];
};

export const ruleLabels = {
  title: 'Title',
  scope: 'For',
  effectiveFrom: 'For services from',
  effectiveTo: 'For services until',
  source: 'Source',
  asOfOn: 'As of',
} as const;

let exampleCount = 0;

/** An example as somebody begins it. */
export function blankExample(kind: RuleKind): ExampleEntry {
  exampleCount += 1;
  return { key: `new ${exampleCount}`, name: '', typed: kindForms[kind].blankExample };
}

/** What belongs to a kind, for a rule that becomes one of it. */
export function startOfKind(kind: RuleKind): Pick<RuleEntry, 'kind' | 'typed' | 'examples'> {
  return { kind, typed: kindForms[kind].blank, examples: [blankExample(kind)] };
}

export function blankRule(today: CivilDate): RuleEntry {
  return {
    title: '',
    scopeOf: 'payer',
    payerId: '',
    filingCode: 'MB',
    effectiveFrom: today,
    effectiveTo: '',
    source: '',
    asOfOn: today,
    isCompared: false,
    ...startOfKind('productUnits'),
  };
}

/** A rule as its form shows it. */
export function ruleEntryOf(rule: BillingRule): RuleEntry {
  const { scope, content } = rule;
  const { kind, parameters, examples } = content;
  const { fields, builtOf, builtOfCase, exampleFields } = kindForms[kind];
  const built = builtOf?.(parameters) ?? parameters;
  const blank = kindForms[kind].blank;
  const groups = kind === 'applicationCodes' ? groupNames(content.parameters.groups) : {};
  return {
    title: rule.title,
    scopeOf: scope.of,
    payerId: scope.of === 'payer' ? scope.payerId : '',
    filingCode: scope.of === 'filingCode' ? scope.filingCode : 'MB',
    effectiveFrom: rule.effectiveFrom,
    effectiveTo: rule.effectiveTo ?? '',
    source: rule.source,
    asOfOn: rule.asOfOn,
    isCompared: false,
    kind,
    typed: disassembled(fields({ ...blank, ...groups }), built),
    examples: examples.map(({ name, case: example }, index) => ({
      key: `kept ${index}`,
      name,
      typed: disassembled(exampleFields, builtOfCase?.(example) ?? example),
    })),
  };
}

/** As many names as there are groups, so that the form has their fields. */
function groupNames(groups: readonly { readonly name: string }[]): Typed {
  return Object.fromEntries(groups.map(({ name }, index) => [`groups.${index}.name`, name]));
}

function builtCase(kind: RuleKind, typed: Typed): unknown {
  const { exampleFields, caseOf } = kindForms[kind];
  const built = assembled(exampleFields, typed);
  return caseOf?.(built) ?? built;
}

function builtParameters({ kind, typed }: Pick<RuleEntry, 'kind' | 'typed'>): unknown {
  const { fields, parametersOf } = kindForms[kind];
  const built = assembled(fields(typed), typed);
  return parametersOf?.(built) ?? built;
}

function builtRule(entry: RuleEntry): object {
  const { kind, examples } = entry;
  const { scopeOf, payerId, filingCode, title, effectiveFrom, effectiveTo, source, asOfOn } = entry;
  return {
    title,
    scope:
      scopeOf === 'payer'
        ? { of: 'payer', payerId }
        : scopeOf === 'filingCode'
          ? { of: 'filingCode', filingCode }
          : { of: 'everybody' },
    content: {
      kind,
      parameters: builtParameters(entry),
      examples: examples.map(({ name, typed }) => ({
        name: name.trim(),
        case: builtCase(kind, typed),
      })),
    },
    effectiveFrom,
    effectiveTo: effectiveTo === '' ? null : effectiveTo,
    source,
    asOfOn,
  };
}

/** What an example gives as its rule is typed now; null while one of them is not whole. */
export function outcomeOf(
  { kind, typed }: Pick<RuleEntry, 'kind' | 'typed'>,
  example: ExampleEntry,
): { readonly actual: unknown; readonly isAsExpected: boolean } | null {
  const built = builtCase(kind, example.typed);
  const given =
    typeof built === 'object' && built !== null && 'given' in built ? built.given : null;
  const expected =
    typeof built === 'object' && built !== null && 'expected' in built ? built.expected : null;
  const read = ruleContent.safeParse({
    kind,
    parameters: builtParameters({ kind, typed }),
    examples: [{ name: '-', case: { given, expected: kindForms[kind].anyOutcome } }],
  });
  if (!read.success) return null;
  const [outcome] = runExamples(read.data);
  if (outcome === undefined) return null;
  return { actual: outcome.actual, isAsExpected: comesOut({ ...outcome, expected }) };
}

/** An example that expects what its rule gives. */
export function takingActual(kind: RuleKind, example: ExampleEntry, actual: unknown): ExampleEntry {
  const { exampleFields, builtOfCase } = kindForms[kind];
  const fields = exampleFields.filter(({ path }) => path.startsWith('expected.'));
  const outcome = { given: null, expected: actual };
  const expected = disassembled(fields, builtOfCase?.(outcome) ?? outcome);
  return { ...example, typed: { ...example.typed, ...expected } };
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** The field of a list of fields that a problem is about: the one at its path, or around it. */
function fieldAt(fields: readonly RuleField[], path: string): RuleField | undefined {
  return fields.find((field) => path === field.path || path.startsWith(`${field.path}.`));
}

/** A problem by the field of the form that it belongs to, as a sentence. */
function problemAt(entry: RuleEntry, { path, message }: Issue): readonly [string, string] {
  const [first, second, third, ...rest] = path.map(String);
  const { fields, exampleFields, pathOf } = kindForms[entry.kind];
  if (first === 'content' && second === 'parameters') {
    const inner = [third, ...rest].join('.');
    const field = fieldAt(fields(entry.typed), pathOf?.(inner) ?? inner);
    if (field)
      return [
        `parameters.${field.path}`,
        problemSentence(field.label, problemOf(field, entry.typed, message)) ?? message,
      ];
  }
  if (first === 'content' && second === 'examples' && third !== undefined) {
    const example = entry.examples[Number(third)];
    const inner = rest.slice(1).join('.');
    const field = fieldAt(exampleFields, pathOf?.(inner) ?? inner);
    if (rest[0] === 'name') return [`examples.${third}.name`, 'The name is missing'];
    if (field && example)
      return [
        `examples.${third}.${field.path}`,
        problemSentence(field.label, problemOf(field, example.typed, message)) ?? message,
      ];
    return [`examples.${third}`, message];
  }
  if (first === 'scope') return ['scope', 'The payer is not chosen'];
  const field = String(first);
  const label = Object.entries(ruleLabels).find(([key]) => key === field)?.[1] ?? field;
  return [
    field,
    problemSentence(label, /^[a-z]/.test(message) ? message : 'is missing') ?? message,
  ];
}

const problemsOf = (entry: RuleEntry, issues: readonly Issue[]) =>
  // Of several at one field the first is said.
  issues.reduce<Readonly<Record<string, string>>>((found, issue) => {
    const [field, sentence] = problemAt(entry, issue);
    return field in found ? found : { ...found, [field]: sentence };
  }, {});

const issueOf = ({ field, problem }: { readonly field: string; readonly problem: string }) => ({
  path: field.split('.'),
  message: problem,
});

/** Reads the form by the contract and by the rules that the core has for rules. */
export function readRule(
  entry: RuleEntry,
  {
    shape,
    today,
  }: { readonly shape: z.ZodObject<typeof typedRuleFields>; readonly today: CivilDate },
): TypedReading<typeof typedRuleFields> {
  const read = shape.safeParse(builtRule(entry));
  if (!read.success) return { ok: false, problems: problemsOf(entry, read.error.issues) };
  const { content } = read.data;
  const issues = [...dateProblems(read.data, today), ...parameterProblems(content)].map(issueOf);
  const examples = differingExamples(content).map(({ index }) => ({
    path: ['content', 'examples', index],
    message: `Example ${index + 1} does not come out`,
  }));
  const problems = {
    ...problemsOf(entry, [...issues, ...examples]),
    ...(content.examples.length === 0 && {
      examples: 'Show by one example at least what the rule gives',
    }),
  };
  return Object.keys(problems).length === 0
    ? { ok: true, value: read.data }
    : { ok: false, problems };
}
