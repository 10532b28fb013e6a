import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attemptCounter, remainingWait, waitAfter } from './unlock-attempts.ts';

const at = (milliseconds: number): Date => new Date(milliseconds);

describe('the wait after wrong passphrases', () => {
  test('begins with the third, doubles, and ends at five minutes', () => {
    const waits = Array.from({ length: 12 }, (_, failures) => waitAfter(failures));
    expect(waits).toEqual([0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  test('never grows past its whole length, whatever the clock says, and never shrinks to less than nothing', () => {
    const instant = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(fc.nat(100_000), instant, instant, (failures, last, now) => {
        const wait = remainingWait({ failures, lastAt: at(last) }, at(now));
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(waitAfter(failures), 300));
        expect(Number.isInteger(wait)).toBe(true);
      }),
    );
  });

  test('runs out by itself', () => {
    const attempts = { failures: 4, lastAt: at(1_000_000) };
    expect(remainingWait(attempts, at(1_000_000))).toBe(10);
    expect(remainingWait(attempts, at(1_009_001))).toBe(1);
    expect(remainingWait(attempts, at(1_010_000))).toBe(0);
  });
});

describe('the count of wrong passphrases', () => {
  let folder = '';
  let path = '';
  const clock = { now: at(1_000_000) };
  const counter = () => attemptCounter(path, () => clock.now);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caretrail keys '));
    path = join(folder, 'unlock-attempts.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function fail(times: number): Promise<void> {
    const attempts = counter();
    for (let time = 0; time < times; time += 1) await attempts.begin();
  }

  test('outlives the program, and ends with the right one', async () => {
    await fail(3);
    await counter().begin();
    expect(await counter().remainingWait()).toBe(10);
    await counter().succeed();
    expect(await counter().remainingWait()).toBe(0);
  });

  test('does not keep anybody out for years when the clock was ahead and is set right', async () => {
    const dayMs = 86_400_000;
    clock.now = at(20_000 * dayMs);
    await fail(4);
    clock.now = at(10_000 * dayMs);
    const attempts = counter();
    expect(await attempts.remainingWait()).toBe(10);
    clock.now = at(10_000 * dayMs + 9001);
    expect(await counter().remainingWait()).toBe(1);
    clock.now = at(10_000 * dayMs + 10_000);
    expect(await attempts.remainingWait()).toBe(0);
    clock.now = at(1_000_000);
  });

  test.skipIf(process.platform === 'win32')('is for its owner only', async () => {
    await fail(1);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('that cannot be read or written keeps nobody out, and counts while the program runs', async () => {
    await writeFile(path, '{"failures":"many"}');
    expect(await counter().remainingWait()).toBe(0);
    await rm(path);
    await mkdir(path);
    const attempts = counter();
    for (let time = 0; time < 3; time += 1) await attempts.begin();
    expect(await attempts.remainingWait()).toBe(5);
    await attempts.succeed();
    expect(await attempts.remainingWait()).toBe(0);
  });
});
