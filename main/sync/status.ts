import type { SyncStatus } from '../../shared/sync/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { CheckState } from './check-loop.ts';
import { selectLastCheck } from './check-store.ts';
import { type Device, selectDevice } from './device-store.ts';
import type { MovingFile } from './files-loop.ts';
import { selectFileCounts } from './files-store.ts';
import { type FirstSync, selectFirst } from './first-store.ts';
import type { SyncState } from './loop.ts';
import { selectReviewCounts } from './review-store.ts';
import { whyUnreachable } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import { countUnplaced } from './unplaced-store.ts';
import { selectUnsent, type Unsent } from './unsent-store.ts';

/** Less is told by no clock that people set. */
const CLOCK_DOUBT_MS = 2 * 60_000;

const attentions = {
  revoked:
    'This computer is no device of the site any more. What is written here is still given to the server, and nothing comes from it. Ask an administrator.',
  tooOld: 'This Caretrail is too old for the server. Install the newest release.',
  serverTooOld: 'The server is too old for this Caretrail. Tell whoever runs the server.',
  certificate: whyUnreachable.certificate,
} as const;

type Learned = {
  /** What the loop has learned since it was started. */
  readonly state: SyncState;
  readonly movingFile: MovingFile | null;
  readonly checking: CheckState;
};

/** How this computer stands with its site. */
export async function statusOf(
  db: ReadonlyDb,
  { state, movingFile, checking }: Learned,
  now: Date,
): Promise<SyncStatus> {
  const sql = sqlOver(db);
  const reviews = await selectReviewCounts(sql);
  const device = await selectDevice(sql);
  if (!device) return { ...off, reviews };
  const first = await selectFirst(sql);
  const unsent = withFirst(await selectUnsent(sql, device.ackedNumber), first, device);
  const attention = attentionOf(state);
  return {
    state: attention ? 'needsAttention' : stateOf(state, unsent, first),
    attention,
    serverUrl: device.serverUrl,
    deviceId: device.deviceId,
    deviceName: device.deviceName,
    lastContactAt: device.lastContactAt,
    isLooking: state.isLooking,
    unsent: unsent.written,
    trailUnsent: unsent.trail,
    firstSync: first && firstSyncOf(first, now),
    clockBehindMs: Math.abs(device.clockOffsetMs) >= CLOCK_DOUBT_MS ? device.clockOffsetMs : null,
    reviews,
    files: { ...(await selectFileCounts(sql)), moving: movedOf(movingFile) },
    unplaced: await countUnplaced(sql),
    check: { ...checking, last: await selectLastCheck(sql) },
  };
}

function movedOf(file: MovingFile | null): SyncStatus['files']['moving'] {
  return file && { done: file.done, total: file.total };
}

const off = {
  state: 'off',
  attention: null,
  serverUrl: null,
  deviceId: null,
  deviceName: null,
  lastContactAt: null,
  isLooking: false,
  unsent: { changes: 0, oldestAt: null, oldestEntity: null },
  trailUnsent: { changes: 0, oldestAt: null },
  firstSync: null,
  clockBehindMs: null,
  files: {
    toSend: { files: 0, byteLength: 0 },
    toCome: { files: 0, byteLength: 0 },
    thumbnailsToCome: 0,
    failed: 0,
    moving: null,
  },
  unplaced: 0,
  check: null,
} as const;

function attentionOf({ hindrance, whyOffline }: SyncState): SyncStatus['attention'] {
  const code = hindrance ?? (whyOffline === 'certificate' ? whyOffline : null);
  return code && { code, message: attentions[code] };
}

function stateOf(
  { phase }: SyncState,
  { written, trail }: Unsent,
  first: FirstSync | null,
): SyncStatus['state'] {
  if (phase !== 'online') return phase;
  return written.changes + trail.changes > 0 || first ? 'sending' : 'onServer';
}

/** In a first sync, what is not in the outbox yet is not on the server either. */
function withFirst(unsent: Unsent, first: FirstSync | null, device: Device): Unsent {
  if (first?.direction !== 'send') return unsent;
  const changes = device.nextNumber - 1 - device.ackedNumber - unsent.trail.changes;
  return { ...unsent, written: { ...unsent.written, changes } };
}

function firstSyncOf(first: FirstSync, now: Date): NonNullable<SyncStatus['firstSync']> {
  const { direction, done, total, beganAt } = first;
  const tookSeconds = (now.getTime() - Date.parse(beganAt)) / 1000;
  const isKnown = done > 0 && total > 0 && tookSeconds > 0;
  const secondsLeft = isKnown ? Math.ceil(((total - done) * tookSeconds) / done) : null;
  return { direction, done, total, secondsLeft };
}
