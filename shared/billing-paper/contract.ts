import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, job, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { printOffset, printOffsetFields } from './print-offset.ts';

const ofOffset = (id: string | undefined) => ({ entityType: 'printOffset', entityId: id });

export const statementKinds = ['superbills', 'itemized'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** SHA-256 of a PDF, by which the byte port gives it. */
const madePdf = z.object({ digest: z.string(), byteLength: z.int(), pageCount: z.int() });

export const billingPaperOperations = {
  'printOffsets.list': query({
    summary: 'How each printer is off when it prints claim forms, by the name of the printer',
    permission: 'billing.export',
    input: z.strictObject({}),
    output: z.array(printOffset),
    failures: {},
  }),
  'printOffsets.add': command({
    summary: 'Say how a printer is off',
    permission: 'billing.export',
    input: z.strictObject(printOffsetFields),
    output: printOffset,
    failures: { NameTaken: noDetails },
    subject: (_input, added) => ofOffset(added?.id),
  }),
  'printOffsets.correct': command({
    summary: 'Correct the name of a printer or how it is off',
    permission: 'billing.export',
    input: z.strictObject({ printOffsetId: uuid(), seen: z.int(), ...printOffsetFields }),
    output: printOffset,
    failures: { UnknownPrinter: noDetails, Stale: printOffset, NameTaken: noDetails },
    subject: ({ printOffsetId }) => ofOffset(printOffsetId),
  }),
  'printOffsets.remove': command({
    summary: 'Forget a printer',
    permission: 'billing.export',
    input: z.strictObject({ printOffsetId: uuid(), seen: z.int() }),
    output: z.object({ printOffsetId: uuid() }),
    failures: { UnknownPrinter: noDetails, Stale: printOffset },
    subject: ({ printOffsetId }) => ofOffset(printOffsetId),
  }),
  'claims1500.alignmentPage': job({
    summary: 'Make the page by which a printer is aligned with the printed claim form',
    permission: 'billing.export',
    input: z.strictObject({
      /** The printer whose offset the page has; null for none. */
      printOffsetId: uuid().nullable(),
    }),
    output: madePdf,
    failures: { UnknownPrinter: noDetails },
    subject: ({ printOffsetId }) => ofOffset(printOffsetId ?? undefined),
  }),
  'statements.make': job({
    summary: 'Make the superbills of a patient’s visits, or one statement of all charges, as a PDF',
    asksPin: true,
    permission: 'billing.export',
    input: z
      .strictObject({
        patientId: uuid(),
        kind: z.enum(statementKinds),
        fromOn: civilDate,
        toOn: civilDate,
      })
      .refine(({ fromOn, toOn }) => fromOn <= toOn, {
        path: ['toOn'],
        message: 'is before the first day',
      }),
    output: madePdf,
    failures: {
      /** Nothing of these days is in a claim that stands. */
      NothingBilled: noDetails,
    },
    subject: ({ patientId }) => ({ patientId, entityType: 'patient', entityId: patientId }),
  }),
} as const;
