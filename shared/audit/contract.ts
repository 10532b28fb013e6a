import { z } from 'zod';
import { job, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
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
});
export type AuditFilter = z.output<typeof auditFilter>;

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
