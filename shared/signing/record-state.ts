import { z } from 'zod';
import { uuid } from '../base/uuid.ts';

/** What is signed: both lie in the chart and follow the same rules. */
export const recordKinds = ['treatment', 'assessment'] as const;
export type RecordKind = (typeof recordKinds)[number];

export const amendmentKinds = [
  'correction',
  'clarification',
  'additionalFinding',
  'lateEntry',
] as const;
export type AmendmentKind = (typeof amendmentKinds)[number];

/** Where a saved record stands. A record that has none of these instants is unsigned. */
export const signingFields = {
  signedAt: z.iso.datetime().nullable(),
  signedBy: uuid().nullable(),
  signedByName: z.string().nullable(),
  needsCosignature: z.boolean(),
  cosignedAt: z.iso.datetime().nullable(),
  cosignedByName: z.string().nullable(),
  voidedAt: z.iso.datetime().nullable(),
  voidedByName: z.string().nullable(),
  voidReason: z.string().nullable(),
  isLateEntry: z.boolean(),
  /** How many amendments the record has; its fields show the newest correction. */
  amendmentCount: z.int(),
};

export const signingState = z.object(signingFields);
export type SigningState = z.output<typeof signingState>;

export type RecordState = 'unsigned' | 'awaitingCosignature' | 'signed' | 'voided';

/** The one state that a record is shown in; voided goes before all. */
export function recordStateOf(
  record: Pick<SigningState, 'signedAt' | 'needsCosignature' | 'cosignedAt' | 'voidedAt'>,
): RecordState {
  if (record.voidedAt !== null) return 'voided';
  if (record.signedAt === null) return 'unsigned';
  return record.needsCosignature && record.cosignedAt === null ? 'awaitingCosignature' : 'signed';
}
