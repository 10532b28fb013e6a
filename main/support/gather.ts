import { arch, cpus, freemem, platform, release, totalmem } from 'node:os';
import { CARETRAIL_VERSION } from '../../shared/base/version.ts';
import { safeLog } from '../../shared/support/safe-log.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { Keeping } from '../storage/keeping.ts';
import { statusOf } from '../storage/status.ts';
import { bundleText, type Section, valueLines, withoutPlaces } from './bundle-text.ts';
import {
  selectApplied,
  selectDatabaseVersion,
  selectSiteSettings,
  selectSyncCounts,
  selectTableSizes,
} from './store.ts';

const LOG_LINES = 400;

/** All that leaves in a bundle, as text; every line is of a kind that is named here. */
export async function gatherText(keeping: Keeping, db: ReadonlyDb, now: Date): Promise<string> {
  const sections = [
    { heading: 'Program', lines: await programLines(db) },
    { heading: 'Settings', lines: await settingLines(db) },
    ...(await keepingSections(keeping, db, now)),
    { heading: 'Sync', lines: valueLines({ ...(await selectSyncCounts(db)) }) },
    { heading: 'Migrations', lines: await migrationLines(db) },
    { heading: 'Tables: rows (estimated), bytes', lines: await tableLines(db) },
    await logSection(keeping),
  ];
  return bundleText(now.toISOString(), sections);
}

async function programLines(db: ReadonlyDb): Promise<readonly string[]> {
  const { node, v8, electron, chrome } = process.versions;
  return valueLines({
    caretrail: CARETRAIL_VERSION,
    postgresql: await selectDatabaseVersion(db),
    node,
    v8,
    electron,
    chrome,
    system: `${platform()} ${arch()} ${release()}`,
    processors: cpus().length,
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    uptimeSeconds: Math.round(process.uptime()),
  });
}

async function settingLines(db: ReadonlyDb): Promise<readonly string[]> {
  return valueLines({ ...(await selectSiteSettings(db)) });
}

async function keepingSections(
  keeping: Keeping,
  db: ReadonlyDb,
  now: Date,
): Promise<readonly Section[]> {
  const status = await statusOf(keeping, db, now);
  const { schedule, lastBackup, lastVerify } = status;
  const lines = valueLines({
    writing: keeping.engine.writing(),
    recordsBytes: status.recordsBytes,
    filesBytes: status.filesBytes,
    freeBytes: status.freeBytes,
    daysLeft: status.daysLeft,
    hasKeychain: status.hasKeychain,
    passphraseChangedAt: status.passphraseChangedAt,
    pagesUnderOlderKey: status.pagesUnderOlderKey,
    backupFolder: schedule.folder === null ? 'beside the records' : 'chosen',
    backupEveryHours: schedule.everyHours,
    backupsKept: schedule.keep,
    nextBackupAt: status.nextBackupAt,
    lastBackupAt: lastBackup?.madeAt,
    lastBackupBytes: lastBackup?.byteLength,
    lastBackupFailedAt: keeping.lastFailure()?.at,
  });
  const findings = (lastVerify?.findings ?? []).map(
    ({ severity, what }) => `${severity}: ${withoutPlaces(what)}`,
  );
  const checked = valueLines({
    checkedAt: lastVerify?.checkedAt,
    isHealthy: lastVerify?.isHealthy,
    ...lastVerify?.checked,
  });
  return [
    { heading: 'Keeping', lines },
    { heading: 'Last check', lines: [...checked, ...findings] },
  ];
}

async function migrationLines(db: ReadonlyDb): Promise<readonly string[]> {
  const applied = await selectApplied(db);
  return applied.map(({ name, checksum }) => `${name} ${checksum.slice(0, 12)}`);
}

async function tableLines(db: ReadonlyDb): Promise<readonly string[]> {
  const sizes = await selectTableSizes(db);
  return sizes.map(({ name, rows, bytes }) => `${name}: ${Math.round(rows)}, ${bytes}`);
}

async function logSection({ engine }: Keeping): Promise<Section> {
  const { lines, leftOut } = safeLog(await engine.readLog(), LOG_LINES);
  const missing =
    leftOut === 0 ? [] : [`(${leftOut} lines left out, for they are of no known kind)`];
  return { heading: 'Log of unexpected errors, the newest last', lines: [...lines, ...missing] };
}
