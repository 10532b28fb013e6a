import { readdir, rm } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { fail, ok } from '../shared/base/result.ts';
import { namedBackup } from '../shared/storage/backup-name.ts';
import { openRecords } from './open-records.ts';
import type { RecordsPlace } from './records-place.ts';
import { BackupUnusable } from './platform/backup/backup-errors.ts';
import { stageRestore } from './platform/backup/stage-restore.ts';
import { finishSwap } from './platform/backup/swap.ts';
import { dataPaths } from './platform/data-directory.ts';
import { createRecords } from './platform/first-records/create-records.ts';
import { lookAtFolder } from './platform/gate/data-folder.ts';
import type { GateEffects, RestoreFailure } from './platform/gate/gate-effects.ts';
import type { KeyWrap } from './platform/keys/keyring.ts';
import {
  type FromKeychain,
  openByKey,
  openByKeychain,
  openByPassphrase,
} from './platform/keys/open-keyring.ts';
import { MigrationRefused } from './platform/migrate.ts';
import { readKeyWraps } from './platform/page-store/key-wrap-table.ts';
import { backupCountsOf } from './storage/actions.ts';

export type FolderPlace = RecordsPlace & {
  readonly templateFile: string;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Lets go of the folder. */
  readonly release: () => void;
};

/** What the gate does to a data folder, which this process has locked. */
export function folderEffects(place: FolderPlace): GateEffects {
  const { dataDir } = place;
  const { keychain = null } = place.support;
  const paths = dataPaths(dataDir);
  const wraps = (): readonly KeyWrap[] => readKeyWraps(paths.records);
  let unasked: FromKeychain | null = null;
  return {
    look: () => lookAtFolder(dataDir),
    async keyringUnasked() {
      unasked = await openUnasked(place, wraps());
      return unasked?.keyring ?? null;
    },
    keyringOf: (passphrase) => openByPassphrase(wraps(), passphrase),
    async open(keyring, onProgress) {
      // One that could not be finished when a backup was put in place: records and files belong together.
      await finishSwap(dataDir);
      const wasAsked = keyring !== unasked?.keyring;
      const fresh = wasAsked ? null : (unasked?.fresh ?? null);
      return openRecords(place, { keyring, wasAsked, fresh }, onProgress);
    },
    async create(passphrase, onProgress) {
      // One of earlier records says nothing about these.
      await rm(paths.anchor, { force: true });
      const keyring = await createRecords({
        dataDir,
        passphrase,
        keychain,
        onProgress,
        templateFile: place.templateFile,
        cost: place.passphraseCost,
      });
      return openRecords(place, { keyring, wasAsked: false, fresh: null }, onProgress);
    },
    stageRestore: (backup, onProgress) => stage(place, backup, onProgress),
    backupFolder: paths.backups,
    listBackups: () => backupsIn(paths.backups),
    hasKeychain: keychain !== null,
    attempts: place.attempts,
    randomBytes: place.randomBytes,
    report: place.report,
    release: place.release,
  };
}

/** By the key of a core that ran a moment ago, or by this computer's keychain. */
async function openUnasked(
  { support }: FolderPlace,
  wraps: readonly KeyWrap[],
): Promise<FromKeychain | null> {
  const { keychain = null, restartKey } = support;
  const kept = restartKey ? Uint8Array.from(new Uint8Array(restartKey)) : null;
  const keyring = kept && openByKey(wraps, kept);
  if (keyring) return { keyring, fresh: null };
  const opened = keychain && (await openByKeychain(wraps, keychain));
  return opened?.ok ? opened.value : null;
}

async function stage(
  { dataDir, migrations, clock }: FolderPlace,
  backup: Parameters<GateEffects['stageRestore']>[0],
  onProgress: Parameters<GateEffects['stageRestore']>[1],
): ReturnType<GateEffects['stageRestore']> {
  const { path, folder, passphrase } = backup;
  // A name leads nowhere but into the folder of backups.
  const isName = basename(path) === path;
  if (!isAbsolute(path) && !isName) return asFailure(new BackupUnusable('UnknownFile'));
  try {
    const { manifest, ...staged } = await stageRestore({
      dataDir,
      migrations,
      passphrase,
      onProgress,
      now: clock(),
      backupPath: isName ? join(folder, path) : path,
    });
    return ok({ ...staged, madeAt: manifest.madeAt, counts: backupCountsOf(manifest.tables) });
  } catch (error) {
    if (error instanceof BackupUnusable) return asFailure(error);
    if (error instanceof MigrationRefused) return fail('DamagedBackup', error.message);
    throw error;
  }
}

function asFailure({ why, message }: BackupUnusable): { ok: false; failure: RestoreFailure } {
  return { ok: false, failure: { code: why, message } };
}

async function backupsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => namedBackup(name) !== null)
    .toSorted()
    .toReversed();
}
