import { z } from 'zod';
import { pinFailures } from '../staff/pin.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { checkStatus } from './check-contract.ts';
import { SETTLEMENT_CHOICES, syncReview } from './sync-review.ts';

export const SYNC_STATES = [
  'off',
  'connecting',
  'sending',
  'onServer',
  'offline',
  'needsAttention',
] as const;

/** Why somebody is needed: the words for people are in `attention`. */
export const SYNC_ATTENTIONS = ['revoked', 'tooOld', 'serverTooOld', 'certificate'] as const;

const filesLeft = z.object({ files: z.int(), byteLength: z.int() });

const waiting = z.object({ changes: z.int(), oldestAt: z.iso.datetime().nullable() });

export const syncStatus = z.object({
  /**
   * `off`: of no site. `connecting`: no answer yet since the start, or the first after a while out of
   * reach. `sending`: the server answers, and does not have all yet. `onServer`: it has all that is here, with the trail. `offline` is nothing
   * unusual, and lasts until there is an answer.
   */
  state: z.enum(SYNC_STATES),
  attention: z.object({ code: z.enum(SYNC_ATTENTIONS), message: z.string() }).nullable(),
  serverUrl: z.string().nullable(),
  deviceId: uuid().nullable(),
  deviceName: z.string().nullable(),
  lastContactAt: z.iso.datetime().nullable(),
  /** This computer is asking the server just now. */
  isLooking: z.boolean(),
  /** What people wrote that the server has not said it holds; the oldest by its table. */
  unsent: waiting.extend({ oldestEntity: z.string().nullable() }),
  /** The same of what only the trail holds, such as who opened a chart. */
  trailUnsent: waiting,
  /** Null once the first sync is through. `total` may be 0 while nobody knows it yet. */
  firstSync: z
    .object({
      direction: z.enum(['send', 'fetch']),
      done: z.int(),
      total: z.int(),
      secondsLeft: z.int().nullable(),
    })
    .nullable(),
  /** How far this computer's clock is behind the server's; said only where it is minutes. */
  clockBehindMs: z.int().nullable(),
  reviews: z.object({ open: z.int(), blocking: z.int(), quarantined: z.int() }),
  /** Photos, documents and other files whose bytes have yet to travel. */
  files: z.object({
    toSend: filesLeft,
    toCome: filesLeft,
    /** Small pictures that are not here; they go before all files and are not counted as such. */
    thumbnailsToCome: z.int(),
    /** Of all these: what did not go, and is tried again later. */
    failed: z.int(),
    /** Bytes of the one that is on its way; null between two. */
    moving: z.object({ done: z.int(), total: z.int() }).nullable(),
  }),
  /** Changes of other computers that a restored server cannot take: it lacks what came before them. */
  unplaced: z.int(),
  /** The comparison of all records with the server's, once a day and when somebody asks; null without a site. */
  check: checkStatus.nullable(),
});
export type SyncStatus = z.output<typeof syncStatus>;

export const syncDevice = z.object({
  deviceId: uuid(),
  deviceName: z.string(),
  enrolledAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  isThisComputer: z.boolean(),
});
export type SyncDevice = z.output<typeof syncDevice>;

const fileDigest = z.string().regex(/^[0-9a-f]{64}$/);

export const fileState = z.object({
  digest: z.string(),
  isHere: z.boolean(),
  /** All bytes are there, as the server last said. */
  isOnServer: z.boolean(),
  byteLength: z.int().nullable(),
  /** How much of it came or went, while it is on its way. */
  movedBytes: z.int().nullable(),
  /** The computer that has it and has not brought it yet, where the server knows. */
  deviceName: z.string().nullable(),
  /** It did not go, and is tried again later. */
  hasFailed: z.boolean(),
});
export type FileState = z.output<typeof fileState>;

/** Records that say where they are; an order with its lines, a wound with its episodes. */
export const SYNCED_ENTITIES = [
  'patients',
  'wounds',
  'wound_assessments',
  'wound_photos',
  'treatment_records',
  'record_signatures',
  'chart_documents',
  'orders',
  'receipts',
  'stock_units',
  'claims',
] as const;
export type SyncedEntity = (typeof SYNCED_ENTITIES)[number];

export const recordState = z.object({
  id: uuid(),
  state: z.enum(['thisComputer', 'onServer', 'needsAttention']),
  onServerAt: z.iso.datetime().nullable(),
  /** What is to settle about it, the oldest first, and of which kind that one is. */
  reviewIds: z.array(uuid()),
  reviewKind: z.string().nullable(),
});
export type RecordState = z.output<typeof recordState>;

const ofSync = (id?: string) => ({ entityType: 'syncDevice', entityId: id });

const serverFailures = {
  NotEnrolled: noDetails,
  ServerUnreachable: noDetails,
  ServerRefused: noDetails,
} as const;

const enrolFailures = {
  WrongCode: noDetails,
  ServerUnreachable: noDetails,
  ServerRefused: noDetails,
  PlainHttp: noDetails,
  HoldsRecords: noDetails,
  NothingThere: noDetails,
  EnrolledAlready: noDetails,
} as const;

