import type { AuditEntry } from '../platform/audit.ts';
import { insertAuditEvents } from '../platform/audit.ts';
import { signHead } from '../platform/audit-head.ts';
import { CopyStopped } from '../platform/backup/backup-errors.ts';
import type { Database } from '../platform/database.ts';
import type { ReportIncident } from '../platform/incident-log.ts';
import type { Timers } from '../platform/timers.ts';
import { todayAtSite } from '../site/actions.ts';
import { backupFailure } from './backup-failures.ts';
import type { Keeping } from './keeping.ts';
import { backupFolderOf, makeKeptBackup, nextTarget, rotate } from './make-kept-backup.ts';
import { dueAt } from './status.ts';
import { insertBackupMade, selectBackupsMade, selectSettings, upsertSpaceSample } from './store.ts';

export type KeeperParts = {
  readonly keeping: Keeping;
  readonly database: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
  readonly timers: Timers;
};

/** Whoever starts Caretrail wants to work first. */
const FIRST_AFTER_MS = 2 * 60_000;
const EVERY_MS = 60_000;
const SAMPLE_EVERY_MS = 3_600_000;

export type Keeper = {
  /** Does what is due now; for tests, which do not wait. */
  readonly lookAfter: () => Promise<void>;
  /** Stops what is under way, and waits for it. */
  readonly stop: () => Promise<void>;
};

/** Makes the scheduled backups and notes the room on the disk while the records are open. */
export function startKeeper(parts: KeeperParts): Keeper {
  const stopping = new AbortController();
  let sampledAtMs: number | null = null;
  let running: Promise<void> = Promise.resolve();
  let cancel = parts.timers.after(FIRST_AFTER_MS, next);

  async function lookAfter(): Promise<void> {
    const nowMs = parts.timers.now();
    if (sampledAtMs === null || nowMs - sampledAtMs >= SAMPLE_EVERY_MS) {
      sampledAtMs = nowMs;
      await noteSpace(parts);
    }
    await backUpIfDue(parts, stopping.signal);
  }
  function next(): void {
    running = lookAfter()
      .catch((error: unknown) => void parts.report(error))
      .finally(() => {
        if (!stopping.signal.aborted) cancel = parts.timers.after(EVERY_MS, next);
      });
  }
  return {
    lookAfter,
    async stop() {
      stopping.abort();
      cancel();
      await running;
    },
  };
}

async function noteSpace({ keeping, database, clock }: KeeperParts): Promise<void> {
  const { engine } = keeping;
  if (engine.writing() !== 'allowed') return;
  const freeBytes = await engine.freeBytes();
  const usedBytes = engine.store.byteLength() + engine.files.byteLength();
  await database.transact(async (tx) => {
    const day = await todayAtSite(tx, clock());
    await upsertSpaceSample(tx, { day, usedBytes, freeBytes });
  });
}

async function backUpIfDue(parts: KeeperParts, signal: AbortSignal): Promise<void> {
  const { keeping, database, clock } = parts;
  if (keeping.engine.writing() !== 'allowed') return;
  const now = clock();
  const due = await database.read((db) => dueAt(keeping, db, now));
  if (due === null || due > now) return;
  try {
    await makeScheduled(parts, signal, now);
    keeping.noteFailure(null);
  } catch (error) {
    if (error instanceof CopyStopped) return;
    await noteFailure(parts, error);
  }
}

/** As nobody in particular: no person started it, so its audit event names none. */
async function makeScheduled(parts: KeeperParts, signal: AbortSignal, now: Date): Promise<void> {
  const { keeping, database, newId } = parts;
  const { engine } = keeping;
  const { schedule } = await database.read(selectSettings);
  const folder = backupFolderOf(engine, schedule);
  await database.transact((tx) => signHead(tx, { occasion: 'backup', at: now }));
  const { filesLeftOut: _, ...made } = await makeKeptBackup(
    engine,
    { target: await nextTarget(engine, folder, now), isScheduled: true },
    { now, signal, onProgress: () => undefined },
  );
  await database.transact(async (tx) => {
    await insertBackupMade(tx, { ...made, id: newId() });
    await insertAuditEvents(tx, [auditEntry(parts, { outcome: 'ok' })]);
  });
  await rotate(await database.read((db) => selectBackupsMade(db, folder)), schedule.keep);
}

async function noteFailure(parts: KeeperParts, error: unknown): Promise<void> {
  const { keeping, database, clock, report } = parts;
  const known = knownFailure(error);
  const message = known?.failure.message ?? 'Something went wrong that should not have.';
  keeping.noteFailure({ at: clock().toISOString(), message });
  const ended: Pick<AuditEntry, 'outcome' | 'failureCode' | 'incident'> = known
    ? { outcome: 'refused', failureCode: known.failure.code }
    : { outcome: 'failed', incident: await report(error) };
  await database.transact((tx) => insertAuditEvents(tx, [auditEntry(parts, ended)]));
}

function knownFailure(error: unknown): ReturnType<typeof backupFailure> | null {
  try {
    return backupFailure(error);
  } catch {
    return null;
  }
}

function auditEntry(
  { newId, clock }: Pick<KeeperParts, 'newId' | 'clock'>,
  ended: Pick<AuditEntry, 'outcome' | 'failureCode' | 'incident'>,
): AuditEntry {
  return {
    id: newId(),
    occurredAt: clock(),
    host: 'system',
    userId: null,
    operation: 'storage.backUp',
    kind: 'job',
    subject: { entityType: 'store' },
    ...ended,
  };
}
