import { narrativeParts } from '../../shared/billing/rules/narratives.ts';
import { codesField, yesNo } from './field-options.ts';
import type { KindForm } from './kind-form.ts';
import { partWords } from './rule-words.ts';

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const sideOptions = [
  { key: 'left', label: 'Left' },
  { key: 'right', label: 'Right' },
  { key: 'midline', label: 'In the middle' },
] as const;

/** A modifier that a payer wants. */
export const modifierForm: KindForm = {
  says: 'A modifier that a payer wants on certain codes: always, by side, or above a number of applications.',
  fields: () => [
    codesField,
    { path: 'modifier', as: 'code', label: 'Modifier' },
    {
      path: 'when.is',
      as: 'choice',
      label: 'When',
      options: [
        { key: 'always', label: 'Always' },
        { key: 'side', label: 'When every wound is on one side' },
        { key: 'applicationsAbove', label: 'Above a number of applications' },
      ],
    },
    {
      path: 'when.side',
      as: 'choice',
      label: 'Side',
      options: sideOptions,
      isHidden: (typed) => typed['when.is'] !== 'side',
    },
    {
      path: 'when.count',
      as: 'number',
      label: 'Above how many applications',
      isHidden: (typed) => typed['when.is'] !== 'applicationsAbove',
    },
  ],
  exampleFields: [
    { path: 'given.code', as: 'code', label: 'Code of the line' },
    {
      path: 'given.side',
      as: 'choice',
      label: 'Side of its wounds',
      options: [...sideOptions, { key: 'none', label: 'Different sides', value: null }],
    },
    {
      path: 'given.applicationNumber',
      as: 'number',
      label: 'Which application',
      mayBeEmpty: true,
      description: 'Empty: not counted',
    },
    { path: 'expected.isAdded', as: 'choice', label: 'Carries the modifier', options: yesNo },
  ],
  blank: { codes: '', modifier: '', 'when.is': 'always', 'when.side': 'right', 'when.count': '' },
  blankExample: {
    'given.code': '',
    'given.side': 'right',
    'given.applicationNumber': '1',
    'expected.isAdded': 'yes',
  },
  anyOutcome: { isAdded: false },
};

/** What a payer wants to read. */
export const narrativeForm: KindForm = {
  says: 'What a payer wants to read beside certain codes, such as those of unlisted products.',
  fields: () => [
    codesField,
    {
      path: 'parts',
      as: 'checks',
      label: 'The narrative says',
      options: narrativeParts.map((key) => ({ key, label: capitalised(partWords[key]) })),
    },
  ],
  exampleFields: [
    { path: 'given.productName', as: 'text', label: 'Product' },
    { path: 'given.pieces', as: 'number', label: 'Pieces' },
    { path: 'given.pieceMm2', as: 'area', label: 'Size of a piece, in cm²', mayBeEmpty: true },
    { path: 'given.appliedMm2', as: 'area', label: 'Applied, in cm²', mayBeEmpty: true },
    { path: 'given.discardedMm2', as: 'area', label: 'Discarded, in cm²', mayBeEmpty: true },
    { path: 'given.lotNumber', as: 'text', label: 'Lot', mayBeEmpty: true },
    {
      path: 'expected.text',
      as: 'text',
      label: 'Narrative',
      mayBeEmpty: true,
      description: 'Empty: the record lacks something',
    },
  ],
  blank: { codes: '', parts: ['name', 'packageSize', 'applied', 'discarded'] },
  blankExample: { 'given.productName': 'Example Matrix', 'given.pieces': '1' },
  anyOutcome: { text: null },
};

/** Diagnoses that go together. */
export const companionForm: KindForm = {
  says: 'A diagnosis that asks for another one beside it, such as an ulcer for what underlies it.',
  fields: () => [
    { ...codesField, label: 'Diagnoses that ask', description: 'ICD-10-CM, such as L97*' },
    {
      path: 'anyOf',
      as: 'list',
      label: 'One of these answers',
      description: 'Such as E11.621, I83.0*',
    },
    {
      path: 'position',
      as: 'choice',
      label: 'Where it stands',
      options: [
        { key: 'before', label: 'Ahead of the one that asks' },
        { key: 'anywhere', label: 'Anywhere on the claim' },
      ],
    },
    {
      path: 'weight',
      as: 'choice',
      label: 'Without one',
      options: [
        { key: 'advice', label: 'The claim says so, and a coder decides' },
        { key: 'stop', label: 'The claim is not ready' },
      ],
    },
  ],
  exampleFields: [
    { path: 'given.diagnoses', as: 'list', label: 'Diagnoses, in the order of the chart' },
    { path: 'expected.isMet', as: 'choice', label: 'Complete', options: yesNo },
    { path: 'expected.diagnoses', as: 'list', label: 'Diagnoses, in the order of the claim' },
  ],
  blank: { codes: '', anyOf: '', position: 'before', weight: 'advice' },
  blankExample: { 'given.diagnoses': '', 'expected.isMet': 'yes', 'expected.diagnoses': '' },
  anyOutcome: { isMet: false, diagnoses: [] },
};

/** How much a payer takes. */
export const limitForm: KindForm = {
  says: 'How many units or dollars a payer takes on one line, and how many units of one day.',
  fields: () => [
    codesField,
    { path: 'maxUnitsPerLine', as: 'number', label: 'Most units on a line', mayBeEmpty: true },
    { path: 'maxLineCents', as: 'money', label: 'Most dollars on a line', mayBeEmpty: true },
    {
      path: 'furtherLineModifier',
      as: 'code',
      label: 'Modifier of further lines',
      description: 'Such as 76',
      mayBeEmpty: true,
    },
    { path: 'maxUnitsPerDay', as: 'number', label: 'Most units on a day', mayBeEmpty: true },
  ],
  exampleFields: [
    { path: 'given.units', as: 'number', label: 'Units' },
    { path: 'given.unitCents', as: 'money', label: 'Dollars for one unit' },
    {
      path: 'expected.units',
      as: 'numbers',
      label: 'Units of each line',
      description: 'Such as 399, 399, 2',
    },
  ],
  blank: {
    codes: '',
    maxUnitsPerLine: '',
    maxLineCents: '',
    furtherLineModifier: '',
    maxUnitsPerDay: '',
  },
  blankExample: { 'given.units': '', 'given.unitCents': '', 'expected.units': '' },
  anyOutcome: { units: [] },
};
