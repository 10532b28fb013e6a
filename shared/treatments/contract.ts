import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { correctedTreatmentFields, treatmentFields, treatmentRecord } from './treatment-record.ts';
import { uuid } from '../base/uuid.ts';

/** What a user must decide about when more is used than the order still holds. */
export const overuseDetails = z.object({
  quantityOrdered: z.int(),
  quantityRemaining: z.int(),
  quantityUsed: z.int(),
});

const treatmentFailures = {
  UnknownPatient: noDetails,
  UnknownOrder: noDetails,
  OrderOfAnotherPatient: noDetails,
  NotOnOrder: noDetails,
  ImpossibleDate: noDetails,
  MoreThanOrdered: overuseDetails,
} as const;

const ofRecord = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'treatmentRecord',
  entityId: id,
});

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
    failures: { UnknownRecord: noDetails, Stale: treatmentRecord, ...treatmentFailures },
    subject: ({ treatmentRecordId }, corrected, details) => {
      // A stale version shows the record as it is now.
      const shown = treatmentRecord.safeParse(details).data;
      return ofRecord((corrected ?? shown)?.patientId, treatmentRecordId);
    },
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
