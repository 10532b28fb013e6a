import { z } from 'zod';
import { areaInWords } from '../../base/size-words.ts';
import { billingUnits } from '../../products/contract.ts';
import { productClasses } from '../../products/product-class.ts';

const code = z.string().regex(/^[A-Z\d]{5}$/, 'is no procedure code of five characters');
const step = z.strictObject({ first: code, addOn: code });
const cm2 = z.int().min(1).max(10_000);

/** Codes for applying products, by the area of the wounds and where on the body they are. */
export const applicationParameters = z.strictObject({
  productClasses: z.array(z.enum(productClasses)).min(1).readonly(),
  /** A gel or a powder is billed by weight, and has no code for its application. */
  billingUnits: z.array(z.enum(billingUnits)).min(1).readonly(),
  groups: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(120),
        /** Codes of body sites; null: every site that no other group names. */
        sites: z.array(z.string().min(1).max(40)).readonly().nullable(),
        small: step,
        large: step,
      }),
    )
    .min(1)
    .readonly(),
  /** A combined area of so many cm² or more takes the large codes. */
  largeFromCm2: cm2,
  smallStepCm2: cm2,
  largeStepCm2: cm2,
  /** Below this age the large codes count by percent of the body: a coder decides. Null: at no age. */
  coderBelowYears: z.int().min(1).max(21).nullable(),
});
export type ApplicationParameters = z.output<typeof applicationParameters>;
export type BodyGroup = ApplicationParameters['groups'][number];

const codeUnits = z.strictObject({ code, units: z.int().min(1) });
export type CodeUnits = z.output<typeof codeUnits>;

export const applicationExample = z.strictObject({
  given: z.strictObject({ bodySite: z.string(), areaMm2: z.int().min(1) }),
  expected: z.strictObject({ codes: z.array(codeUnits).readonly() }),
});

/** The group that a body site belongs to; undefined where the rule has none for it. */
export function groupOfSite(
  bodySite: string,
  { groups }: Pick<ApplicationParameters, 'groups'>,
): BodyGroup | undefined {
  return (
    groups.find(({ sites }) => sites?.includes(bodySite) === true) ??
    groups.find(({ sites }) => sites === null)
  );
}

const MM2_PER_CM2 = 100;

/** Whether a combined area takes the large codes. */
export const isLarge = (
  areaMm2: number,
  { largeFromCm2 }: Pick<ApplicationParameters, 'largeFromCm2'>,
): boolean => areaMm2 >= largeFromCm2 * MM2_PER_CM2;

/**
 * The codes for the combined wound area of one body group: the first step once, each further step or part
 * of one as the add-on. `areaMm2` is above 0.
 */
export function applicationCodesOf(
  areaMm2: number,
  group: BodyGroup,
  parameters: ApplicationParameters,
): readonly CodeUnits[] {
  const large = isLarge(areaMm2, parameters);
  const { first, addOn } = large ? group.large : group.small;
  const stepMm2 = (large ? parameters.largeStepCm2 : parameters.smallStepCm2) * MM2_PER_CM2;
  const further = Math.ceil(areaMm2 / stepMm2) - 1;
  const codes = [{ code: first, units: 1 }];
  return further > 0 ? [...codes, { code: addOn, units: further }] : codes;
}

/** "41.0 cm² of wound on trunk, arms, legs = 15271 × 1 + 15272 × 1, because …" */
export function applicationInWords(
  areaMm2: number,
  group: BodyGroup,
  parameters: ApplicationParameters,
): string {
  const codes = applicationCodesOf(areaMm2, group, parameters)
    .map((each) => `${each.code} × ${each.units}`)
    .join(' + ');
  const large = isLarge(areaMm2, parameters);
  const side = large
    ? `${parameters.largeFromCm2} cm² or more`
    : `under ${parameters.largeFromCm2} cm²`;
  const stepCm2 = large ? parameters.largeStepCm2 : parameters.smallStepCm2;
  return `${areaInWords(areaMm2)} of wound on ${group.name} = ${codes}, because it is ${side}: the first ${stepCm2} cm², then each further ${stepCm2} cm² or part of it`;
}
