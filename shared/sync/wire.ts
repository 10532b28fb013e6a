import { z } from 'zod';
import { NUMBER_KINDS } from './number-leases.ts';

/** Counts up with every change of what is said over the wire; test/sync-wire.test.ts asks for it. */
export const PROTOCOL = 1;

/** Of one push: the server refuses more with `tooLarge`. */
export const MOST_CHANGES = 2000;
export const MOST_PUSH_BYTES = 8 * 1024 * 1024;
/** Control numbers of one request. */
export const MOST_LEASED = 100_000;
/** Entries of one immutable segment of the log: segment k holds k·1024+1 … (k+1)·1024. */
export const SEGMENT_ENTRIES = 1024;

const seq = z.number().int().nonnegative();
const number = z.number().int().nonnegative();
const chain = z.string().regex(/^([0-9a-f]{64})?$/);
const stampText = z.string().regex(/^\d{1,19}$/);

export const enrolRequest = z.object({
  code: z.string().min(1).max(40),
  deviceId: z.uuid(),
  deviceName: z.string().min(1).max(100),
  /** Ed25519, JSON Web Key: x alone. */
  publicKey: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string().max(60) }),
});

export const enrolReply = z.object({
  siteId: z.uuid(),
  siteName: z.string(),
  /** False: nobody has pushed anything yet, and this device's records become the site's. */
  hasRecords: z.boolean(),
  epoch: z.number().int().positive(),
});

/** `assertion` is a JWT signed with the device's key: iss the device, aud the server's URL, jti, exp. */
export const tokenRequest = z.object({ assertion: z.string().max(2000) });
export const tokenReply = z.object({ token: z.string(), expiresAtMs: z.number().int() });

export const helloReply = z.object({
  protocol: z.number().int(),
  oldestProtocol: z.number().int(),
  serverTimeMs: z.number().int(),
  epoch: z.number().int().positive(),
  /** First place at which the log differs from the caller's epoch; null when the epochs agree. */
  epochBase: seq.nullable(),
  head: seq,
  maxStamp: stampText,
  ackedNumber: number,
  ackedChain: chain,
  schemaVersion: z.number().int(),
  /** Newest snapshot to begin from; null when the log alone is short enough. */
  snapshotId: z.uuid().nullable(),
  /** Up to where the log is in a verified backup elsewhere; older outbox entries may be forgotten. */
  durableSeq: seq,
});

export type Hello = z.infer<typeof helloReply>;

export const pushReply = z.object({
  ackedNumber: number,
  ackedChain: chain,
  /** Changes whose clock ran ahead, with the stamp that counts. */
  restamped: z.array(z.tuple([number, stampText])),
  /** First and last place that this push took in the log; null when nothing was new. */
  seqs: z.tuple([seq, seq]).nullable(),
  /** Changes that did not simply apply, with what became of them. */
  notApplied: z.array(z.tuple([number, z.enum(['merged', 'held', 'quarantined', 'waiting'])])),
  head: seq,
  maxStamp: stampText,
});

export type PushReply = z.infer<typeof pushReply>;

/** To a relay: how many entries the log did not have yet. */
export const relayReply = z.object({ taken: number, head: seq, maxStamp: stampText });

export const waitReply = z.object({ head: seq, epoch: z.number().int().positive() });

