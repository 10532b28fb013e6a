import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, storableText } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { documentKinds, handedInFields } from './handed-in-document.ts';

export const signerRelations = ['patient', 'guardian', 'representative'] as const;

export const chartDocument = z.object({
  id: uuid(),
  patientId: uuid(),
  woundId: uuid().nullable(),
  treatmentRecordId: uuid().nullable(),
  amendmentId: uuid().nullable(),
  kind: z.enum(documentKinds),
  title: z.string(),
  documentOn: civilDate,
  /** By which the byte port gives the file; for a consent signed here the image of the signature. */
  digest: z.string(),
  thumbnailDigest: z.string().nullable(),
  mediaType: z.string(),
  byteLength: z.int(),
  pageCount: z.int().nullable(),
  /** The words that were signed; null for a file from elsewhere. */
  statement: z.string().nullable(),
  signerName: z.string().nullable(),
  signerRelation: z.enum(signerRelations).nullable(),
  signedAt: z.iso.datetime().nullable(),
  witnessName: z.string().nullable(),
  addedByName: z.string(),
  createdAt: z.iso.datetime(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
});
export type ChartDocument = z.output<typeof chartDocument>;

const ofDocument = (patientId: string | undefined, id: string | undefined) => ({
  patientId,
  entityType: 'chartDocument',
  entityId: id,
});

const idOrNull = () =>
  uuid()
    .nullish()
    .transform((id) => id ?? null);

const attachedTo = {
  patientId: uuid(),
  woundId: idOrNull(),
  treatmentRecordId: idOrNull(),
  amendmentId: idOrNull(),
};

const attachFailures = {
  UnknownPatient: noDetails,
  /** The wound or the treatment is not this patient's. */
  NotThisPatients: noDetails,
  UnknownFile: noDetails,
  /** The amendment is of another record. */
  UnknownAmendment: noDetails,
  AlreadySigned: noDetails,
  AlreadyVoided: noDetails,
  ImpossibleDate: noDetails,
} as const;

export const documentOperations = {
  'documents.add': command({
    summary: 'Attach a document that was handed in (bytes.put) to a chart',
    permission: 'treatments.write',
    input: z.strictObject({ ...attachedTo, ...handedInFields }),
    output: chartDocument,
    failures: attachFailures,
    subject: ({ patientId }, added) => ofDocument(patientId, added?.id),
  }),
  'documents.signConsent': command({
    summary: 'Keep a consent that was signed on this screen, with its words and its witness',
    permission: 'treatments.write',
    input: z.strictObject({
      ...attachedTo,
      title: handedInFields.title,
      statement: storableText(20_000).trim().min(1, 'is missing'),
      signerName: line(200),
      signerRelation: z.enum(signerRelations),
      /** The image of the signature, handed in as `signature`. */
      digest: handedInFields.digest,
      /** Who saw it being signed, besides whoever is signed in; left out, nobody. */
      witnessName: line(200)
        .nullish()
        .transform((name) => name ?? null),
    }),
    output: chartDocument,
    failures: attachFailures,
    subject: ({ patientId }, added) => ofDocument(patientId, added?.id),
  }),
  'documents.void': command({
    summary: 'Strike out a document that was attached by mistake; it stays readable',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({ documentId: uuid(), reason: line(500), pin: z.string().max(64) }),
    output: chartDocument,
    failures: {
      UnknownDocument: noDetails,
      AlreadyVoided: noDetails,
      ...pinFailures,
    },
    subject: ({ documentId }, voided) => ofDocument(voided?.patientId, documentId),
  }),
  'documents.list': query({
    summary: "A chart's documents, newest first",
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.array(chartDocument),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ofDocument(patientId, undefined),
  }),
} as const;
