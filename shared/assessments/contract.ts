import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { photosWithRecord } from '../photos/taken-photo.ts';
import { amendmentKinds } from '../signing/record-state.ts';
import { assessmentFields, woundAssessment } from './assessment.ts';

const ofAssessment = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'woundAssessment',
  entityId: id,
});

const contentFailures = {
  UnknownWound: noDetails,
  ImpossibleDate: noDetails,
  /** A stage on a wound that is no pressure injury, or one below an earlier stage. */
  StageNotAllowed: noDetails,
  /** Sizes that need `confirmedUnusual`, in words. */
  UnusualSize: z.object({ problems: z.array(z.string()) }),
  /** The method says how a size was measured, and one of the two is missing. */
  IncompleteSize: noDetails,
  TissueNotWhole: noDetails,
  UnknownCode: noDetails,
} as const;

const confirmedUnusual = z.boolean().default(false);

/** One of the photos that came along cannot be bound so; `digest` says which. */
const photoRefused = z.object({ digest: z.string() });

/** A new assessment, and those of its photos that it could not take, with why. */
const recordedAssessment = woundAssessment.extend({
  photosLeftOut: z.array(z.object({ digest: z.string(), message: z.string() })),
});
export type RecordedAssessment = z.output<typeof recordedAssessment>;

export const assessmentOperations = {
  'assessments.record': command({
    summary: 'Record how a wound looks, with the photos that were handed in for it',
    permission: 'treatments.write',
    input: z.strictObject({
      woundId: uuid(),
      ...assessmentFields,
      confirmedUnusual,
      photos: photosWithRecord,
    }),
    output: recordedAssessment,
    failures: { ...contentFailures, WoundNotOpen: noDetails, PhotoRefused: photoRefused },
    subject: (_input, recorded) => ofAssessment(recorded?.patientId, recorded?.id),
  }),
  'assessments.correct': command({
    summary: 'Correct an unsigned assessment; what stood before is kept',
    permission: 'treatments.write',
    input: z.strictObject({
      assessmentId: uuid(),
      seen: z.int(),
      reason: line(500),
      ...assessmentFields,
      confirmedUnusual,
    }),
    output: woundAssessment,
    failures: {
      UnknownRecord: noDetails,
      Stale: woundAssessment,
      AlreadySigned: noDetails,
      AlreadyVoided: noDetails,
      ...contentFailures,
    },
    subject: ({ assessmentId }, corrected) => ofAssessment(corrected?.patientId, assessmentId),
  }),
  'assessments.amend': command({
    summary: 'Amend a signed assessment; the original stays readable',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({
      assessmentId: uuid(),
      kind: z.enum(amendmentKinds),
      reason: line(500),
      /** Words of a clarification, a finding or a late entry. */
      note: assessmentFields.notes,
      /** All fields as they should be; only for a correction. */
      content: z.strictObject(assessmentFields).nullable(),
      /** The newest correction that was seen, or null. */
      supersedes: uuid().nullable(),
      confirmedUnusual,
      /** Photos that the amendment brings. */
      photos: photosWithRecord,
      pin: z.string().max(64),
    }),
    output: woundAssessment,
    failures: {
      UnknownRecord: noDetails,
      NotSigned: noDetails,
      AlreadyVoided: noDetails,
      NothingSaid: noDetails,
      Stale: woundAssessment,
      ...pinFailures,
      PhotoRefused: photoRefused,
      ...contentFailures,
    },
    subject: ({ assessmentId }, amended) => ofAssessment(amended?.patientId, assessmentId),
  }),
  'assessments.void': command({
    summary: 'Strike out an assessment that was recorded by mistake; it stays readable',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({
      assessmentId: uuid(),
      seen: z.int(),
      reason: line(500),
      pin: z.string().max(64),
    }),
    output: woundAssessment,
    failures: {
      UnknownRecord: noDetails,
      Stale: woundAssessment,
      NotYours: noDetails,
      AlreadyVoided: noDetails,
      ...pinFailures,
    },
    subject: ({ assessmentId }, voided) => ofAssessment(voided?.patientId, assessmentId),
  }),
  'assessments.get': query({
    summary: 'One assessment with its scores',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ assessmentId: uuid() }),
    output: woundAssessment,
    failures: { UnknownRecord: noDetails },
    subject: ({ assessmentId }, found) => ofAssessment(found?.patientId, assessmentId),
  }),
  'assessments.list': query({
    summary: 'All assessments of a wound, newest first, voided ones included',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ woundId: uuid() }),
    output: z.array(woundAssessment),
    failures: { UnknownWound: noDetails },
    subject: (_input, found) => ofAssessment(found?.[0]?.patientId, undefined),
  }),
  'assessments.versions': query({
    summary: 'What stood in an assessment before each correction, newest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ assessmentId: uuid() }),
    output: z.array(
      z.object({
        version: z.int(),
        assessment: woundAssessment,
        reason: z.string(),
        replacedByName: z.string(),
        replacedAt: z.iso.datetime(),
      }),
    ),
    failures: { UnknownRecord: noDetails },
    subject: ({ assessmentId }, versions) =>
      ofAssessment(versions?.[0]?.assessment.patientId, assessmentId),
  }),
} as const;
