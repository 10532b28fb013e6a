import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { amendmentKinds, recordKinds } from './record-state.ts';

const pin = z.string().max(64);

/** A record as whoever signs saw it. */
const seenRecord = z.strictObject({ kind: z.enum(recordKinds), id: uuid(), seen: z.int() });

/** The same with how many amendments it had: amending changes no version. */
const seenWithAmendments = seenRecord.extend({ amendmentCount: z.int().min(0).default(0) });

export const signature = z.object({
  id: uuid(),
  meaning: z.enum(['author', 'cosigner', 'amender']),
  signerName: z.string(),
  signerCredential: z.string().nullable(),
  signedAt: z.iso.datetime(),
  attestation: z.string(),
  contentDigest: z.string(),
  /** What an amender signed, or the correction that a co-signer did; else null. */
  amendmentId: uuid().nullable(),
});
export type Signature = z.output<typeof signature>;

export const amendment = z.object({
  id: uuid(),
  kind: z.enum(amendmentKinds),
  reason: z.string(),
  note: z.string().nullable(),
  /** The whole content as a correction makes it, in the shape of the record; null for other kinds. */
  content: z.json().nullable(),
  supersedes: uuid().nullable(),
  amendedByName: z.string(),
  amendedByCredential: z.string().nullable(),
  amendedAt: z.iso.datetime(),
});
export type Amendment = z.output<typeof amendment>;

/** A record that waits for a signature, with enough to know it by. */
export const waitingRecord = z.object({
  kind: z.enum(recordKinds),
  id: uuid(),
  version: z.int(),
  patientId: uuid(),
  patientFirstName: z.string(),
  patientLastName: z.string(),
  patientBirthOn: civilDate,
  /** The day it is about. */
  occurredOn: civilDate,
  /** A few words: the product used, or the wound assessed. */
  title: z.string(),
  recordedByName: z.string(),
  recordedAt: z.iso.datetime(),
  isLateEntry: z.boolean(),
  /** How many amendments it has. */
  amendmentCount: z.int(),
});
export type WaitingRecord = z.output<typeof waitingRecord>;

export const signingSettings = z.object({
  lateEntryHours: z.int(),
  nurseCosignature: z.enum(['none', 'skinSubstitutes', 'all']),
  version: z.int(),
});
export type SigningSettings = z.output<typeof signingSettings>;

const signingFailures = {
  ...pinFailures,
  UnknownRecord: noDetails,
  /** The ids of records that were changed since they were seen. */
  Stale: z.object({ ids: z.array(uuid()) }),
  AlreadyVoided: noDetails,
} as const;

export const signingOperations = {
  'signing.sign': command({
    summary: 'Sign own records; from then on they never change',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({ records: z.array(seenRecord).min(1).max(100), pin }),
    output: z.object({ signedCount: z.int() }),
    failures: {
      ...signingFailures,
      NotYours: noDetails,
      AlreadySigned: noDetails,
      ImportedRecord: noDetails,
    },
    subject: ({ records }) => ({ entityType: 'signature', entityId: records[0]?.id }),
  }),
  'signing.cosign': command({
    summary: "Co-sign other people's signed records, as their newest correction shows them",
    permission: 'records.cosign',
    holdsSecret: true,
    input: z.strictObject({ records: z.array(seenWithAmendments).min(1).max(100), pin }),
    output: z.object({ signedCount: z.int() }),
    failures: {
      ...signingFailures,
      NotSigned: noDetails,
      OwnRecord: noDetails,
      AlreadySigned: noDetails,
    },
    subject: ({ records }) => ({ entityType: 'signature', entityId: records[0]?.id }),
  }),
  'signing.worklist': query({
    summary: 'What waits for my signature and what waits for my co-signature, oldest first',
    permission: 'treatments.write',
    readsChart: true,
    input: z.strictObject({ limit: z.int().min(1).max(500).default(200) }),
    output: z.object({
      toSign: z.array(waitingRecord),
      toCosign: z.array(waitingRecord),
      toSignCount: z.int(),
      toCosignCount: z.int(),
    }),
    failures: {},
    subject: (_input, waiting) => ({
      patientIds: [
        ...new Set(
          [...(waiting?.toSign ?? []), ...(waiting?.toCosign ?? [])].map((each) => each.patientId),
        ),
      ],
      entityType: 'signature',
    }),
  }),
  'signing.counts': query({
    summary: 'How many records wait for my signature and for my co-signature',
    permission: 'treatments.write',
    input: z.strictObject({}),
    output: z.object({ toSignCount: z.int(), toCosignCount: z.int() }),
    failures: {},
  }),
  'signing.history': query({
    summary: 'Signatures and amendments of a record, oldest first',
    permission: 'charts.read',
    readsChart: true,
    input: z.strictObject({ kind: z.enum(recordKinds), id: uuid() }),
    output: z.object({
      patientId: uuid(),
      signatures: z.array(signature),
      amendments: z.array(amendment),
      /** The content as it was signed, before any amendment, in the shape of the record. */
      original: z.json(),
    }),
    failures: { UnknownRecord: noDetails },
    subject: ({ kind, id }, history) => ({
      patientId: history?.patientId,
      entityType: kind === 'treatment' ? 'treatmentRecord' : 'woundAssessment',
      entityId: id,
    }),
  }),
  'signing.settings': query({
    summary: 'How the site signs',
    permission: 'signedIn',
    input: z.strictObject({}),
    output: signingSettings,
    failures: {},
  }),
  'signing.changeSettings': command({
    summary: 'Change how the site signs',
    permission: 'rules.manage',
    input: z.strictObject({
      seen: z.int(),
      lateEntryHours: z.int().min(1).max(720),
      nurseCosignature: z.enum(['none', 'skinSubstitutes', 'all']),
    }),
    output: signingSettings,
    failures: { Stale: signingSettings },
    subject: () => ({ entityType: 'signingSettings' }),
  }),
} as const;
