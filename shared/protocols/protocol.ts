import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { etiologies } from '../wounds/wound.ts';
import { productKinds } from './product-kind.ts';

export const stepKinds = ['treatment', 'assessment', 'review'] as const;
export type StepKind = (typeof stepKinds)[number];

const MAX_DAY = 3650;

/** One thing to do, once or again and again. Days count from the day the protocol began, which is 0. */
export const protocolStep = z.object({
  /** Stays the same from version to version while it is the same step. */
  id: z.string(),
  instruction: z.string(),
  kind: z.enum(stepKinds),
  /** A treatment with a product of one of these kinds or SKUs fulfils the step; with none, any does. */
  expectedKinds: z.array(z.enum(productKinds)),
  expectedSkus: z.array(z.string()),
  firstDueDay: z.int(),
  /** Null for what is done once. */
  repeatsEveryDays: z.int().nullable(),
  /** The last day on which a repeated step can be due; null for until the wound is healed. */
  untilDay: z.int().nullable(),
});
export type ProtocolStep = z.output<typeof protocolStep>;

/** Where the area was to be smaller by then, and somebody looks again if it is not. */
export const reviewPoint = z.object({ week: z.int(), leastReductionPercent: z.int() });
export type ReviewPoint = z.output<typeof reviewPoint>;

const written = {
  title: z.string(),
  etiologies: z.array(z.enum(etiologies)),
  /** In the order in which they are read. */
  steps: z.array(protocolStep),
  /** Days between assessments of the wound; null where the steps say when it is assessed. */
  assessmentIntervalDays: z.int().nullable(),
  reviewPoints: z.array(reviewPoint),
  /** Days before and after its day in which a step counts as done in time. */
  toleranceDays: z.int(),
  /** Where it comes from, such as a guideline and its edition. */
  source: z.string(),
  /** The day on which it was last compared with its source. */
  asOf: civilDate,
};

export const protocolContent = z.object(written);
export type ProtocolContent = z.output<typeof protocolContent>;

export const protocolVersion = z.object({
  protocolId: uuid(),
  version: z.int(),
  ...written,
  /** Null for the examples that come along. */
  writtenByName: z.string().nullable(),
  writtenAt: z.iso.datetime(),
});
export type ProtocolVersion = z.output<typeof protocolVersion>;

/** A protocol as its newest version says it. */
export const protocol = z.object({
  ...protocolVersion.shape,
  /** Retired: nobody starts it any more; what runs goes on. */
  retiredAt: z.iso.datetime().nullable(),
  retirementReason: z.string().nullable(),
  /** Wounds that it runs on now, in any version. */
  runningCount: z.int(),
});
export type Protocol = z.output<typeof protocol>;

const NOT_TWICE = 'stands in the list twice';
function isUnique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}

/** A step as somebody writes it; without an id it is a new one. */
export const writtenStep = z
  .strictObject({
    id: z.string().max(60).nullish(),
    instruction: line(300),
    kind: z.enum(stepKinds),
    expectedKinds: z.array(z.enum(productKinds)).max(20).default([]),
    expectedSkus: z.array(line(100)).max(50).default([]),
    firstDueDay: z.int().min(0).max(MAX_DAY),
    repeatsEveryDays: z.int().min(1).max(365).nullable(),
    untilDay: z.int().min(0).max(MAX_DAY).nullable(),
  })
  .refine(({ untilDay, repeatsEveryDays }) => untilDay === null || repeatsEveryDays !== null, {
    path: ['untilDay'],
    message: 'is only for a step that repeats',
  })
  .refine(({ untilDay, firstDueDay }) => untilDay === null || untilDay >= firstDueDay, {
    path: ['untilDay'],
    message: 'is before the first day',
  })
  .refine(
    ({ kind, expectedKinds, expectedSkus }) =>
      kind === 'treatment' || expectedKinds.length + expectedSkus.length === 0,
    { path: ['expectedKinds'], message: 'are only for a treatment' },
  );
export type WrittenStep = z.output<typeof writtenStep>;

/** What a person writes, whether a new protocol or a new version of one. */
export const protocolFields = {
  title: line(200),
  etiologies: z.array(z.enum(etiologies)).min(1, 'has none chosen').refine(isUnique, NOT_TWICE),
  steps: z.array(writtenStep).min(1, 'has none yet').max(30, 'has more than 30'),
  assessmentIntervalDays: z.int().min(1).max(90).nullable(),
  reviewPoints: z
    .array(
      z.strictObject({
        week: z.int().min(1).max(52),
        leastReductionPercent: z.int().min(1).max(100),
      }),
    )
    .max(6, 'has more than 6')
    .refine((points) => isUnique(points.map(({ week }) => week)), NOT_TWICE),
  toleranceDays: z.int().min(0).max(14),
  source: line(500),
  asOf: civilDate,
};
