import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, job, noDetails, query } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { recall } from '../safety/contract.ts';
import { askedPacks, keptQuestion, trace, tracedPatient, usedOnPatient } from './trace.ts';

/** A question that was asked, what came of it, and how long the answer took. */
export const recallDrill = z.object({
  id: uuid(),
  asked: keptQuestion,
  productName: z.string().nullable(),
  /** Nobody is called and nothing quarantined. */
  isExercise: z.boolean(),
  askedByName: z.string(),
  askedAt: z.iso.datetime(),
  /** From the question to the answer on the screen. */
  answeredMs: z.int(),
  patientCount: z.int(),
  treatmentCount: z.int(),
  piecesLeft: z.int(),
  quarantinedPieces: z.int(),
  finishedAt: z.iso.datetime().nullable(),
  finishedByName: z.string().nullable(),
  note: z.string().nullable(),
});
export type RecallDrill = z.output<typeof recallDrill>;

const HOUR_MS = 3_600_000;

/** Why and by whose word something is recalled. */
export const quarantineFields = {
  reason: line(500),
  source: line(300),
  sinceOn: civilDate,
};

const ofProduct = ({ productId }: { readonly productId: string }) => ({
  entityType: 'product',
  entityId: productId,
});

const ofDrill = (drillId: string | undefined) => ({ entityType: 'recallDrill', entityId: drillId });

/** A file that the byte port gives by its digest. */
const exportedList = z.object({ digest: z.string(), fileName: z.string(), rowCount: z.int() });

export const recallOperations = {
  'recalls.trace': query({
    summary: 'Where recalled packs of a product went: patients, and what is left in stock',
    permission: 'stock.read',
    readsChart: true,
    input: askedPacks.extend({
      /** Lists the records too that do not say which pack it was. */
      includesUnsaid: z.boolean().default(false),
    }),
    output: trace,
    failures: {
      /** Neither the catalogue, nor the stock, nor any record knows the product. */
      UnknownProduct: noDetails,
    },
    subject: ({ productId }, traced) => ({
      ...ofProduct({ productId }),
      patientIds: traced?.patients?.map(({ id }) => id),
    }),
  }),
  'recalls.usedOn': query({
    summary: 'Everything that was ever used on a patient, newest first, voided records too',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.object({ patient: tracedPatient, used: z.array(usedOnPatient) }),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId }),
  }),
  'recalls.recordDrill': command({
    summary: 'Write down that a recall was traced and how long the answer took',
    permission: 'stock.read',
    input: z.strictObject({
      ...askedPacks.shape,
      isExercise: z.boolean(),
      answeredMs: z.int().min(0).max(HOUR_MS),
    }),
    output: recallDrill,
    failures: { UnknownProduct: noDetails },
    subject: (_input, drill) => ofDrill(drill?.id),
  }),
  'recalls.finishDrill': command({
    summary: 'Close a recall or an exercise, with a note',
    permission: 'stock.read',
    input: z.strictObject({ drillId: uuid(), note: optionalLine(500) }),
    output: recallDrill,
    failures: { UnknownDrill: noDetails, AlreadyFinished: recallDrill },
    subject: ({ drillId }) => ofDrill(drillId),
  }),
  'recalls.drills': query({
    summary: 'The recalls and exercises that were traced here, newest first',
    permission: 'stock.read',
    input: z.strictObject({ limit: z.int().min(1).max(500).default(50) }),
    output: z.array(recallDrill),
    failures: {},
  }),
  'recalls.quarantine': command({
    summary: 'Enter a recall and move what is left of it from the shelves into quarantine',
    permission: 'products.write',
    input: z.strictObject({
      ...askedPacks.shape,
      ...quarantineFields,
      /** Moves pieces too that do not say which pack they are. */
      includesUnsaid: z.boolean(),
      /** The drill that led to it, if any. */
      drillId: uuid().nullable(),
    }),
    output: z.object({
      /** In force for these packs, whether entered now or before. */
      recalls: z.array(recall),
      enteredCount: z.int(),
      movedPieces: z.int(),
      locationName: z.string(),
    }),
    failures: {
      UnknownProduct: noDetails,
      ImpossibleDate: noDetails,
      UnknownDrill: noDetails,
      /** An exercise moves nothing. */
      OnlyAnExercise: noDetails,
      NoQuarantine: noDetails,
    },
    subject: ofProduct,
  }),
  'recalls.exportCalls': job({
    summary: 'Write the call list of a recall as a CSV file',
    asksPin: true,
    permission: 'charts.read',
    input: askedPacks.extend({ includesUnsaid: z.boolean().default(false) }),
    output: exportedList,
    failures: { UnknownProduct: noDetails },
  }),
  'recalls.exportUsed': job({
    summary: 'Write everything that was ever used on a patient as a CSV file',
    asksPin: true,
    permission: 'charts.read',
    input: z.strictObject({ patientId: uuid() }),
    output: exportedList,
    failures: { UnknownPatient: noDetails },
  }),
} as const;
