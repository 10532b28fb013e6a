import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { chartParts, disclosure, disclosureFields } from './disclosure.ts';

const dayOrNull = civilDate.nullish().transform((on) => on ?? null);

/** A file that the byte port gives by its digest. Its name names nobody. */
const madeFile = z.object({ digest: z.string(), byteLength: z.int(), fileName: z.string() });

/** Both files, which can be fetched once the disclosure is written down. */
export const givenOut = z.object({
  disclosure,
  pdf: madeFile,
  zip: madeFile,
  /** Files that the chart names and the store had not, by their place in the ZIP. */
  missing: z.array(z.string()),
});
export type GivenOut = z.output<typeof givenOut>;

const failures = {
  UnknownPatient: noDetails,
  /** The basis names a paper, and nothing says which. */
  BasisNoteMissing: noDetails,
} as const;

const ofPatient = ({ patientId }: { readonly patientId: string }) => ({
  patientId,
  entityType: 'disclosure',
});

export const disclosureOperations = {
  'disclosures.chart': job({
    summary: 'Write a chart, or parts of it, as one PDF and a ZIP of files, and log the disclosure',
    asksPin: true,
    permission: 'charts.disclose',
    input: z.strictObject({
      patientId: uuid(),
      ...disclosureFields,
      parts: z.array(z.enum(chartParts)).default([...chartParts]),
      /** What was done on these days; who the patient is and the lists of the chart have no days. */
      fromOn: dayOrNull,
      toOn: dayOrNull,
      /** The other charts of the same person go along; where they do not, the cover says so. */
      withLinked: z.boolean().default(true),
    }),
    output: givenOut,
    failures: { ...failures, ImpossibleDays: noDetails },
    subject: ofPatient,
  }),
  'disclosures.defencePacket': job({
    summary: 'Write what defends one application in an audit, and log the disclosure',
    asksPin: true,
    permission: 'charts.disclose',
    input: z.strictObject({ patientId: uuid(), treatmentRecordId: uuid(), ...disclosureFields }),
    output: givenOut,
    /** The record is not there, or is another patient's. */
    failures: { ...failures, UnknownRecord: noDetails },
    subject: ({ patientId, treatmentRecordId }) => ({
      patientId,
      entityType: 'treatmentRecord',
      entityId: treatmentRecordId,
    }),
  }),
  'disclosures.list': query({
    summary: 'What of a chart was given out, to whom and why, newest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.array(disclosure),
    failures: { UnknownPatient: noDetails },
    subject: ofPatient,
  }),
  'disclosures.accounting': job({
    summary: 'Write the accounting of what of a chart was given out as a PDF',
    asksPin: true,
    permission: 'charts.disclose',
    input: z.strictObject({ patientId: uuid() }),
    output: madeFile,
    failures: { UnknownPatient: noDetails },
    subject: ofPatient,
  }),
} as const;
