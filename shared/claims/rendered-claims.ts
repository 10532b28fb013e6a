import { z } from 'zod';

export const renderedFormats = ['cms1500', 'cms1500Preview', 'hl7'] as const;
export type RenderedFormat = (typeof renderedFormats)[number];

/** Most refused claims that an answer lists; beyond it they are only counted. */
export const MOST_REFUSED_CLAIMS = 200;

const refused = z.array(z.object({ controlNumber: z.string(), messages: z.array(z.string()) }));

export const refusedClaims = z.object({ refused });

export const renderedClaims = z.object({
  /** The files in their order, each by the SHA-256 by which the byte port gives it. */
  files: z.array(z.object({ digest: z.string(), byteLength: z.int(), pageCount: z.int() })),
  /** The file that HL7 charges stand in in the outbox; null without one. */
  outboxFile: z.string().nullable(),
  claimCount: z.int(),
  refusedCount: z.int(),
  /** What the format cannot hold, and why. */
  refused,
});
export type RenderedClaims = z.output<typeof renderedClaims>;
