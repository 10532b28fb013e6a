import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, optionalLine, textOrNull } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { etiologies } from '../wounds/wound.ts';
import { answerKinds, checklistKeys } from './checklist.ts';

const month = z.string().regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, 'is no month (YYYY-MM)');
const itemKey = z.enum(checklistKeys);
const uuidOrNull = uuid()
  .nullish()
  .transform((id) => id ?? null);

/** Which signed treatment records are reviewed. */
export const sampleRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('random'),
    month,
    perClinician: z.int().min(1).max(50),
  }),
  z.strictObject({
    kind: z.literal('filter'),
    fromOn: civilDate,
    toOn: civilDate,
    recordedBy: uuidOrNull,
    /** Product code (SKU). */
    productId: optionalLine(100),
    etiology: z
      .enum(etiologies)
      .nullish()
      .transform((etiology) => etiology ?? null),
    onlyLateEntries: z.boolean().default(false),
    atMost: z.int().min(1).max(200),
  }),
]);

/** The same as it was drawn by: everything said, nothing left to fill in. */
const drawnRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('random'), month, perClinician: z.int() }),
  z.object({
    kind: z.literal('filter'),
    fromOn: civilDate,
    toOn: civilDate,
    recordedBy: uuid().nullable(),
    productId: z.string().nullable(),
    etiology: z.enum(etiologies).nullable(),
    onlyLateEntries: z.boolean(),
    atMost: z.int(),
  }),
]);
export type SampleRule = z.output<typeof drawnRule>;

export const qualitySample = z.object({
  id: uuid(),
  title: z.string(),
  rule: drawnRule,
  drawnByName: z.string(),
  drawnAt: z.iso.datetime(),
  recordCount: z.int(),
  reviewedCount: z.int(),
  openFindingCount: z.int(),
});
export type QualitySample = z.output<typeof qualitySample>;

export const qualityFinding = z.object({
  id: uuid(),
  itemKey: z.string(),
  finding: z.string(),
  followUpOn: civilDate.nullable(),
  closedAt: z.iso.datetime().nullable(),
  closedByName: z.string().nullable(),
  closingNote: z.string().nullable(),
});
export type QualityFinding = z.output<typeof qualityFinding>;

const reviewedRecord = {
  treatmentRecordId: uuid(),
  patientId: uuid(),
  patientFirstName: z.string(),
  patientLastName: z.string(),
  patientBirthOn: civilDate,
  dateApplied: civilDate,
  productName: z.string(),
  recordedBy: uuid(),
  recordedByName: z.string(),
};

export const qualityReview = z.object({
  id: uuid(),
  sampleId: uuid(),
  ...reviewedRecord,
  answers: z.partialRecord(itemKey, z.enum(answerKinds)),
  comment: z.string().nullable(),
  findings: z.array(qualityFinding),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  version: z.int(),
});
export type QualityReview = z.output<typeof qualityReview>;

const openFinding = qualityFinding.extend({ reviewId: uuid(), ...reviewedRecord });

const counts = { met: z.int(), notMet: z.int(), notApplicable: z.int() };

/** What reviews that were finished in some months found. */
export const qualityResults = z.object({
  months: z.array(z.object({ month, reviewed: z.int(), findings: z.int(), ...counts })),
  items: z.array(z.object({ itemKey, ...counts })),
  clinicians: z.array(
    z.object({ userId: uuid(), name: z.string(), reviewed: z.int(), findings: z.int(), ...counts }),
  ),
});
export type QualityResults = z.output<typeof qualityResults>;

const ofSample = (id: string | undefined) => ({ entityType: 'qualitySample', entityId: id });

export const qualityOperations = {
  'quality.drawSample': command({
    summary: 'Draw signed treatment records for review, by chance or by a filter',
    permission: 'quality.review',
    input: z.strictObject({ title: line(120), rule: sampleRule }),
    output: qualitySample,
    failures: { NothingFits: noDetails, ImpossibleDate: noDetails },
    subject: (_input, drawn) => ofSample(drawn?.id),
  }),
  'quality.samples': query({
    summary: 'Samples that were drawn, newest first, and how far their review is',
    permission: 'quality.review',
    input: z.strictObject({}),
    output: z.array(qualitySample),
    failures: {},
  }),
  'quality.reviews': query({
    summary: 'The reviews of a sample, open ones first',
    permission: 'quality.review',
    readsChart: true,
    input: z.strictObject({ sampleId: uuid() }),
    output: z.array(qualityReview),
    failures: { UnknownSample: noDetails },
    subject: ({ sampleId }, reviews) => ({
      ...ofSample(sampleId),
      patientIds: [...new Set(reviews?.map(({ patientId }) => patientId))],
    }),
  }),
  'quality.getReview': query({
    summary: 'One review with its findings',
    permission: 'quality.review',
    readsChart: true,
    input: z.strictObject({ reviewId: uuid() }),
    output: qualityReview,
    failures: { UnknownReview: noDetails },
    subject: ({ reviewId }, review) => ({
      patientId: review?.patientId,
      entityType: 'qualityReview',
      entityId: reviewId,
    }),
  }),
  'quality.saveReview': command({
    summary: 'Keep the answers and findings of a review, and finish it',
    permission: 'quality.review',
    input: z.strictObject({
      reviewId: uuid(),
      seen: z.int(),
      answers: z.partialRecord(itemKey, z.enum(answerKinds)),
      comment: textOrNull(),
      findings: z
        .array(z.strictObject({ itemKey, finding: line(1000), followUpOn: civilDate.nullable() }))
        .max(checklistKeys.length),
      isFinished: z.boolean(),
    }),
    output: qualityReview,
    failures: {
      UnknownReview: noDetails,
      Stale: qualityReview,
      OwnRecord: noDetails,
      AlreadyFinished: noDetails,
      /** Questions without an answer, or not met without a finding. */
      Incomplete: z.object({ itemKeys: z.array(itemKey) }),
      TwoFindings: noDetails,
    },
    subject: ({ reviewId }, review) => ({
      patientId: review?.patientId,
      entityType: 'qualityReview',
      entityId: reviewId,
    }),
  }),
  'quality.closeFinding': command({
    summary: 'Say what became of a finding',
    permission: 'quality.review',
    input: z.strictObject({ findingId: uuid(), note: line(1000) }),
    output: qualityFinding,
    failures: { UnknownFinding: noDetails, AlreadyClosed: noDetails },
    subject: ({ findingId }) => ({ entityType: 'qualityFinding', entityId: findingId }),
  }),
  'quality.openFindings': query({
    summary: 'Findings of finished reviews that nobody has closed, those due first',
    permission: 'quality.review',
    readsChart: true,
    input: z.strictObject({ limit: z.int().min(1).max(500).default(200) }),
    output: z.array(openFinding),
    failures: {},
    subject: (_input, found) => ({
      entityType: 'qualityFinding',
      patientIds: [...new Set(found?.map(({ patientId }) => patientId))],
    }),
  }),
  'quality.results': query({
    summary: 'What reviews found, by month, question and clinician',
    permission: 'quality.review',
    input: z.strictObject({ fromMonth: month, toMonth: month }),
    output: qualityResults,
    failures: {},
  }),
} as const;