export const snapshotReply = z.object({
  id: z.uuid(),
  seq,
  epoch: z.number().int().positive(),
  schemaVersion: z.number().int(),
  chunks: z.array(
    z.object({
      index: z.number().int().nonnegative(),
      table: z.string(),
      rows: z.number().int().nonnegative(),
      /** Of the bytes as sent. */
      byteLength: z.number().int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type SnapshotManifest = z.infer<typeof snapshotReply>;

/** By table: 256 sums over the rows' digests, as decimal text. */
export const digestReply = z.object({
  seq,
  tables: z.record(z.string(), z.object({ rows: z.number().int(), buckets: z.array(z.string()) })),
});

export type SiteDigest = z.infer<typeof digestReply>;

/** Rows of one question for what they hold. */
export const MOST_ROWS_ASKED = 200;

const rowKeyText = z.string().min(2).max(2000);
const tableName = z.string().min(1).max(63);

/** Where the sums of a table differ: which rows are in these buckets. */
export const rowDigestsRequest = z.object({
  table: tableName,
  buckets: z.array(z.number().int().min(0).max(255)).min(1).max(256),
});

/** Each: the row's key as lines have it, and the digest of what it holds, as decimal text. */
export const rowDigestsReply = z.object({ seq, rows: z.array(z.tuple([z.string(), z.string()])) });

export const rowsRequest = z.object({
  rows: z.array(z.object({ table: tableName, key: rowKeyText })).max(MOST_ROWS_ASKED),
});

export const rowsReply = z.object({
  seq,
  /** Those that are there: as JSON text, with the change that each register stands by. */
  rows: z.array(
    z.object({
      table: z.string(),
      key: z.string(),
      digest: z.string(),
      row: z.string(),
      registers: z.array(
        z.object({ field: z.string(), deviceId: z.uuid(), number, stamp: stampText }),
      ),
    }),
  ),
});

export type RowsReply = z.infer<typeof rowsReply>;

export const deviceListing = z.array(
  z.object({
    deviceId: z.uuid(),
    deviceName: z.string(),
    enrolledAtMs: z.number().int(),
    lastSeenAtMs: z.number().int().nullable(),
    ackedNumber: number,
    revokedAtMs: z.number().int().nullable(),
  }),
);

const fileDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** Of one question about files. */
export const MOST_FILES_ASKED = 500;

/** What a device will bring if it is not there, and what it wants. */
export const fileStatesRequest = z.object({
  have: z.array(fileDigest).max(MOST_FILES_ASKED),
  want: z.array(fileDigest).max(MOST_FILES_ASKED),
});

export const fileStatesReply = z.object({
  /** Of all asked: those of which the server holds every byte, looked at. */
  there: z.array(fileDigest),
  /** Of those wanted and not there: the computers that said they have them. */
  elsewhere: z.array(z.object({ digest: fileDigest, deviceName: z.string() })),
});

export type FileStates = z.infer<typeof fileStatesReply>;

export const codeReply = z.object({ code: z.string(), expiresAtMs: z.number().int() });

/** Control numbers for this device alone; `above` is the greatest that it knows to be anybody's. */
export const leaseRequest = z.object({
  kind: z.enum(NUMBER_KINDS),
  count: z.number().int().min(1).max(MOST_LEASED),
  above: number,
});
export const leaseReply = z.object({ firstNumber: number, lastNumber: number });

/**
 * What the server says instead of doing what it was asked. Never for the content of a change: that is
 * taken, and quarantined if need be.
 */
export const refusal = z.discriminatedUnion('code', [
  z.object({ code: z.literal('unauthorized') }),
  z.object({ code: z.literal('forbidden') }),
  z.object({ code: z.literal('badCode') }),
  z.object({ code: z.literal('revoked') }),
  z.object({ code: z.literal('notFound') }),
  z.object({ code: z.literal('malformed'), message: z.string() }),
  z.object({ code: z.literal('tooLarge'), mostChanges: z.number(), mostBytes: z.number() }),
  z.object({ code: z.literal('gap'), ackedNumber: number }),
  z.object({ code: z.literal('fork'), ackedNumber: number }),
  z.object({ code: z.literal('epoch'), epoch: z.number().int(), epochBase: seq }),
  z.object({ code: z.literal('protocol'), protocol: z.number(), oldestProtocol: z.number() }),
  z.object({ code: z.literal('busy'), retryAfterMs: z.number().int() }),
  z.object({ code: z.literal('unavailable'), retryAfterMs: z.number().int() }),
]);

export type Refusal = z.infer<typeof refusal>;

/** Headers beside the bodies. */
export const HEADERS = {
  protocol: 'caretrail-protocol',
  epoch: 'caretrail-epoch',
  /** Chain up to the change before the first of a push. */
  chain: 'caretrail-chain',
  /** The device's signature over the chain after the last line of a push, base64url. */
  signature: 'caretrail-signature',
  /** Of a push that another device of the site brings: whose changes they are, and whose signature. */
  behalf: 'caretrail-on-behalf-of',
  /** Of every reply: the server's clock, in milliseconds since 1970. */
  time: 'caretrail-time',
} as const;
