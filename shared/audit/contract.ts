import { z } from 'zod';
import { job, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { glassReasons } from '../glass/glass.ts';
import { auditChain, auditReport } from './verify-report.ts';

export const auditEvent = z.object({
  id: uuid(),
  occurredAt: z.iso.datetime(),
  /** Of the clock of the computer that wrote it; null for events of releases that did not keep it. */
  utcOffsetMinutes: z.int().nullable(),
  host: z.string(),
  userId: uuid().nullable(),
  userName: z.string().nullable(),
  operation: z.string(),
  kind: z.string(),
  outcome: z.enum(['ok', 'refused', 'failed']),
  failureCode: z.string().nullable(),
  patientId: uuid().nullable(),
  entityType: z.string().nullable(),
  entityId: z.string().nullable(),
  incident: z.string().nullable(),
  /** In the words of whoever did it, where the operation asks why; null where it does not. */
  reason: z.string().nullable(),
  /** Why the person had broken the glass of that chart when they did this; null where they had not. */
  glassBroken: z.object({ reason: z.enum(glassReasons), note: z.string().nullable() }).nullable(),
  /** Its place in the chain of the computer that wrote it; null for events from before there were chains. */
  chainId: uuid().nullable(),
  chainNumber: z.int().nullable(),
  /** As people call that computer; null where it never was a device of a site. */
  deviceName: z.string().nullable(),
});
export type AuditEvent = z.output<typeof auditEvent>;

function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? null);
}

/** Which events are asked for: all that are left out or null leave it open. */
export const auditFilter = z.object({
  patientId: optional(uuid()),
  userId: optional(uuid()),
  /** Names of operations, such as `patients.getChart`. */
  operations: optional(z.array(z.string().min(1).max(100)).min(1).max(300)),
  outcome: optional(z.enum(['ok', 'refused', 'failed'])),
  /** From this instant on, and up to but not with that one. */
  from: optional(z.iso.datetime()),
  until: optional(z.iso.datetime()),
  /** Those of one computer (`audit.chains`). */
  chainId: optional(uuid()),
  /** Those of people who had broken the glass of the chart. */
  withBrokenGlass: optional(z.literal(true)),
});
export type AuditFilter = z.output<typeof auditFilter>;

/** Stands behind an event in the order newest first. */
const eventPlace = z.strictObject({ occurredAt: z.iso.datetime(), id: uuid() });
export type EventPlace = z.output<typeof eventPlace>;

/** Where so many or more fit, nobody counts on: it would take longer than the page itself. */
export const COUNTED_EVENTS = 10_000;

const namedPatient = z.object({
  id: uuid(),
  firstName: z.string(),
  lastName: z.string(),
  mrn: z.string().nullable(),
});

/** An event with the name of whom it is about, null where it is about nobody who is here. */
export const namedEvent = auditEvent.extend({
  patient: namedPatient.nullable(),
  /** Whose sign-in or rights it is about; null where it is about neither. */
  aboutPerson: z.string().nullable(),
});
export type NamedEvent = z.output<typeof namedEvent>;

/** What one person did with one chart; looking into the audit trail is none of it. */
export const chartViewer = z.object({
  /** Null: nobody was signed in. */
  userId: uuid().nullable(),
  userName: z.string().nullable(),
  /** In how many minutes they opened it: one opening may ask for the chart more than once. */
  openedCount: z.int(),
  /** How often they were shown another part of it, such as its photos, or gave it out. */
  seenCount: z.int(),
  changedCount: z.int(),
  /** How often they broke its glass. */
  glassBrokenCount: z.int(),
  /** How often they were refused, or it failed. */
  refusedCount: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type ChartViewer = z.output<typeof chartViewer>;

export const auditExport = z.object({
  /** SHA-256 of the file, by which the byte port gives it. */
  digest: z.string(),
  byteLength: z.int(),
  /** Tells the day and names nobody. */
  fileName: z.string(),
  eventCount: z.int(),
  /** This computer's signed head as it stands in the file; bytes are hexadecimal. */
  head: z
    .object({
      chainId: uuid(),
      chainNumber: z.int(),
      hash: z.string(),
      signedAt: z.iso.datetime(),
      signature: z.string(),
      publicKey: z.string(),
    })
    .nullable(),
});
export type AuditExport = z.output<typeof auditExport>;

function ofTrail({ patientId }: { readonly patientId: string | null }) {
  return { entityType: 'auditTrail', ...(patientId !== null && { patientId }) };
}

export const auditOperations = {
  'audit.list': query({
    summary: 'Who did or saw what, newest first',
    permission: 'audit.read',
    input: z.strictObject({
      ...auditFilter.shape,
      limit: z.int().min(1).max(1000).default(200),
      offset: z.int().min(0).default(0),
    }),
    output: z.array(auditEvent),
    failures: {},
  }),
  'audit.chains': query({
    summary: 'The computers whose audit events are here, each with its chain, oldest first',
    permission: 'audit.read',
    input: z.strictObject({}),
    output: z.array(auditChain),
    failures: {},
  }),
  'audit.search': query({
    summary: 'Who did or saw what with the names of patients, a page at a time, newest first',
    permission: 'audit.read',
    findsPeople: true,
    input: z.strictObject({
      ...auditFilter.shape,
      /** The last event of the page before; what is written meanwhile moves no page. */
      before: optional(eventPlace),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      events: z.array(namedEvent),
      /** The place after which the next page begins; null on the last. */
      next: eventPlace.nullable(),
      /** How many fit on all pages together, counted up to `COUNTED_EVENTS`. */
      total: z.int(),
    }),
    failures: {},
    subject: ofTrail,
  }),
  'audit.people': query({
    summary: 'Everybody whose doings may be in the audit trail, by name',
    permission: 'audit.read',
    input: z.strictObject({}),
    output: z.array(z.object({ id: uuid(), displayName: z.string() })),
    failures: {},
  }),
  'audit.chartViewers': query({
    summary: 'Who saw or changed a chart, how often, first and last',
    permission: 'audit.read',
    findsPeople: true,
    input: z.strictObject({ patientId: uuid() }),
    output: z.object({ patient: namedPatient, viewers: z.array(chartViewer) }),
    failures: { UnknownPatient: noDetails },
    subject: ofTrail,
  }),
  'audit.export': job({
    summary: 'Write audit events into a CSV file with the signed heads of the chains',
    permission: 'audit.read',
    asksPin: true,
    input: z.strictObject(auditFilter.shape),
    output: auditExport,
    failures: { NothingToExport: noDetails },
    subject: ofTrail,
  }),
  'audit.verify': job({
    summary: 'Check that no audit event was changed, deleted, inserted or moved',
    permission: 'audit.read',
    isAllowedReadOnly: true,
    input: z.strictObject({}),
    output: auditReport,
    failures: {},
    subject: () => ({ entityType: 'auditTrail' }),
  }),
} as const;
