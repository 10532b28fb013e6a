import { expect, test } from 'vitest';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import {
  clockInWords,
  estimateInWords,
  filesInWords,
  frameWords,
  recordWords,
  trailWords,
  unsentWords,
} from './sync-words.ts';

const status: SyncStatus = {
  state: 'onServer',
  attention: null,
  serverUrl: 'https://sync.example',
  deviceId: null,
  deviceName: 'Ward 2',
  lastContactAt: null,
  isLooking: false,
  unsent: { changes: 0, oldestAt: null, oldestEntity: null },
  trailUnsent: { changes: 0, oldestAt: null },
  firstSync: null,
  clockBehindMs: null,
  reviews: { open: 0, blocking: 0, quarantined: 0 },
  files: {
    toSend: { files: 0, byteLength: 0 },
    toCome: { files: 0, byteLength: 0 },
    thumbnailsToCome: 0,
    failed: 0,
    moving: null,
  },
  unplaced: 0,
  check: null,
};
const unsent = { changes: 12, oldestAt: null, oldestEntity: null };

test('the frame says nothing while sync is off, and else where the changes are', () => {
  expect(frameWords({ ...status, state: 'off' })).toBeNull();
  expect(frameWords(status)).toBe('On the server');
  expect(frameWords({ ...status, state: 'offline', unsent })).toBe(
    'Offline, 12 changes on this computer only',
  );
  expect(frameWords({ ...status, state: 'offline' })).toBe('Offline, nothing to send');
});

test('that somebody opened a chart is no change on this computer, and still not on the server', () => {
  const trailUnsent = { changes: 2, oldestAt: '2026-11-23T14:02:00.000Z' };
  const opened = { ...status, state: 'sending' as const, trailUnsent };
  const when = { now: '2026-11-23T20:00:00.000Z', timeZone: 'UTC' };
  expect(frameWords(opened)).toBe('On the server');
  expect(unsentWords(opened, when)).toBe('Nothing');
  expect(trailWords(opened, when)).toBe('2 entries on this computer only, since 14:02');
  expect(trailWords(status, when)).toBe('All of it is on the server');
});

test('the oldest change that waits is told by what it is and since when', () => {
  const when = { now: '2026-11-24T20:00:00.000Z', timeZone: 'UTC' };
  const waiting = {
    changes: 3,
    oldestAt: '2026-11-23T14:02:00.000Z',
    oldestEntity: 'treatment_records',
  };
  expect(unsentWords({ ...status, unsent: waiting }, when)).toBe(
    '3 changes; the oldest: Treatment, since 23 Nov 2026, 14:02',
  );
});

test('the frame asks for somebody where something holds up work, not for what may be looked at', () => {
  const reviews = { open: 3, blocking: 0, quarantined: 0 };
  expect(frameWords({ ...status, reviews })).toBe('On the server');
  expect(frameWords({ ...status, unsent, reviews: { ...reviews, blocking: 1 } })).toBe(
    'Needs attention',
  );
});

test('a record says the time of today alone, and the day of another', () => {
  const record = {
    id: '',
    state: 'onServer' as const,
    onServerAt: '2026-11-23T14:02:00.000Z',
    reviewIds: [],
    reviewKind: null,
  };
  expect(recordWords(record, '2026-11-23T20:00:00.000Z', 'UTC')).toBe('On the server, 14:02');
  expect(recordWords(record, '2026-11-24T01:00:00.000Z', 'UTC')).toBe(
    'On the server, 23 Nov 2026, 14:02',
  );
  expect(recordWords({ ...record, onServerAt: null }, '', 'UTC')).toBe('On the server');
  expect(recordWords({ ...record, state: 'thisComputer' }, '', 'UTC')).toBe(
    'Saved on this computer',
  );
});

test('an estimate and a clock are told roughly', () => {
  expect(estimateInWords(null)).toBeNull();
  expect([20, 300, 9000].map(estimateInWords)).toEqual([
    'less than a minute',
    'about 5 minutes',
    'about 3 hours',
  ]);
  expect(clockInWords(300_000)).toBe('5 minutes behind');
  expect(clockInWords(-7_200_000)).toBe('2 hours ahead of');
});

test('photos that wait count as here alone, and the sync screen says how many and how large', () => {
  const files = { ...status.files, toSend: { files: 12, byteLength: 31_000_000 } };
  expect(frameWords({ ...status, files })).toBe('12 files on this computer only');
  expect(filesInWords(status.files)).toBeNull();
  expect(filesInWords({ ...files, toCome: { files: 3, byteLength: 2_000_000 }, failed: 1 })).toBe(
    '12 to send (31 MB), 3 to come (2.0 MB), 1 did not go and is tried again later',
  );
});
