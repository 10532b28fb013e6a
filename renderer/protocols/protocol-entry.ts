import { z } from 'zod';
import { line } from '../../shared/base/text.ts';
import { civilDate } from '../../shared/base/civil-date.ts';
import { productKinds } from '../../shared/protocols/product-kind.ts';
import { type ProtocolContent, stepKinds } from '../../shared/protocols/protocol.ts';
import { etiologies } from '../../shared/wounds/wound.ts';

/** Digits typed into a field as a number. */
function wholeNumber(least: number, most: number) {
  return z.string().transform((typed, context) => {
    const text = typed.trim();
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    context.addIssue(text === '' ? 'is missing' : `is a whole number from ${least} to ${most}`);
    return z.NEVER;
  });
}

/** The same, where an empty field stands for null. */
function numberOrNull(least: number, most: number) {
  return z.union([z.literal('').transform(() => null), wholeNumber(least, most)]);
}

const LAST_DAY = 3650;

const stepInForm = z.object({
  /** Empty for a step that was not in the version before. */
  stepId: z.string(),
  instruction: line(300),
  kind: z.enum(stepKinds),
  expectedKinds: z.array(z.enum(productKinds)),
  expectedSkus: z.array(z.string()),
  firstDueDay: wholeNumber(0, LAST_DAY),
  repeatsEveryDays: numberOrNull(1, 365),
  untilDay: numberOrNull(0, LAST_DAY),
});

/** What the form of a protocol holds, and how it becomes what the core takes. */
export const protocolInForm = z.object({
  title: line(200),
  etiologies: z.array(z.enum(etiologies)).min(1, 'Choose at least one'),
  steps: z
    .array(
      stepInForm.transform(({ stepId, kind, expectedKinds, expectedSkus, ...step }) => ({
        ...step,
        id: stepId === '' ? null : stepId,
        kind,
        // What a treatment was to use stays in the form, in case the kind is changed back.
        expectedKinds: kind === 'treatment' ? expectedKinds : [],
        expectedSkus: kind === 'treatment' ? expectedSkus : [],
      })),
    )
    .min(1, 'Add at least one step'),
  assessmentIntervalDays: numberOrNull(1, 90),
  reviewPoints: z.array(
    z.object({ week: wholeNumber(1, 52), leastReductionPercent: wholeNumber(1, 100) }),
  ),
  toleranceDays: wholeNumber(0, 14),
  source: line(500),
  asOf: z.string().min(1, 'is missing').pipe(civilDate),
});
export type ProtocolEntry = z.input<typeof protocolInForm>;
export type CheckedProtocol = z.output<typeof protocolInForm>;
export type StepInForm = ProtocolEntry['steps'][number];

export const newStep: StepInForm = {
  stepId: '',
  instruction: '',
  kind: 'treatment',
  expectedKinds: [],
  expectedSkus: [],
  firstDueDay: '0',
  repeatsEveryDays: '',
  untilDay: '',
};

/** A form with one step to begin with. */
export function blankProtocol(today: string): ProtocolEntry {
  return {
    title: '',
    etiologies: [],
    steps: [newStep],
    assessmentIntervalDays: '7',
    reviewPoints: [{ week: '4', leastReductionPercent: '50' }],
    toleranceDays: '2',
    source: '',
    asOf: today,
  };
}

function asText(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A protocol as the form shows it. */
export function entryOf(content: ProtocolContent): ProtocolEntry {
  const { title, source, asOf } = content;
  return {
    title,
    source,
    asOf,
    etiologies: [...content.etiologies],
    steps: content.steps.map(({ id, firstDueDay, repeatsEveryDays, untilDay, ...step }) => ({
      ...step,
      stepId: id,
      firstDueDay: asText(firstDueDay),
      repeatsEveryDays: asText(repeatsEveryDays),
      untilDay: asText(untilDay),
    })),
    assessmentIntervalDays: asText(content.assessmentIntervalDays),
    reviewPoints: content.reviewPoints.map(({ week, leastReductionPercent }) => ({
      week: String(week),
      leastReductionPercent: String(leastReductionPercent),
    })),
    toleranceDays: String(content.toleranceDays),
  };
}

const stepFields = [
  'instruction',
  'expectedKinds',
  'firstDueDay',
  'repeatsEveryDays',
  'untilDay',
] as const;

/** The fields at which a refusal can be shown. */
export function fieldsOf({ steps, reviewPoints }: Pick<ProtocolEntry, 'steps' | 'reviewPoints'>) {
  return [
    ...([
      'title',
      'etiologies',
      'assessmentIntervalDays',
      'toleranceDays',
      'source',
      'asOf',
    ] as const),
    ...steps.flatMap((_, index) => stepFields.map((field) => `steps.${index}.${field}` as const)),
    ...reviewPoints.flatMap((_, index) => [`reviewPoints.${index}.week` as const]),
  ];
}
