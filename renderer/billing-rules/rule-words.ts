import { moneyInWords } from '../../shared/base/money-words.ts';
import type {
  BillingRule,
  ContentOf,
  RuleContent,
  RuleKind,
  RuleScope,
} from '../../shared/billing/rules/billing-rule.ts';
import type { NarrativePart } from '../../shared/billing/rules/narratives.ts';
import { filingInWords, type Payer } from '../../shared/payers/payer.ts';
import { productClassWords } from '../../shared/products/product-class.ts';
import { formatCivilDate } from '../ui/format.ts';

export const kindWords = {
  productUnits: 'Units of a product',
  applicationCodes: 'Codes for applying a product',
  waste: 'What was discarded',
  modifier: 'Modifiers',
  narrative: 'Narratives',
  companion: 'Diagnoses that go together',
  limit: 'Limits',
} as const satisfies Record<RuleKind, string>;

export const partWords = {
  name: 'the product’s name',
  packageSize: 'the size of the package',
  applied: 'the area applied',
  discarded: 'the area discarded',
  lot: 'the lot',
} as const satisfies Record<NarrativePart, string>;

/** How a billing unit is said in a sentence. */
export const unitWords = {
  each: 'piece',
  cm2: 'cm²',
  mg: 'mg',
  g: 'g',
  cc: 'cc',
} as const;

/** Whom a rule holds for. */
export function scopeInWords(scope: RuleScope, payers: readonly Pick<Payer, 'id' | 'name'>[]) {
  if (scope.of === 'everybody') return 'Every payer';
  if (scope.of === 'filingCode') return `${filingInWords(scope.filingCode)} (${scope.filingCode})`;
  return payers.find(({ id }) => id === scope.payerId)?.name ?? 'A payer that is not here';
}

/** On which days of service a rule holds. */
export const daysOfRule = ({
  effectiveFrom,
  effectiveTo,
}: Pick<BillingRule, 'effectiveFrom' | 'effectiveTo'>): string =>
  effectiveTo === null
    ? `From ${formatCivilDate(effectiveFrom)}`
    : `${formatCivilDate(effectiveFrom)} to ${formatCivilDate(effectiveTo)}`;

/** Codes and beginnings of codes as a list: `Q4186, Q42… `. */
export function codesInWords(codes: readonly string[]): string {
  return codes
    .map((code) =>
      code === '*' ? 'every code' : code.endsWith('*') ? `${code.slice(0, -1)}…` : code,
    )
    .join(', ');
}

function products({ productClasses, billingUnits }: ContentOf<'waste'>['parameters']): string {
  const classes = productClasses.map((each) => productClassWords[each].toLowerCase()).join(', ');
  return `${classes}, billed by the ${billingUnits.map((unit) => unitWords[unit]).join(' or ')}`;
}

const ROUNDING = { up: 'rounded up', nearest: 'rounded to the nearest', down: 'rounded down' };

function unitsRule({ billingUnit, rounding }: ContentOf<'productUnits'>['parameters']) {
  if (billingUnit === 'each') return ['Each piece that was used is one unit.'];
  if (billingUnit === 'cm2')
    return [
      `Each cm² that was applied is one unit. Part of a unit is ${ROUNDING[rounding]}; what was applied is at least one unit.`,
    ];
  return [
    `Nothing in a record says how many ${unitWords[billingUnit]} were applied: such a claim waits for a coder.`,
  ];
}

function applicationRule(parameters: ContentOf<'applicationCodes'>['parameters']) {
  const { groups, largeFromCm2, smallStepCm2, largeStepCm2, coderBelowYears } = parameters;
  const productClasses = parameters.productClasses
    .map((each) => productClassWords[each].toLowerCase())
    .join(', ');
  return [
    `Products: ${productClasses}. The codes go by the area of all wounds of a group of body sites together.`,
    ...groups.map(
      ({ name, small, large }) =>
        `On ${name}: under ${largeFromCm2} cm², ${small.first} for the first ${smallStepCm2} cm² and ${small.addOn} for each further ${smallStepCm2} cm² or part of it; from ${largeFromCm2} cm², ${large.first} for the first ${largeStepCm2} cm² and ${large.addOn} for each further ${largeStepCm2} cm² or part of it.`,
    ),
    ...(coderBelowYears === null
      ? []
      : [`Under ${coderBelowYears} years of age, a coder looks at the large codes.`]),
  ];
}

function wasteRule(parameters: ContentOf<'waste'>['parameters']) {
  const { discarded, noneDiscardedModifier, isBiologic } = parameters;
  const licence =
    isBiologic === null
      ? ''
      : isBiologic
        ? ', licensed biologics only'
        : ', but no licensed biologics';
  return [
    `Products: ${products(parameters)}${licence}.`,
    discarded === null
      ? 'What was discarded is never billed.'
      : discarded.modifier === null
        ? 'What was discarded is billed on a line of its own.'
        : `What was discarded is billed on a line of its own, with ${discarded.modifier}.`,
    noneDiscardedModifier === null
      ? 'Where nothing was discarded, no modifier says so.'
      : `Where nothing was discarded, the line carries ${noneDiscardedModifier}.`,
  ];
}

function modifierRule({ codes, modifier, when }: ContentOf<'modifier'>['parameters']) {
  const reason =
    when.is === 'always'
      ? 'always'
      : when.is === 'side'
        ? `where every wound of the line is ${when.side === 'midline' ? 'in the middle' : `on the ${when.side}`}`
        : `from application ${when.count + 1} on, counted on its wound in the episode of care`;
  return [`A line of ${codesInWords(codes)} carries ${modifier} ${reason}.`];
}

function companionRule(parameters: ContentOf<'companion'>['parameters']) {
  const { codes, anyOf, position, weight } = parameters;
  return [
    `A diagnosis of ${codesInWords(codes)} goes with one of these: ${codesInWords(anyOf)}.`,
    ...(position === 'before' ? ['That one stands first; the list is put in this order.'] : []),
    weight === 'stop'
      ? 'Without one the claim is not ready.'
      : 'Without one the claim says so, and a coder decides.',
  ];
}

function limitRule(parameters: ContentOf<'limit'>['parameters']) {
  const { codes, maxUnitsPerLine, maxLineCents, furtherLineModifier, maxUnitsPerDay } = parameters;
  return [
    `For ${codesInWords(codes)}.`,
    ...(maxUnitsPerLine === null
      ? []
      : [`A line holds at most ${maxUnitsPerLine} units; the rest goes on further lines.`]),
    ...(maxLineCents === null
      ? []
      : [`A line charges at most ${moneyInWords(maxLineCents)}; the rest goes on further lines.`]),
    ...(furtherLineModifier === null ? [] : [`Further lines carry ${furtherLineModifier}.`]),
    ...(maxUnitsPerDay === null
      ? []
      : [`More than ${maxUnitsPerDay} units on one day wait for a coder.`]),
  ];
}

/** What a rule says, in a few sentences. */
export function ruleInWords(content: RuleContent): readonly string[] {
  switch (content.kind) {
    case 'productUnits':
      return unitsRule(content.parameters);
    case 'applicationCodes':
      return applicationRule(content.parameters);
    case 'waste':
      return wasteRule(content.parameters);
    case 'modifier':
      return modifierRule(content.parameters);
    case 'narrative': {
      const { codes, parts } = content.parameters;
      return [
        `A line of ${codesInWords(codes)} says in words: ${parts.map((part) => partWords[part]).join(', ')}.`,
        'A record that lacks one of them is not ready.',
      ];
    }
    case 'companion':
      return companionRule(content.parameters);
    case 'limit':
      return limitRule(content.parameters);
  }
}
