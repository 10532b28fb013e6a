import { z } from 'zod';
import { query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';

export const auditEvent = z.object({
  id: uuid(),
  occurredAt: z.iso.datetime(),
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
});
export type AuditEvent = z.output<typeof auditEvent>;

export const auditOperations = {
  'audit.list': query({
    summary: 'Who did or saw what, newest first',
    permission: 'audit.read',
    input: z.strictObject({
      patientId: z
        .uuid()
        .nullish()
        .transform((id) => id ?? null),
      userId: z
        .uuid()
        .nullish()
        .transform((id) => id ?? null),
      limit: z.int().min(1).max(1000).default(200),
      offset: z.int().min(0).default(0),
    }),
    output: z.array(auditEvent),
    failures: {},
  }),
} as const;
