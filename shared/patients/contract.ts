import { z } from 'zod';
import { allergy } from '../allergies/contract.ts';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { chartRestriction, glassBreak } from '../glass/contract.ts';
import { order } from '../orders/contract.ts';
import { treatmentRecord } from '../treatments/treatment-record.ts';
import { correctedPatientDetails, patient, patientDetails } from './patient.ts';
import { patientSaying } from './patient-link.ts';
import { uuid } from '../base/uuid.ts';

const confirmedNotDuplicate = z.boolean().default(false);

/** What a chart holds of its own; a linked one keeps it too. */
const chartContent = {
  patient,
  /** The newest first; `treatments.list` pages through the rest. */
  treatments: z.array(treatmentRecord),
  treatmentCount: z.int(),
  orders: z.array(order),
};

/** The same person, registered once more. */
export const linkedChart = z.object({
  ...chartContent,
  /** Null where the two are linked only by way of a third chart. */
  link: patientSaying.nullable(),
});
export type LinkedChart = z.output<typeof linkedChart>;

export const chart = z.object({
  ...chartContent,
  /** Of this chart and of every linked one; `patientId` tells in which an allergy stands. */
  allergies: z.array(allergy),
  linkedCharts: z.array(linkedChart),
  /** Where new records of the person go; null without a linked chart, or where nobody has said. */
  preferredPatientId: uuid().nullable(),
  /** How many other registrations could be the same person; 0 for those who may not settle that. */
  possibleDuplicates: z.int(),
  /** Of this chart, or of a linked one; null where neither is restricted. */
  restriction: chartRestriction.nullable(),
  /** That whoever reads it opened it by breaking the glass; null where they did not. */
  glassBroken: glassBreak.nullable(),
});
export type Chart = z.output<typeof chart>;

/** Somebody who may be registered already, and why. */
export const likelyDuplicate = patient.extend({ reasons: z.array(z.string()) });
export type LikelyDuplicate = z.output<typeof likelyDuplicate>;

/** Enough to tell a patient from others, and no more: whoever finds need not see a chart. */
export const foundPatient = patient
  .pick({
    id: true,
    mrn: true,
    firstName: true,
    lastName: true,
    birthOn: true,
    sex: true,
    deceasedOn: true,
  })
  .extend({
    /** Null also for those who may not read charts. */
    lastTreatedOn: civilDate.nullable(),
    /** The other charts of the same person; all of them are among those found. */
    linkedPatientIds: z.array(uuid()),
  });
export type FoundPatient = z.output<typeof foundPatient>;

const ofPatient = (patientId: string | undefined) => ({
  patientId,
  entityType: 'patient',
  entityId: patientId,
});

export const patientOperations = {
  'patients.create': command({
    summary: 'Register a patient; warns of a likely duplicate by name and birth date, or MRN',
    permission: 'patients.write',
    input: z.strictObject({ ...patientDetails, confirmedNotDuplicate }),
    output: patient,
    failures: { LikelyDuplicate: z.array(likelyDuplicate), ImpossibleDate: noDetails },
    subject: (_input, created) => ofPatient(created?.id),
  }),
  'patients.correct': command({
    summary: "Correct a patient's details; what stood before is kept",
    permission: 'patients.write',
    input: z.strictObject({
      patientId: uuid(),
      seen: z.int(),
      ...correctedPatientDetails,
      confirmedNotDuplicate,
    }),
    output: patient,
    failures: {
      UnknownPatient: noDetails,
      Stale: patient,
      LikelyDuplicate: z.array(likelyDuplicate),
      ImpossibleDate: noDetails,
    },
    subject: ({ patientId }) => ofPatient(patientId),
  }),
  'patients.markDeceased': command({
    summary: 'Record the day a patient died, or with null take it back',
    permission: 'patients.write',
    input: z.strictObject({ patientId: uuid(), seen: z.int(), deceasedOn: civilDate.nullable() }),
    output: patient,
    failures: { UnknownPatient: noDetails, Stale: patient, ImpossibleDate: noDetails },
    subject: ({ patientId }) => ofPatient(patientId),
  }),
  'patients.find': query({
    summary: 'Patients whose name or MRN has words that begin as typed, or with that birth date',
    permission: 'patients.find',
    findsPeople: true,
    input: z.strictObject({
      text: z.string().max(200).default(''),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.array(foundPatient),
    failures: {},
  }),
  'patients.getChart': query({
    summary: 'A chart with the charts linked to it: identity, allergies, newest treatments, orders',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: chart,
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }, shown) =>
      shown === undefined || shown.linkedCharts.length === 0
        ? ofPatient(patientId)
        : {
            patientId,
            patientIds: [patientId, ...shown.linkedCharts.map((each) => each.patient.id)],
            entityType: 'patient',
          },
  }),
} as const;
