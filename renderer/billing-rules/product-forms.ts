import { productFields, unitOptions, yesNo } from './field-options.ts';
import type { KindForm } from './kind-form.ts';
import type { RuleField } from './rule-field.ts';

/** How an amount becomes units. */
export const unitsForm: KindForm = {
  says: 'How the amount that was applied becomes units on a claim line.',
  fields: () => [
    { path: 'billingUnit', as: 'choice', label: 'Products billed by', options: unitOptions },
    {
      path: 'rounding',
      as: 'choice',
      label: 'Part of a unit',
      options: [
        { key: 'up', label: 'Counts as a whole one' },
        { key: 'nearest', label: 'Is rounded to the nearest' },
        { key: 'down', label: 'Is left out' },
      ],
    },
  ],
  exampleFields: [
    { path: 'given.pieces', as: 'number', label: 'Pieces' },
    { path: 'given.areaMm2', as: 'area', label: 'Area applied, in cm²', mayBeEmpty: true },
    {
      path: 'expected.units',
      as: 'number',
      label: 'Units',
      mayBeEmpty: true,
      description: 'Empty: not known',
    },
  ],
  blank: { billingUnit: 'cm2', rounding: 'up' },
  blankExample: { 'given.pieces': '1', 'given.areaMm2': '', 'expected.units': '' },
  anyOutcome: { units: null },
};

type BuiltWaste = { readonly isBilled?: unknown; readonly discardedModifier?: unknown };
type BuiltCase = {
  readonly given?: unknown;
  readonly expected?: {
    readonly appliedUnits?: unknown;
    readonly appliedModifier?: unknown;
    readonly discardedUnits?: unknown;
    readonly discardedModifier?: unknown;
  };
};

const modifierField = { as: 'code', mayBeEmpty: true } as const;

const outcomeFields: readonly RuleField[] = [
  { path: 'expected.appliedUnits', as: 'number', label: 'Units of what was applied' },
  { path: 'expected.appliedModifier', label: 'Its modifier', ...modifierField },
  {
    path: 'expected.discardedUnits',
    as: 'number',
    label: 'Units billed of what was discarded',
    mayBeEmpty: true,
    description: 'Empty: none',
  },
  { path: 'expected.discardedModifier', label: 'Its modifier', ...modifierField },
];

const listed = (modifier: unknown): readonly unknown[] =>
  typeof modifier === 'string' ? [modifier] : [];

/** The two lines of an example of waste from its four fields. */
function caseOf(built: unknown): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the fields below; the schema checks what comes of it
  const { given, expected = {} } = built as BuiltCase;
  const { appliedUnits, appliedModifier, discardedUnits, discardedModifier } = expected;
  const lines = [
    { units: appliedUnits, modifiers: listed(appliedModifier), isDiscarded: false },
    ...(discardedUnits === null
      ? []
      : [{ units: discardedUnits, modifiers: listed(discardedModifier), isDiscarded: true }]),
  ];
  return { given, expected: { lines } };
}

type WasteLines = {
  readonly lines: readonly { readonly units: number; readonly modifiers: readonly string[] }[];
};

function builtOfCase(example: unknown): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a case that the rule's schema has read
  const { given, expected } = example as { readonly given: unknown; readonly expected: WasteLines };
  const [applied, discarded] = expected.lines;
  return {
    given,
    expected: {
      appliedUnits: applied?.units,
      appliedModifier: applied?.modifiers[0],
      discardedUnits: discarded?.units,
      discardedModifier: discarded?.modifiers[0],
    },
  };
}

const wastePaths: Readonly<Record<string, string>> = {
  'discarded.modifier': 'discardedModifier',
  'expected.lines.0.units': 'expected.appliedUnits',
  'expected.lines.0.modifiers.0': 'expected.appliedModifier',
  'expected.lines.1.units': 'expected.discardedUnits',
  'expected.lines.1.modifiers.0': 'expected.discardedModifier',
};

/** What is billed of what was discarded. */
export const wasteForm: KindForm = {
  says: 'Whether what was discarded is billed, and with which modifiers.',
  fields: () => [
    ...productFields,
    {
      path: 'isBiologic',
      as: 'choice',
      label: 'Licensed biologics (BLA)',
      options: [
        { key: 'both', label: 'Licensed or not', value: null },
        { key: 'yes', label: 'Only licensed biologics', value: true },
        { key: 'no', label: 'Only others', value: false },
      ],
    },
    { path: 'isBilled', as: 'choice', label: 'What was discarded is billed', options: yesNo },
    {
      path: 'discardedModifier',
      label: 'Modifier of what was discarded',
      description: 'Such as JW; empty for none',
      isHidden: ({ isBilled }) => isBilled !== 'yes',
      ...modifierField,
    },
    {
      path: 'noneDiscardedModifier',
      label: 'Modifier where nothing was discarded',
      description: 'Such as JZ; empty for none',
      ...modifierField,
    },
  ],
  exampleFields: [
    { path: 'given.appliedUnits', as: 'number', label: 'Units applied' },
    { path: 'given.discardedUnits', as: 'number', label: 'Units discarded' },
    ...outcomeFields,
  ],
  blank: {
    productClasses: ['skinSubstitute'],
    billingUnits: ['cm2'],
    isBiologic: 'both',
    isBilled: 'no',
    discardedModifier: '',
    noneDiscardedModifier: '',
  },
  blankExample: { 'given.appliedUnits': '', 'given.discardedUnits': '0' },
  anyOutcome: { lines: [] },
  parametersOf: (built) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the fields above; the schema checks what comes of it
    const { isBilled, discardedModifier, ...parameters } = built as BuiltWaste;
    return { ...parameters, discarded: isBilled === true ? { modifier: discardedModifier } : null };
  },
  builtOf: (parameters) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parameters that the rule's schema has read
    const { discarded, ...built } = parameters as {
      readonly discarded: { readonly modifier: string | null } | null;
    };
    return { ...built, isBilled: discarded !== null, discardedModifier: discarded?.modifier };
  },
  caseOf,
  builtOfCase,
  pathOf: (path) => wastePaths[path] ?? path,
};
