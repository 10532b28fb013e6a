import { closeSync, openSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Migration } from '../../shared/base/migration-plan.ts';
import type { AnchorFile } from './anchor.ts';
import { CopyStopped } from './backup/backup-errors.ts';
import { findBackups, type FoundBackup } from './backup/backup-file.ts';
import { type BackupOptions, makeBackup, type MadeBackup } from './backup/make-backup.ts';
import type { BlobStore } from './blob-store/blob-store.ts';
import { workOnCopy } from './copy-thread/copy-thread.ts';
import type { CopyWork, OnCopyProgress } from './copy-thread/copy-work.ts';
import type { PageStore } from './page-store/page-store.ts';
import type { LeftOut } from './plain-dump/plain-dump.ts';
import { dataPaths } from './data-directory.ts';
import { createStorageKeys, type KeyHolder, type StorageKeys } from './storage-keys.ts';
import { expectRoom, makeWhole, type Target } from './target-file.ts';
import { createTurns } from './turns.ts';

/** Everything that the keeping of open records stands on. */
export type StorageParts = {
  readonly dataDir: string;
  readonly store: PageStore;
  readonly files: BlobStore;
  readonly migrations: readonly Migration[];
  readonly release: string;
  readonly anchor: AnchorFile;
  readonly keys: KeyHolder;
  readonly writing: () => 'allowed' | 'diskFull' | 'damaged';
  /** Told when a backup was made and verified. */
  readonly onBackup?: (madeAt: string) => void;
};

/** What long work on a copy is told and asked. */
export type LongWork = {
  readonly now: Date;
  readonly onProgress: OnCopyProgress;
  readonly signal?: AbortSignal | undefined;
};

/** What can be done with open records as a whole. Copies are made one after another. */
export type StorageEngine = Pick<StorageParts, 'store' | 'files' | 'anchor' | 'writing'> & {
  readonly keys: StorageKeys;
  /** Where backups go unless an administrator chose another folder. */
  readonly defaultFolder: string;
  /** Throws TargetRefused, BackupNotVerified, CopyStopped, and the system's errors. */
  readonly backUp: (target: Target, work: LongWork) => Promise<MadeBackup>;
  readonly findBackups: (
    folder: string,
    isNamed: (fileName: string) => boolean,
  ) => Promise<readonly FoundBackup[]>;
  /** Writes everything unencrypted. Throws TargetRefused, CopyStopped, and the system's errors. */
  readonly dumpPlain: (
    path: string,
    leftOut: readonly LeftOut[],
    work: LongWork,
  ) => Promise<CopyWork['dumpPlain']['output']>;
  /** The end of the log of unexpected errors; empty where there is none. */
  readonly readLog: () => Promise<string>;
  /** On the disk that holds the records, in bytes. */
  readonly freeBytes: () => Promise<number>;
};

export function createStorageEngine(parts: StorageParts): StorageEngine {
  const { dataDir, store, files, anchor, writing, release } = parts;
  const inTurn = createTurns();
  const keyring = parts.keys.keyring;
  // A dump that was cut off left its copy, which is as large as the records.
  inTurn(() => removeCopy(copyIn(dataDir))).catch(() => undefined);
  return {
    store,
    files,
    anchor,
    writing,
    keys: createStorageKeys({ store, files, anchor, holder: parts.keys }),
    defaultFolder: join(dataDir, 'backups'),
    backUp: (target, { now, onProgress, signal }) =>
      inTurn(async () => {
        const options: BackupOptions = { madeAt: now, release, onProgress, signal };
        const made = await makeBackup({ store, files, keyring: keyring() }, target, options);
        parts.onBackup?.(made.manifest.madeAt);
        // Its own freshness is all that is lost where the anchor cannot be written.
        await anchor.advance(store.commitNumber()).catch(() => undefined);
        return made;
      }),
    findBackups: (folder, isNamed) => findBackups(folder, keyring(), isNamed),
    dumpPlain: (path, leftOut, work) => inTurn(() => dumpPlain(parts, { path, leftOut, work })),
    readLog: () => readEnd(dataPaths(dataDir).log),
    async freeBytes() {
      const { bavail, bsize } = await statfs(dataDir);
      return bavail * bsize;
    },
  };
}

/** Enough for some hundred incidents. */
const LOG_BYTES = 256 * 1024;

async function readEnd(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, LOG_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

type Dump = {
  readonly path: string;
  readonly leftOut: readonly LeftOut[];
  readonly work: LongWork;
};

/** One state of the records, however long it takes to write down: it is read from a copy, encrypted too. */
async function dumpPlain(
  { dataDir, store, keys, migrations, release }: StorageParts,
  { path, leftOut, work: { now, onProgress, signal } }: Dump,
): Promise<CopyWork['dumpPlain']['output']> {
  const copy = copyIn(dataDir);
  await removeCopy(copy);
  try {
    return await makeWhole({ path, mayReplace: false }, async (staged) => {
      await expectRoom(dataDir, store.byteLength());
      await expectRoom(dirname(staged), store.byteLength());
      closeSync(openSync(copy, 'wx', 0o600));
      await store.backUpTo(copy, (done, total) => {
        if (signal?.aborted) throw new CopyStopped();
        onProgress({ label: 'Copying records', done, total });
      });
      // Once more: the copy may stand on the same disk.
      await expectRoom(dirname(staged), store.byteLength());
      const madeAt = now.toISOString();
      return workOnCopy(
        'dumpPlain',
        { recordsPath: copy, path: staged, madeAt, release, migrations, leftOut },
        { keyring: keys.keyring(), onProgress, signal },
      );
    });
  } finally {
    await removeCopy(copy);
  }
}

function copyIn(dataDir: string): string {
  return join(dataDir, 'dump.copy');
}

async function removeCopy(copy: string): Promise<void> {
  for (const beside of ['', '-wal', '-journal', '-shm']) await rm(copy + beside, { force: true });
}
