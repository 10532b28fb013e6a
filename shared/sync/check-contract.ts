import { z } from 'zod';
import { command, noDetails } from '../base/contract.ts';

/** How the comparison of all records with the server's stands. */
export const checkStatus = z.object({
  isRunning: z.boolean(),
  /** Rows so far; `total` is 0 until the server has said how many it has. */
  done: z.int(),
  total: z.int(),
  /** The last one since the start did not get to its end. */
  wasStopped: z.boolean(),
  /** Rows of the last one that did: compared, and what became of those that differed. */
  last: z
    .object({
      finishedAt: z.iso.datetime(),
      compared: z.int(),
      fetched: z.int(),
      setAside: z.int(),
      left: z.int(),
    })
    .nullable(),
});
export type CheckStatus = z.output<typeof checkStatus>;

export const checkOperations = {
  'sync.check': command({
    summary: 'Compare all records with the server’s, and fetch again what differs',
    permission: 'signedIn',
    isUnaudited: true,
    input: z.strictObject({}),
    output: z.object({}),
    failures: { NotEnrolled: noDetails },
  }),
  'sync.stopCheck': command({
    summary: 'Stop comparing records with the server’s',
    permission: 'signedIn',
    isUnaudited: true,
    input: z.strictObject({}),
    output: z.object({}),
    failures: {},
  }),
} as const;