const enrolled = z.object({
  siteName: z.string(),
  deviceId: uuid(),
  /** True where the site's records come here; false where those here become the site's. */
  isJoining: z.boolean(),
  /** The backup file with what was set up here before; null where nothing made room. */
  setAsidePath: z.string().nullable(),
});

const enrolInput = { serverUrl: line(300), code: line(40), deviceName: line(100) };

const maySetAside = {
  /** What was set up here without any patient may make room for the records of the site, in a backup file. */
  maySetAside: z.boolean().default(false),
};

export const syncOperations = {
  'sync.status': query({
    summary: 'Whether this computer syncs with its site, and what the server does not have yet',
    permission: 'anyone',
    input: z.strictObject({}),
    output: syncStatus,
    failures: {},
  }),
  'sync.enrol': command({
    summary: 'Make this computer a device of a site, with a code from an administrator',
    permission: 'storage.manage',
    holdsSecret: true,
    input: z.strictObject({ ...enrolInput, ...maySetAside }),
    output: enrolled,
    failures: { ...enrolFailures, SetAsideNeeded: noDetails, NotSetAside: noDetails },
    subject: (_input, made) => ofSync(made?.deviceId),
  }),
  'sync.join': command({
    summary: 'Set up this computer as one more device of a site that has its records on a server',
    permission: 'anyone',
    holdsSecret: true,
    input: z.strictObject(enrolInput),
    output: enrolled,
    failures: { ...enrolFailures, AlreadySetUp: noDetails },
    subject: (_input, made) => ofSync(made?.deviceId),
  }),
  'sync.now': command({
    summary: 'Look at the server at once, however long the last failure asked to wait',
    permission: 'signedIn',
    isUnaudited: true,
    input: z.strictObject({}),
    output: z.object({}),
    failures: { NotEnrolled: noDetails },
  }),
  'sync.newCode': command({
    summary: 'A code with which one more computer becomes a device of this site',
    permission: 'storage.manage',
    holdsSecret: true,
    input: z.strictObject({}),
    output: z.object({ code: z.string(), expiresAt: z.iso.datetime() }),
    failures: serverFailures,
  }),
  'sync.devices': command({
    summary: 'The devices of this site, as the server has them',
    permission: 'storage.manage',
    input: z.strictObject({}),
    output: z.array(syncDevice),
    failures: serverFailures,
  }),
  'sync.revokeDevice': command({
    summary: 'Let a device get nothing more: it was lost, or is nobody’s any more',
    permission: 'storage.manage',
    input: z.strictObject({ deviceId: uuid() }),
    output: z.object({}),
    failures: { ...serverFailures, UnknownDevice: noDetails },
    subject: ({ deviceId }) => ofSync(deviceId),
  }),
  'sync.ofRecords': query({
    summary: 'Whether records are on the server, or need attention',
    permission: 'signedIn',
    input: z.strictObject({
      entity: z.enum(SYNCED_ENTITIES),
      ids: z.array(uuid()).max(500),
    }),
    output: z.array(recordState),
    failures: {},
  }),
  'sync.files': query({
    summary: 'Where the bytes of files are that travel between the computers of a site',
    permission: 'signedIn',
    input: z.strictObject({ digests: z.array(fileDigest).max(500) }),
    output: z.array(fileState),
    failures: {},
  }),
  'sync.reviews': query({
    summary: 'What two people did without having seen each other’s, and what could not be taken up',
    permission: 'charts.read',
    readsChart: true,
    isAcrossCharts: true,
    input: z.strictObject({
      patientId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      isOpenOnly: z.boolean().default(true),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.array(syncReview),
    failures: {},
    subject: (_input, reviews) => ({
      patientIds: reviews?.flatMap(({ patientId }) => (patientId ? [patientId] : [])) ?? [],
      entityType: 'syncReview',
    }),
  }),
  'sync.review': query({
    summary: 'One entry of what has to be settled, settled or not',
    permission: 'charts.read',
    readsChart: true,
    isAcrossCharts: true,
    input: z.strictObject({ reviewId: uuid() }),
    output: syncReview,
    failures: { UnknownReview: noDetails },
    subject: ({ reviewId }, review) => ({
      patientIds: review?.patientId ? [review.patientId] : [],
      entityType: 'syncReview',
      entityId: reviewId,
    }),
  }),
  'sync.settle': command({
    summary: 'Decide what stands of two changes, or say that it was looked at',
    permission: 'treatments.write',
    holdsSecret: true,
    input: z.strictObject({
      reviewId: uuid(),
      choice: z.enum(SETTLEMENT_CHOICES),
      note: line(500)
        .nullish()
        .transform((note) => note ?? null),
      /** Of whoever settles, where the choice writes into a signed record. */
      pin: z
        .string()
        .max(64)
        .nullish()
        .transform((pin) => pin ?? null),
    }),
    output: z.object({ settlementId: uuid() }),
    failures: {
      UnknownReview: noDetails,
      AlreadySettled: noDetails,
      NotPossible: noDetails,
      ReasonNeeded: noDetails,
      PinNeeded: noDetails,
      ...pinFailures,
    },
    subject: ({ reviewId }) => ({ entityType: 'syncReview', entityId: reviewId }),
  }),
} as const;
