import { z } from 'zod';
import { job } from '../base/contract.ts';

/** What whoever helps with Caretrail needs to know: of the program and its keeping, and of no patient. */
export const supportBundle = z.object({
  /** All of it, as it is read on the screen and saved. */
  text: z.string(),
  /** Null where no file could be written, because the disk is full or the records are damaged. */
  file: z.object({ digest: z.string(), byteLength: z.int(), fileName: z.string() }).nullable(),
});
export type SupportBundle = z.output<typeof supportBundle>;

export const supportOperations = {
  'support.gather': job({
    summary: 'Gather versions, settings, sizes and the log, without anything of a chart',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({}),
    output: supportBundle,
    failures: {},
  }),
} as const;
