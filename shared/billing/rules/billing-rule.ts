import { z } from 'zod';
import { civilDate } from '../../base/civil-date.ts';
import { uuid } from '../../base/uuid.ts';
import { applicationExample, applicationParameters } from './application-codes.ts';
import { companionExample, companionParameters } from './companion-diagnoses.ts';
import { modifierExample, modifierParameters } from './extra-modifiers.ts';
import { limitExample, limitParameters } from './line-limits.ts';
import { narrativeExample, narrativeParameters } from './narratives.ts';
import { unitsExample, unitsParameters } from './product-units.ts';
import { wasteExample, wasteParameters } from './waste-lines.ts';

function contentOf<Kind extends string, Parameters extends z.ZodType, Example extends z.ZodObject>(
  kind: Kind,
  parameters: Parameters,
  example: Example,
) {
  return z.strictObject({
    kind: z.literal(kind),
    parameters,
    /** What the rule gives for what it is given, by name: run as tests, and beside the form. */
    examples: z
      .array(z.strictObject({ name: z.string().min(1).max(200), case: example }))
      .max(50)
      .readonly(),
  });
}

/** What a rule says, by its kind, with the worked examples that show it. */
export const ruleContent = z.discriminatedUnion('kind', [
  contentOf('productUnits', unitsParameters, unitsExample),
  contentOf('applicationCodes', applicationParameters, applicationExample),
  contentOf('waste', wasteParameters, wasteExample),
  contentOf('modifier', modifierParameters, modifierExample),
  contentOf('narrative', narrativeParameters, narrativeExample),
  contentOf('companion', companionParameters, companionExample),
  contentOf('limit', limitParameters, limitExample),
]);
export type RuleContent = z.output<typeof ruleContent>;
export type RuleKind = RuleContent['kind'];
export type ContentOf<Kind extends RuleKind> = Extract<RuleContent, { readonly kind: Kind }>;

/** Whom a rule holds for: one payer, all payers of an X12 filing code such as MB, or everybody. */
export const ruleScope = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('payer'), payerId: uuid() }),
  z.strictObject({ of: z.literal('filingCode'), filingCode: z.string().regex(/^[A-Z\d]{1,2}$/) }),
  z.strictObject({ of: z.literal('everybody') }),
]);
export type RuleScope = z.output<typeof ruleScope>;

export const billingRuleFields = {
  title: z.string().min(1).max(200),
  scope: ruleScope,
  content: ruleContent,
  /** Days of service, the first and the last; null: until further notice. */
  effectiveFrom: civilDate,
  effectiveTo: civilDate.nullable(),
  source: z.string().min(1).max(300),
  asOfOn: civilDate,
};

export const billingRule = z.object({
  id: uuid(),
  ...billingRuleFields,
  isActive: z.boolean(),
  /** Came with the application, to be compared with its source before use. */
  isExample: z.boolean(),
  version: z.int(),
});
export type BillingRule = z.output<typeof billingRule>;
export type RuleOf<Kind extends RuleKind> = BillingRule & { readonly content: ContentOf<Kind> };
