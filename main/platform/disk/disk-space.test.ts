import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { handTimers } from '../../../test/fakes/hand-timers.ts';
import { MARGIN_BYTES, RESERVE_BYTES } from './space-step.ts';
import { createDiskSpace, freeBytesAt } from './disk-space.ts';
import { reserveAt } from './reserve.ts';

const MEGABYTE = 1024 * 1024;

/** A disk in memory, of which others take what a test says. */
function smallDisk(given: { readonly foundFull?: boolean; readonly takes?: number } = {}) {
  const totalBytes = 1024 * MEGABYTE;
  const disk = {
    othersBytes: given.takes ?? 0,
    hasReserve: false,
    quota: false,
    refuses: false,
    made: 0,
    broken: false,
  };
  const hand = handTimers();
  const space = createDiskSpace({
    freeBytes: () => {
      if (disk.broken) throw new Error('no such folder');
      return totalBytes - disk.othersBytes - (disk.hasReserve ? RESERVE_BYTES : 0);
    },
    reserve: {
      isThere: () => disk.hasReserve,
      make: async () => {
        disk.made += 1;
        if (disk.quota) throw Object.assign(new Error('x'), { code: 'EDQUOT' });
        if (disk.refuses) throw Object.assign(new Error('x'), { code: 'EACCES' });
        disk.hasReserve = true;
      },
      giveUp: () => {
        disk.hasReserve = false;
      },
    },
    timers: hand.timers,
    foundFull: given.foundFull ?? false,
  });
  return { space, disk, ...hand };
}

test('while there is room it is saved, and the reserve is made', async () => {
  const { space, disk, pass } = smallDisk();
  expect(space.isFull()).toBe(false);
  expect(disk.hasReserve).toBe(false);
  pass(5000);
  await space.close();
  expect(disk.hasReserve).toBe(true);
  expect(space.isFull()).toBe(false);
});

test('when room runs out the reserve is given up and nothing new saved, until there is room again', async () => {
  const { space, disk, pass } = smallDisk();
  await space.tend();
  disk.othersBytes = 1024 * MEGABYTE - RESERVE_BYTES - MARGIN_BYTES + 1;
  expect(space.isFull()).toBe(true);
  expect(disk.hasReserve).toBe(false);
  // What was given up is for small writes, not for going on.
  pass(1000);
  expect(space.isFull()).toBe(true);
  disk.othersBytes = 0;
  pass(1000);
  expect(space.isFull()).toBe(true);
  await space.tend();
  expect(space.isFull()).toBe(false);
  expect(disk.hasReserve).toBe(true);
});

test('the disk is looked at once a second at most', async () => {
  const { space, disk, pass } = smallDisk();
  expect(space.isFull()).toBe(false);
  disk.othersBytes = 1024 * MEGABYTE;
  pass(999);
  expect(space.isFull()).toBe(false);
  pass(1);
  expect(space.isFull()).toBe(true);
});

test('a write that found no room is believed although the system says there is, for a while', async () => {
  const { space, disk, pass } = smallDisk();
  await space.tend();
  space.noteFull();
  expect(disk.hasReserve).toBe(false);
  pass(9000);
  expect(space.isFull()).toBe(true);
  pass(1000);
  await space.tend();
  expect(space.isFull()).toBe(false);
});

test('what the system calls free is not saved into while the reserve cannot be made, as under a quota', async () => {
  const { space, disk, pass } = smallDisk({ foundFull: true });
  disk.quota = true;
  for (let seconds = 0; seconds < 60; seconds += 1) {
    pass(1000);
    await space.tend();
    expect(space.isFull()).toBe(true);
  }
  // Not again and again: each try writes.
  expect(disk.made).toBeLessThan(8);
  disk.quota = false;
  pass(10_000);
  await space.tend();
  expect(space.isFull()).toBe(false);
});

test('a reserve that cannot be made for another reason than room keeps nobody from saving', async () => {
  const { space, disk, pass } = smallDisk({ foundFull: true });
  disk.refuses = true;
  expect(space.isFull()).toBe(true);
  pass(10_000);
  await space.tend();
  expect(space.isFull()).toBe(false);
  space.noteFull();
  expect(space.isFull()).toBe(true);
});

test('a core that starts on a full disk saves nothing, and one that starts after a full disk neither', () => {
  expect(smallDisk({ takes: 1000 * MEGABYTE }).space.isFull()).toBe(true);
  expect(smallDisk({ foundFull: true }).space.isFull()).toBe(true);
});

test('a folder that cannot be looked at does not keep anybody from saving', () => {
  const { space, disk } = smallDisk();
  disk.broken = true;
  expect(space.isFull()).toBe(false);
});

test('while the reserve is being made its growing file is not taken for a full disk', async () => {
  const hand = handTimers();
  const { promise, resolve } = Promise.withResolvers<void>();
  let freeBytes = RESERVE_BYTES + MARGIN_BYTES;
  const space = createDiskSpace({
    freeBytes: () => freeBytes,
    reserve: { isThere: () => false, make: () => promise, giveUp: () => undefined },
    timers: hand.timers,
    foundFull: false,
  });
  const tending = space.tend();
  freeBytes -= RESERVE_BYTES / 2;
  expect(space.isFull()).toBe(false);
  resolve();
  await tending;
  await space.close();
});

test('after a full disk nothing is saved until the reserve is made in full, nor while it cannot be given up', async () => {
  const hand = handTimers();
  const { promise, resolve } = Promise.withResolvers<void>();
  let hasReserve = true;
  const space = createDiskSpace({
    freeBytes: () => 1024 * MEGABYTE,
    reserve: {
      isThere: () => hasReserve,
      make: () => promise,
      giveUp: () => {
        throw new Error('held open by something else');
      },
    },
    timers: hand.timers,
    foundFull: true,
  });
  expect(space.isFull()).toBe(true);
  hasReserve = false;
  hand.pass(10_000);
  const tending = space.tend();
  expect(space.isFull()).toBe(true);
  resolve();
  await tending;
  expect(space.isFull()).toBe(false);
  await space.close();
});

test('the reserve on a real disk takes its room, is its owner’s alone, and leaves nothing when given up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail reserve '));
  const reserve = reserveAt(join(folder, 'reserve'));
  expect(reserve.isThere()).toBe(false);
  await reserve.make();
  const { size, blocks, mode } = await stat(join(folder, 'reserve'));
  // Blocks are of 512 bytes; Windows counts none, and has no such modes.
  const isCounted = process.platform !== 'win32';
  expect(size).toBe(RESERVE_BYTES);
  expect(isCounted ? blocks * 512 : size).toBeGreaterThanOrEqual(RESERVE_BYTES);
  expect(isCounted ? mode & 0o077 : 0).toBe(0);
  expect(reserve.isThere()).toBe(true);
  reserve.giveUp();
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});

test('free bytes are those of the disk that holds the folder', () => {
  expect(freeBytesAt(tmpdir())).toBeGreaterThan(0);
});
