import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import type { JobContext } from '../platform/context.ts';

export type BatchJob = JobContext & { readonly actor: Actor };

/** How far the making of a batch is. */
export const batchCursor = z.object({
  batchId: z.uuid(),
  /** The patient up to whom candidates are listed; null before the first. */
  listedTo: z.uuid().nullable(),
  isListed: z.boolean(),
  /** Candidates that are listed. */
  total: z.int(),
  /** Candidates that are through. */
  after: z.int(),
  position: z.int(),
  notReady: z.int(),
  isSealed: z.boolean(),
});
export type BatchCursor = z.output<typeof batchCursor>;
