import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, textOrNull } from '../base/text.ts';
import { documentsWithRecord } from '../documents/handed-in-document.ts';
import { concern } from '../safety/concern.ts';
import { scopeFailures } from '../scope/contract.ts';
import { amendmentKinds } from '../signing/record-state.ts';
import {
  correctedTreatmentFields,
  treatmentFields,
  type TreatmentRecord,
  treatmentRecord,
} from './treatment-record.ts';
import { uuid } from '../base/uuid.ts';

/** What a user must decide about when more is used than the order still holds. */
export const overuseDetails = z.object({
  quantityOrdered: z.int(),
  quantityRemaining: z.int(),
  quantityUsed: z.int(),
});

/** Opened area, and what applied and discarded area come to. */
export const areaDetails = z.object({ openedMm2: z.int(), accountedMm2: z.int() });

const treatmentFailures = {
  UnknownPatient: noDetails,
  UnknownOrder: noDetails,
  OrderOfAnotherPatient: noDetails,
  NotOnOrder: noDetails,
  ImpossibleDate: noDetails,
  MoreThanOrdered: overuseDetails,
  UnknownWound: noDetails,
  WoundOfAnotherPatient: noDetails,
  UnknownPerformer: noDetails,
  AreasDoNotAddUp: areaDetails,
  DiscardReasonMissing: noDetails,
  ...scopeFailures,
  /** What speaks against it and has no reason yet; with one for each it is recorded. */
  ReasonNeeded: z.object({ concerns: z.array(concern) }),
} as const;

const ofRecord = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'treatmentRecord',
  entityId: id,
});

/** A stale version shows the record as it is now. */
function ofChanged(
  { treatmentRecordId }: { readonly treatmentRecordId: string },
  changed: TreatmentRecord | undefined,
  details: unknown,
) {
  const shown = treatmentRecord.safeParse(details).data;
  return ofRecord((changed ?? shown)?.patientId, treatmentRecordId);
}

export const treatmentOperations = {
  'treatments.record': command({
    summary: 'Record that a product from an order was used on a patient',
    permission: 'treatments.write',
    input: z.strictObject({ patientId: uuid(), ...treatmentFields }),
    output: treatmentRecord,
    failures: treatmentFailures,
    subject: ({ patientId }, recorded) => ofRecord(patientId, recorded?.id),
  }),
  'treatments.correct': command({
    summary: 'Correct an unsigned record; what stood before is kept',
    permission: 'treatments.write',
    input: z.strictObject({
      treatmentRecordId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      reason: line(500),
      ...correctedTreatmentFields,
    }),
    output: treatmentRecord,
    failures: {
      UnknownRecord: noDetails,
      Stale: treatmentRecord,
      AlreadySigned: noDetails,
      AlreadyVoided: noDetails,
      ...treatmentFailures,
    },
    subject: ofChanged,
  }),
  'treatments.amend': command({
    summary: 'Amend a signed record; the original stays readable',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({
      treatmentRecordId: uuid(),
      kind: z.enum(amendmentKinds),
      reason: line(500),
      /** Words of a clarification, a finding or a late entry; null for a correction. */
      note: textOrNull(),
      /** All fields as they should be; only for a correction. */
      content: z.strictObject(correctedTreatmentFields).nullable(),
      /** The newest correction that was seen, or null. */
      supersedes: uuid().nullable(),
      /** Documents that the amendment brings. */
      documents: documentsWithRecord,
      pin: z.string().max(64),
    }),
    output: treatmentRecord,
    failures: {
      UnknownRecord: noDetails,
      NotSigned: noDetails,
      AlreadyVoided: noDetails,
      NothingSaid: noDetails,
      Stale: treatmentRecord,
      /** One of the documents that came along cannot be attached so; `digest` says which. */
      DocumentRefused: z.object({ digest: z.string() }),
      ...pinFailures,
      ...treatmentFailures,
    },
    subject: ofChanged,
  }),
  'treatments.void': command({
    summary: 'Strike out a record that was made by mistake; it stays readable',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({
      treatmentRecordId: uuid(),
      seen: z.int(),
      reason: line(500),
      pin: z.string().max(64),
    }),
    output: treatmentRecord,
    failures: {
      UnknownRecord: noDetails,
      Stale: treatmentRecord,
      NotYours: noDetails,
      AlreadyVoided: noDetails,
      ...pinFailures,
    },
    subject: ofChanged,
  }),
  'treatments.get': query({
    summary: 'One treatment record',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ treatmentRecordId: uuid() }),
    output: treatmentRecord,
    failures: { UnknownRecord: noDetails },
    subject: ({ treatmentRecordId }, found) => ofRecord(found?.patientId, treatmentRecordId),
  }),
  'treatments.list': query({
    summary: 'All treatments of a patient, newest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({
      patientId: uuid(),
      limit: z.int().min(1).max(1000).default(200),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ records: z.array(treatmentRecord), total: z.int() }),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId, entityType: 'treatmentRecord' }),
  }),
  'treatments.versions': query({
    summary: 'What stood in a record before each correction, newest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ treatmentRecordId: uuid() }),
    output: z.array(
      z.object({
        version: z.int(),
        record: treatmentRecord,
        reason: z.string(),
        replacedByName: z.string(),
        replacedAt: z.iso.datetime(),
      }),
    ),
    failures: { UnknownRecord: noDetails },
    subject: ({ treatmentRecordId }, versions) =>
      ofRecord(versions?.[0]?.record.patientId, treatmentRecordId),
  }),
  'treatments.repeatLast': query({
    summary: "The patient's last treatment as a start for the next, if its order still holds some",
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z
      .object({
        from: treatmentRecord,
        /** The order to take from now: the same, or another of this patient that holds the product. */
        orderId: uuid().nullable(),
        orderNumber: z.string().nullable(),
        quantityRemaining: z.int(),
      })
      .nullable(),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId, entityType: 'treatmentRecord' }),
  }),
  'treatments.recentByClinician': query({
    summary: 'Treatments that a person recorded in the last 30 days, with the patients’ names',
    permission: 'charts.read',
    readsChart: true,
    isAcrossCharts: true,
    input: z.strictObject({
      userId: uuid(),
      days: z.int().min(1).max(366).default(30),
      limit: z.int().min(1).max(1000).default(500),
    }),
    output: z.array(
      treatmentRecord.extend({ patientFirstName: z.string(), patientLastName: z.string() }),
    ),
    failures: { UnknownUser: noDetails },
    subject: ({ userId }, records) => ({
      patientIds: records?.map(({ patientId }) => patientId),
      entityType: 'user',
      entityId: userId,
    }),
  }),
} as const;
