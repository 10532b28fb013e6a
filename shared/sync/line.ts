import { z } from 'zod';
import { plainChange, plainHead } from './plain-line.ts';

/** What made a change: a device's n-th. */
export type ChangeId = `${string}:${number}`;

const base = z.record(z.string(), z.string());

/** A change as its device wrote it down, one line of JSON. Names are short: there are millions. */
export const changeLine = z.object({
  /** The device's count, without gaps. */
  n: z.number().int().positive(),
  /** Number of the last change of the same transaction. */
  t: z.number().int().positive(),
  /** Hybrid stamp; as text, because JSON's numbers end at 2^53. */
  s: z.string().regex(/^\d{1,19}$/),
  /** Table. */
  k: z.string().min(1).max(63),
  /** The primary key's values as a JSON array, as text. */
  r: z.string().min(2).max(2000),
  /** Insert, update or delete. */
  o: z.enum(['i', 'u', 'd']),
  /** By register: the change that the author saw; nothing for the insert of the row. */
  b: base,
  /** Columns as this change sets them. */
  v: z.record(z.string(), z.unknown()),
  /** Who did it; null where the program itself did. */
  u: z.uuid().nullable(),
  /** The number of the newest migration of whoever wrote it. */
  m: z.number().int().positive(),
});

export type ChangeLine = z.infer<typeof changeLine>;

/** A line's meaning, or null when it is none: the line is kept all the same. */
export function parseChange(line: string): ChangeLine | null {
  try {
    const value: unknown = JSON.parse(line);
    const plain = plainChange(value);
    if (plain) return plain;
    const parsed = changeLine.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const OUTCOMES = ['applied', 'merged', 'held', 'quarantined', 'waiting'] as const;

/**
 * What became of a change: `applied` as it is; `merged`, some of its values being older than what
 * stands; `held` for people to settle; `quarantined`, it could not be taken up; `waiting` for a release
 * that knows what it is.
 */
export type Outcome = (typeof OUTCOMES)[number];

export const entryHead = z.object({
  /** Place in the site's log. */
  q: z.number().int().positive(),
  /** The device that made the change; the nil id for the server's own. */
  d: z.uuid(),
  /** The stamp as it counts. */
  s: z.string().regex(/^\d{1,19}$/),
  x: z.enum(OUTCOMES),
  /** When the server took it, in milliseconds since 1970. */
  a: z.number().int(),
});

/** One entry of a site's log. `line` holds the very bytes that the device wrote. */
export type LogEntry = {
  readonly seq: number;
  readonly deviceId: string;
  readonly stamp: bigint;
  readonly outcome: Outcome;
  readonly receivedAtMs: number;
  readonly line: string;
};

/** One line of the log as it goes over the wire, without its end of line. */
export function formatEntry({ seq, deviceId, stamp, outcome, ...rest }: LogEntry): string {
  const head = { q: seq, d: deviceId, s: String(stamp), x: outcome, a: rest.receivedAtMs };
  return `${JSON.stringify(head)}\t${rest.line}`;
}

/** Null for what is no entry; its line may still be none that this release understands. */
export function parseEntry(text: string): LogEntry | null {
  const end = text.indexOf('\t');
  if (end === -1) return null;
  try {
    const value: unknown = JSON.parse(text.slice(0, end));
    const head = plainHead(value) ?? entryHead.safeParse(value).data;
    if (!head) return null;
    const { q, d, s, x, a } = head;
    const line = text.slice(end + 1);
    return { seq: q, deviceId: d, stamp: BigInt(s), outcome: x, receivedAtMs: a, line };
  } catch {
    return null;
  }
}

/** The device id under which the server's own entries stand: reviews, and nothing of a chart. */
export const SERVER_DEVICE = '00000000-0000-0000-0000-000000000000';
