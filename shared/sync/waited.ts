import { z } from 'zod';
import type { TextDigest } from './chain.ts';
import { type ChangeLine, OUTCOMES, type Outcome } from './line.ts';
import { idOfDigest } from './review-lines.ts';
import { formatRowKey } from './row-key.ts';
import { formatStamp } from './stamps.ts';

/** A change that had waited for a release that knows it, and what became of it there. */
export type WaitedChange = {
  /** Its place in the log, where it stands as `waiting` for good. */
  readonly seq: number;
  readonly number: number;
  /** As it counts. */
  readonly stamp: bigint;
  readonly outcome: Outcome;
  /** The very bytes that its device wrote. */
  readonly line: string;
};

/** A transaction that had waited, as `sync_decisions` has it. */
export type WaitedTransaction = {
  readonly deviceId: string;
  readonly changes: readonly WaitedChange[];
};

export const DECISIONS = 'sync_decisions';

const decisionRow = z.object({
  device_id: z.uuid(),
  changes: z.array(
    z.object({
      seq: z.number().int(),
      number: z.number().int(),
      stamp: z.string().regex(/^\d{1,19}$/),
      outcome: z.enum(OUTCOMES),
      line: z.string(),
    }),
  ),
});

/** What a line of the server's says became of a transaction; null for any other line. */
export function parseDecision({ k, o, v }: ChangeLine): WaitedTransaction | null {
  if (k !== DECISIONS || o !== 'i') return null;
  const parsed = decisionRow.safeParse(v);
  if (!parsed.success) return null;
  const { device_id: deviceId, changes } = parsed.data;
  return { deviceId, changes: changes.map((each) => ({ ...each, stamp: BigInt(each.stamp) })) };
}

export type DecisionWriting = {
  /** Of the server's own count. */
  readonly number: number;
  readonly stamp: bigint;
  readonly schemaVersion: number;
  readonly digest: TextDigest;
};

/** The line of the server's by which everybody gets to know what became of a transaction that had waited. */
export function decisionLine(
  { deviceId, changes }: WaitedTransaction,
  { number, stamp, schemaVersion, digest }: DecisionWriting,
): string {
  const numbers = changes.map((each) => each.number);
  // The same for the same outcomes, however often the server comes to them.
  const id = idOfDigest(
    digest(JSON.stringify([deviceId, changes.map((each) => [each.number, each.outcome])])),
  );
  const line: ChangeLine = {
    n: number,
    t: number,
    s: formatStamp(stamp),
    k: DECISIONS,
    r: formatRowKey([id]),
    o: 'i',
    b: {},
    v: {
      id,
      device_id: deviceId,
      first_number: Math.min(...numbers),
      last_number: Math.max(...numbers),
      is_taken_up: changes.some(({ outcome }) => outcome === 'applied' || outcome === 'merged'),
      changes: changes.map((each) => ({ ...each, stamp: formatStamp(each.stamp) })),
    },
    u: null,
    m: schemaVersion,
  };
  return JSON.stringify(line);
}
