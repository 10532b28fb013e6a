import { z } from 'zod';
import { bytePurposes } from '../../shared/base/bridge.ts';

const seq = z.int().nonnegative();

/** What a proven caller may send as text: a call, or the wish for a file's bytes. */
export const textRequest = z.union([
  z.strictObject({ seq, name: z.string(), input: z.unknown().optional() }),
  z.strictObject({ seq, get: z.string() }),
]);

/** The header of the one binary message that a caller sends. */
export const putHeader = z.strictObject({ seq, put: z.enum(bytePurposes) });
