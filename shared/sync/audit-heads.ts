import { z } from 'zod';

const hex = z.string().regex(/^[0-9a-f]*$/);

/** What the server answers of the audit trail: the signed head with the greatest number of each chain. */
export const auditHeadsReply = z.array(
  z.object({
    chainId: z.uuid(),
    chainNumber: z.int().positive(),
    hash: hex,
    signedAt: z.iso.datetime(),
    signature: hex,
  }),
);
export type AuditHeads = z.output<typeof auditHeadsReply>;
