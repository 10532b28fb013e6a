import { z } from 'zod';
import { uuid } from '../base/uuid.ts';

export const auditFindingKinds = [
  'changed',
  'deleted',
  'inserted',
  'reordered',
  'rewritten',
  'cut',
  'forgedHead',
  'beginningChanged',
  'unguarded',
  'unreadable',
  'restored',
  'split',
  'unchained',
] as const;
export type AuditFindingKind = (typeof auditFindingKinds)[number];

/** One thing that was found in the audit trail. Never what was in a chart. */
export const auditFinding = z.object({
  kind: z.enum(auditFindingKinds),
  /** A `note` is how things are where nobody did anything wrong, such as after a restored backup. */
  severity: z.enum(['problem', 'note']),
  /** Null where it is about no one chain. */
  chainId: uuid().nullable(),
  /** The place in its chain of the first event that is concerned; null where there is none. */
  chainNumber: z.int().nullable(),
  /** So many events, as far as that can be known. */
  count: z.int(),
  /** The first event that is concerned; where it is gone, the one before it. */
  event: z.object({ id: uuid(), occurredAt: z.iso.datetime(), operation: z.string() }).nullable(),
  what: z.string(),
  toDo: z.string(),
});
export type AuditFinding = z.output<typeof auditFinding>;

/** The events of one computer, from when it began to write them in a chain. */
export const auditChain = z.object({
  chainId: uuid(),
  /** As its people call the computer; null where it never was a device of a site. */
  deviceName: z.string().nullable(),
  isThisComputer: z.boolean(),
  cause: z.enum(['installation', 'device', 'restore', 'fork']).nullable(),
  beganAt: z.iso.datetime().nullable(),
  /** Number of the last event here. */
  lastNumber: z.int(),
  /** Up to where, and when, its computer last signed it. */
  signedNumber: z.int().nullable(),
  signedAt: z.iso.datetime().nullable(),
});
export type AuditChain = z.output<typeof auditChain>;

export const auditReport = z.object({
  checkedAt: z.iso.datetime(),
  /** Nothing was found but notes. */
  isWhole: z.boolean(),
  /** How many events were looked at, and how many of them are from before there were chains. */
  events: z.int(),
  unchainedEvents: z.int(),
  /** Signed heads that were compared: those in the trail, of the sync server, and of backups. */
  heads: z.int(),
  chains: z.array(auditChain),
  /** Problems before notes, and of each chain what comes first in it first; at most 100. */
  findings: z.array(auditFinding),
});
export type AuditReport = z.output<typeof auditReport>;
