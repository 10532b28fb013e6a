import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { askedSize } from './asked-for.ts';
import { progress } from './progress.ts';
import type { Section, SectionReport } from './section.ts';
import { memoryOf } from './served-memory.ts';
import { aimUnder, inMb, inSeconds, MB } from './statistics.ts';
import { nothing } from './sync-device-orders.ts';
import { fillSite } from './sync-filled-site.ts';
import { startDevice } from './sync-pair.ts';
import { type SyncNode, type SyncSubject, withSyncSubject } from './sync-server.ts';
import type { ToldProcess } from './told-process.ts';

const RECORDS = askedSize('records', 1_000_000);
const LOOK_EVERY_MS = 200;
const NAME = 'joining';

const standing = z.array(z.object({ done: z.number(), total: z.number(), isThrough: z.boolean() }));
const STANDING = `SELECT coalesce((SELECT done FROM sync_first), 0)::FLOAT8 AS done,
  coalesce((SELECT total FROM sync_first), 0)::FLOAT8 AS total,
  NOT EXISTS (SELECT FROM sync_first) AS "isThrough" FROM sync_device`;
const COUNT = `SELECT count(*)::INT AS count, max(length(doctor_notes)) FROM treatment_records`;
const counted = z.tuple([z.object({ count: z.int() })]);

type Findings = {
  readonly pushMs: number;
  readonly snapshotMs: number;
  /** Until the kill, opening again, and from there to the end. */
  readonly beforeMs: number;
  readonly openMs: number;
  readonly afterMs: number;
  /** Bytes of the device's process at most: before and after the kill, and reading the same without sync. */
  readonly peaks: readonly [number, number];
  readonly readingOnly: number;
};

/** Until that share of the snapshot has been taken in, or all is through. */
async function untilTaken(device: ToldProcess, share: number): Promise<void> {
  for (;;) {
    const [at] = await device.tell({ do: 'read', sql: STANDING }, standing);
    if (at?.isThrough || (at && at.total > 0 && at.done >= at.total * share)) return;
    await pause(LOOK_EVERY_MS);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** The most memory that its process has had; where the system does not tell, what it has. */
function peakOf({ pid }: ToldProcess): number {
  const { peak, settled } = memoryOf(pid);
  return peak ?? settled;
}

async function countOf(device: ToldProcess): Promise<number> {
  const [{ count }] = await device.tell({ do: 'read', sql: COUNT }, counted);
  return count;
}

type Address = { readonly serverUrl: string; readonly code: string };

/** Killed once half of it is there. */
async function untilKilled(subject: SyncSubject, address: Address) {
  const device = await startDevice(subject, NAME);
  const beforeMs = await timed(async () => {
    // It does not live to say that it has joined.
    device.tell({ do: 'join', ...address }, nothing).catch(() => undefined);
    await untilTaken(device, 0.5);
  });
  const peak = peakOf(device);
  await device.kill();
  progress(`killed after ${inSeconds(beforeMs)}, having had ${inMb(peak)} at most`);
  return { beforeMs, peak };
}

async function untilThrough(subject: SyncSubject) {
  const openedMs = performance.now();
  const device = await startDevice(subject, NAME);
  const openMs = performance.now() - openedMs;
  const afterMs = await timed(async () => {
    await device.tell({ do: 'live' }, nothing);
    await untilTaken(device, Infinity);
  });
  const peak = peakOf(device);
  progress(`through after another ${inSeconds(afterMs)}, having had ${inMb(peak)} at most`);
  const count = await countOf(device);
  await device.kill();
  if (count !== RECORDS) throw new Error(`Of ${RECORDS} records ${count} arrived`);
  return { openMs, afterMs, peak };
}

/** The same records opened and read through: what the database needs for itself. */
async function readingOnly(subject: SyncSubject): Promise<number> {
  const device = await startDevice(subject, NAME);
  await countOf(device);
  const peak = peakOf(device);
  await device.kill();
  return peak;
}

async function fillAndJoin(subject: SyncSubject, node: SyncNode): Promise<Findings> {
  const { siteId, code } = await subject.newSite();
  const filled = await fillSite({ subject, node, siteId, code, records: RECORDS });
  progress(`a snapshot of them took ${inSeconds(filled.snapshotMs)}`);
  const address = { serverUrl: node.url, code: await subject.newCode(siteId) };
  const killed = await untilKilled(subject, address);
  const { openMs, afterMs, peak } = await untilThrough(subject);
  return {
    ...filled,
    beforeMs: killed.beforeMs,
    openMs,
    afterMs,
    peaks: [killed.peak, peak],
    readingOnly: await readingOnly(subject),
  };
}

function reportOf(found: Findings): SectionReport {
  const { beforeMs, openMs, afterMs, peaks } = found;
  const workMs = beforeMs + openMs + afterMs;
  const extra = Math.max(...peaks) - found.readingOnly;
  const rate = (ms: number) => Math.round(RECORDS / (ms / 1000)).toLocaleString('en-US');
  const timeRow = (what: string, ms: number) => [what, inSeconds(ms), rate(ms)];
  return {
    tables: [
      {
        caption: 'A computer that joins and is killed (SIGKILL) when half of it is there',
        columns: ['', 'time', 'records a second'],
        rows: [
          timeRow('pushed to the server beforehand, in pushes of 2,000', found.pushMs),
          timeRow('the server’s snapshot', found.snapshotMs),
          ['from joining to the kill', inSeconds(beforeMs), ''],
          ['opening again', inSeconds(openMs), ''],
          ['from there to the end', inSeconds(afterMs), ''],
          timeRow('the computer’s work in all', workMs),
        ],
      },
      {
        caption: 'The most memory of the computer’s process',
        columns: ['', 'memory'],
        rows: [
          ['until the kill', inMb(peaks[0])],
          ['after it', inMb(peaks[1])],
          ['opening and reading the same records, without sync', inMb(found.readingOnly)],
          ['sync above that', inMb(extra)],
        ],
      },
    ],
    aims: [
      // Of fewer, most of the time goes into opening.
      ...(RECORDS < 1_000_000
        ? []
        : [aimUnder('the computer’s work for a million records', workMs, 60_000)]),
      {
        what: 'memory of sync above the database’s own',
        limit: 'at most 100 MB',
        measured: inMb(extra),
        isMet: extra <= 100 * MB,
      },
    ],
    notes: [
      'The records are of 1,000 patients. The most memory is as the system tells it (VmHWM).',
    ],
  };
}

export const syncFirst: Section = {
  name: 'sync-first',
  title: `${RECORDS.toLocaleString('en-US')} treatment records come to a new computer`,
  run: () =>
    withSyncSubject(async (subject) =>
      reportOf(await fillAndJoin(subject, await subject.startNode())),
    ),
};
