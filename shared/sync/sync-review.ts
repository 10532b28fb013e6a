import { z } from 'zod';
import { uuid } from '../base/uuid.ts';

const side = z.object({
  userId: uuid().nullable(),
  userName: z.string().nullable(),
  deviceId: uuid().nullable(),
  /** What people call the computer it was written on. */
  deviceName: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  rows: z.array(
    z.object({
      entity: z.string(),
      rowKey: z.string(),
      op: z.enum(['i', 'u', 'd']).nullable(),
      values: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const SETTLEMENT_CHOICES = ['keepStanding', 'takeArriving', 'both', 'noted'] as const;

export const syncReview = z.object({
  id: uuid(),
  kind: z.string(),
  isBlocking: z.boolean(),
  entity: z.string(),
  rowKey: z.string(),
  patientId: uuid().nullable(),
  patientName: z.string().nullable(),
  /** The record as people call it, and where it lies; null for what is of no wound or order. */
  record: z.object({
    words: z.string().nullable(),
    woundId: uuid().nullable(),
    orderId: uuid().nullable(),
  }),
  raisedAt: z.iso.datetime(),
  standing: side,
  arriving: side,
  /** What ids in the rows of both sides stand for: staff, wounds, orders, places, by id. */
  names: z.record(z.string(), z.string()),
  /** What can be chosen here. */
  choices: z.array(z.enum(SETTLEMENT_CHOICES)),
  /** Those of them that write into a signed record, or strike one out: they need the PIN. */
  signedChoices: z.array(z.enum(SETTLEMENT_CHOICES)),
  settlement: z
    .object({
      choice: z.enum(SETTLEMENT_CHOICES),
      note: z.string().nullable(),
      settledByName: z.string(),
      settledAt: z.iso.datetime(),
    })
    .nullable(),
});
export type SyncReview = z.output<typeof syncReview>;
