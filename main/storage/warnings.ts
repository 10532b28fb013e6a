import { isBackupOverdue } from '../../shared/storage/backup-due.ts';
import type { StorageWarning } from '../../shared/storage/contract.ts';
import { daysLeft, isRoomShort } from '../../shared/storage/days-left.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { Keeping } from './keeping.ts';
import {
  selectLastBackup,
  selectLastCheck,
  selectRecordsSince,
  selectSettings,
  selectSpaceSamples,
} from './store.ts';

/** The pace of the last weeks, not of the first ones. */
const PACE_DAYS = 30;
const GIGABYTE = 1024 ** 3;

/** What everybody should know about the keeping of the records, what is worst first. */
export async function warningsOf(
  keeping: Keeping,
  db: ReadonlyDb,
  now: Date,
): Promise<StorageWarning[]> {
  const found = [
    writingWarning(keeping) ?? (await foundWarning(db)),
    await roomWarning(keeping, db),
    await backupWarning(keeping, db, now),
  ];
  return found.filter((warning) => warning !== null);
}

function writingWarning({ engine }: Keeping): StorageWarning | null {
  switch (engine.writing()) {
    case 'allowed':
      return null;
    case 'diskFull':
      return {
        code: 'diskFull',
        message: 'The disk is full: records can be read, but nothing more can be saved. Make room.',
      };
    case 'damaged':
      return {
        code: 'damaged',
        message:
          'The records are damaged: what is whole can be read, but nothing can be saved. An administrator must restore the last good backup.',
      };
  }
}

/** What the newest check found stays true until another one finds the records whole. */
async function foundWarning(db: ReadonlyDb): Promise<StorageWarning | null> {
  const check = await selectLastCheck(db);
  const worst = check?.findings.find(({ severity }) => severity === 'problem');
  return worst ? { code: 'damaged', message: `${worst.what} ${worst.toDo}` } : null;
}

async function roomWarning({ engine }: Keeping, db: ReadonlyDb): Promise<StorageWarning | null> {
  if (engine.writing() === 'diskFull') return null;
  const freeBytes = await engine.freeBytes();
  const left = daysLeft(await selectSpaceSamples(db, PACE_DAYS));
  if (!isRoomShort(freeBytes, left)) return null;
  const lasts = left === null ? '' : `, enough for about ${left} days`;
  const free = `${(freeBytes / GIGABYTE).toFixed(1)} GB`;
  return { code: 'diskLow', message: `The disk has ${free} left${lasts}. Make room.` };
}

async function backupWarning(
  keeping: Keeping,
  db: ReadonlyDb,
  now: Date,
): Promise<StorageWarning | null> {
  const { schedule } = await selectSettings(db);
  const failure = keeping.lastFailure();
  if (failure) return { code: 'backupFailed', message: `The backup failed. ${failure.message}` };
  const recordsSince = await selectRecordsSince(db);
  if (recordsSince === null) return null;
  const lastMadeAt = (await selectLastBackup(db))?.madeAt ?? null;
  if (!isBackupOverdue(schedule.everyHours, { lastMadeAt, recordsSince }, now)) return null;
  const since =
    lastMadeAt === null ? 'There is no backup' : `The last backup is of ${lastMadeAt.slice(0, 10)}`;
  return { code: 'noRecentBackup', message: `${since}. An administrator should make one.` };
}
