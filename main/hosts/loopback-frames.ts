import { z } from 'zod';
import { bytePurposes } from '../../shared/base/bridge.ts';

const seq = z.int().nonnegative();

/** The first message of a browser, in answer to our `{hello}`. */
export const identification = z.strictObject({
  id: z.string().max(64),
  nonce: z.string().max(64),
  proof: z.string().max(64),
});

/** What a proven browser may send as text: a call, or the wish for a file's bytes. */
export const textRequest = z.union([
  z.strictObject({ seq, name: z.string(), input: z.unknown().optional() }),
  z.strictObject({ seq, get: z.string() }),
]);

/** The header of the one binary message a browser sends. */
export const putHeader = z.strictObject({ seq, put: z.enum(bytePurposes) });
