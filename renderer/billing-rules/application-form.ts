import { bodySites } from '../../shared/wounds/body-site-list.ts';
import { productFields } from './field-options.ts';
import type { KindForm } from './kind-form.ts';
import { type RuleField, textOf, type Typed } from './rule-field.ts';

const siteOptions = bodySites.map(({ code, name }) => ({
  key: code,
  label: name.charAt(0).toUpperCase() + name.slice(1),
}));

export const MAX_GROUPS = 6;

/** How many groups of body sites stand in the form. */
export function groupCountOf(typed: Typed): number {
  const groups = Array.from({ length: MAX_GROUPS }, (_, index) => index);
  return groups.filter((index) => typeof typed[`groups.${index}.name`] === 'string').length;
}

const areaFields: readonly RuleField[] = [
  { path: 'largeFromCm2', as: 'number', label: 'Large codes from, in cm²' },
  { path: 'smallStepCm2', as: 'number', label: 'Step of the small codes, in cm²' },
  { path: 'largeStepCm2', as: 'number', label: 'Step of the large codes, in cm²' },
  {
    path: 'coderBelowYears',
    as: 'number',
    label: 'A coder decides below the age of',
    description: 'In years; empty for no age',
    mayBeEmpty: true,
  },
];

function groupFields(index: number): readonly RuleField[] {
  const section = `Group ${index + 1} of body sites`;
  const at = `groups.${index}`;
  return [
    { path: `${at}.name`, as: 'text', label: 'Name', section },
    { path: `${at}.small.first`, as: 'code', label: 'Small area, first code', section },
    { path: `${at}.small.addOn`, as: 'code', label: 'Small area, add-on', section },
    { path: `${at}.large.first`, as: 'code', label: 'Large area, first code', section },
    { path: `${at}.large.addOn`, as: 'code', label: 'Large area, add-on', section },
    {
      path: `${at}.takes`,
      as: 'choice',
      label: 'Which sites',
      section,
      options: [
        { key: 'these', label: 'Those that are ticked' },
        { key: 'others', label: 'All that no other group has' },
      ],
    },
    {
      path: `${at}.sites`,
      as: 'checks',
      label: 'Body sites',
      options: siteOptions,
      section,
      isHidden: (typed) => textOf(typed, `${at}.takes`) === 'others',
    },
  ];
}

/** A group of body sites that a person adds. */
export function blankGroup(index: number): Typed {
  return {
    [`groups.${index}.name`]: '',
    [`groups.${index}.small.first`]: '',
    [`groups.${index}.small.addOn`]: '',
    [`groups.${index}.large.first`]: '',
    [`groups.${index}.large.addOn`]: '',
    [`groups.${index}.takes`]: 'these',
    [`groups.${index}.sites`]: [],
  };
}

/** What is typed, without its last group. */
export function withoutLastGroup(typed: Typed): Typed {
  const last = `groups.${groupCountOf(typed) - 1}.`;
  return Object.fromEntries(Object.entries(typed).filter(([path]) => !path.startsWith(last)));
}

type Groups = { readonly groups?: readonly object[] };
type BuiltGroup = { readonly takes?: unknown; readonly sites?: unknown };

/** Codes for applying products. */
export const applicationForm: KindForm = {
  says: 'Which codes applying a product has, by the area of the wounds and where on the body they are.',
  fields: (typed) => [
    ...productFields,
    ...areaFields,
    ...Array.from({ length: groupCountOf(typed) }, (_, index) => groupFields(index)).flat(),
  ],
  exampleFields: [
    { path: 'given.bodySite', as: 'choice', label: 'Body site', options: siteOptions },
    { path: 'given.areaMm2', as: 'area', label: 'Area of the wounds, in cm²' },
    {
      path: 'expected.codes',
      as: 'codeUnits',
      label: 'Codes and units',
      description: 'Such as 15271 × 1 + 15272 × 2',
    },
  ],
  blank: {
    productClasses: ['skinSubstitute'],
    billingUnits: ['cm2'],
    largeFromCm2: '100',
    smallStepCm2: '25',
    largeStepCm2: '100',
    coderBelowYears: '',
    ...blankGroup(0),
  },
  blankExample: { 'given.bodySite': 'thigh', 'given.areaMm2': '', 'expected.codes': '' },
  anyOutcome: { codes: [] },
  parametersOf: (built) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- built from the fields above; the schema checks what comes of it
    const { groups = [], ...parameters } = built as Groups;
    return {
      ...parameters,
      groups: groups.map((group) => {
        const { takes, sites, ...codes }: BuiltGroup = group;
        return { ...codes, sites: takes === 'others' ? null : sites };
      }),
    };
  },
  builtOf: (parameters) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parameters that the rule's schema has read
    const { groups = [], ...built } = parameters as Groups;
    return {
      ...built,
      groups: groups.map((group: BuiltGroup) => ({
        ...group,
        takes: group.sites === null ? 'others' : 'these',
      })),
    };
  },
};
