import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Migration } from '../../../shared/base/migration-plan.ts';
import { anchorFile } from '../anchor.ts';
import { workOnCopy } from '../copy-thread/copy-thread.ts';
import type { OnCopyProgress } from '../copy-thread/copy-work.ts';
import { forgetKeyring, type Keyring } from '../keys/keyring.ts';
import { openByPassphrase } from '../keys/open-keyring.ts';
import { asTargetRefused, expectRoom, TargetRefused } from '../target-file.ts';
import { BackupUnusable } from './backup-errors.ts';
import { backupKeyWraps } from './backup-file.ts';
import type { Manifest } from './manifest.ts';
import { finishSwap, isSwapBegun, stagedFor, swapIn } from './swap.ts';

export type RestoreOptions = {
  readonly dataDir: string;
  /** Absolute. */
  readonly backupPath: string;
  /** The recovery passphrase at the time of the backup. */
  readonly passphrase: string;
  readonly migrations: readonly Migration[];
  readonly now: Date;
  readonly onProgress: OnCopyProgress;
  readonly signal?: AbortSignal;
};

/** A backup unpacked beside the records and verified; nothing of what stands there was touched. */
export type StagedBackup = {
  readonly manifest: Manifest;
  /** The backup's, which opens what it becomes. */
  readonly keyring: Keyring;
  /** Puts it in the place of the records, which must be closed; answers where those are kept, if any. */
  readonly swap: () => Promise<string | null>;
  /** Removes it, unless its swap has begun, and forgets its keys. */
  readonly discard: () => Promise<void>;
};

/** Migrations of a large database may take this long without a word. */
const SILENCE_MS = 60 * 60_000;

/**
 * Unpacks a backup beside the records and verifies it, with nothing but the file and its passphrase.
 * Throws BackupUnusable, MigrationRefused, and the system's errors; the data folder is then as before.
 */
export async function stageRestore(options: RestoreOptions): Promise<StagedBackup> {
  const { dataDir, backupPath, onProgress, signal } = options;
  // Of an earlier try whose swap could not be finished then: its files are the records.
  await finishSwap(dataDir);
  await removeStaged(dataDir);
  const keyring = await keyringOfBackup(options);
  const discard = async (): Promise<void> => {
    forgetKeyring(keyring);
    // What a swap still needs stays for whoever finishes it: the old records are moved away already.
    if (!isSwapBegun(dataDir)) await removeStaged(dataDir);
  };
  try {
    await checkRoom(options);
    const { manifest, commitNumber } = await workOnCopy(
      'unpackBackup',
      {
        backupPath,
        recordsPath: stagedFor(join(dataDir, 'records.store')),
        filesPath: stagedFor(join(dataDir, 'files.store')),
        migrations: options.migrations,
      },
      { keyring, onProgress, signal, silenceMs: SILENCE_MS },
    );
    const anchor = anchorFile(stagedFor(join(dataDir, 'anchor')), () => keyring);
    await anchor.begin({ commitNumber, restoredAt: options.now.toISOString() });
    return { manifest, keyring, swap: () => swapIn(dataDir, options.now), discard };
  } catch (error) {
    await discard();
    throw whyNotStaged(error);
  }
}

async function keyringOfBackup({ backupPath, passphrase }: RestoreOptions): Promise<Keyring> {
  const opened = await openByPassphrase(backupKeyWraps(backupPath), passphrase);
  if (opened.ok) return opened.value;
  const isWrong = opened.failure.code === 'WrongPassphrase';
  throw new BackupUnusable(isWrong ? 'WrongPassphrase' : 'DamagedBackup');
}

async function checkRoom({ dataDir, backupPath }: RestoreOptions): Promise<void> {
  const { size } = await stat(backupPath);
  await expectRoom(dataDir, size);
}

/** Errors of the stores that stand for damage, matched by name, for they come from another thread. */
const DAMAGE = ['StoreDamaged', 'FilesDamaged', 'FileDamaged', 'SealBroken', 'WrongKey'];

function whyNotStaged(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (DAMAGE.includes(error.name)) return new BackupUnusable('DamagedBackup', { cause: error });
  if (error.name === 'StoreFromNewerRelease')
    return new BackupUnusable('FromNewerRelease', { cause: error });
  const refused = asTargetRefused(error);
  const isFull = refused instanceof TargetRefused && refused.problem === 'NoRoom';
  return isFull || error.name === 'StoreFull'
    ? new BackupUnusable('NoRoom', { cause: error })
    : error;
}

async function removeStaged(dataDir: string): Promise<void> {
  for (const name of ['records.store', 'files.store', 'anchor'])
    for (const beside of ['', '-wal', '-journal', '-shm', '.making'])
      await rm(stagedFor(join(dataDir, name)) + beside, { force: true });
}
