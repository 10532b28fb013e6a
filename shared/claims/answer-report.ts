import { z } from 'zod';
import { uuid } from '../base/uuid.ts';

/** What a payer's answer said, and what became of it here. */
export const answerReport = z.object({
  kind: z.enum(['999', '277CA']),
  /** Claims that it moved. */
  acknowledged: z.int(),
  rejected: z.int(),
  /** Said before, by this file or another. */
  unchanged: z.int(),
  /** Of no claim of ours. */
  unknown: z.int(),
  /** Claims whose treatments are on another claim by now: they stay as they are. */
  contradicted: z.array(z.object({ claimId: uuid(), controlNumber: z.string() })),
  rejectedClaims: z.array(
    z.object({ claimId: uuid(), controlNumber: z.string(), reasons: z.array(z.string()) }),
  ),
  /** Sentences on whole files and transaction sets. */
  notes: z.array(z.string()),
});
export type AnswerReport = z.output<typeof answerReport>;
