import { closeSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BlobStore } from '../blob-store/blob-store.ts';
import { workOnCopy } from '../copy-thread/copy-thread.ts';
import type { OnCopyProgress } from '../copy-thread/copy-work.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { PageStore } from '../page-store/page-store.ts';
import { expectRoom, makeWhole, type Target } from '../target-file.ts';
import { CopyStopped } from './backup-errors.ts';
import type { Manifest } from './manifest.ts';

/** What a backup is made of, while it is open and in use. */
export type BackupSource = {
  readonly store: PageStore;
  readonly files: BlobStore;
  readonly keyring: Keyring;
};

export type BackupOptions = {
  readonly madeAt: Date;
  readonly release: string;
  readonly onProgress: OnCopyProgress;
  readonly signal?: AbortSignal | undefined;
};

export type MadeBackup = {
  readonly path: string;
  readonly byteLength: number;
  readonly manifest: Manifest;
};

/**
 * Copies records and files into one encrypted file while work goes on, and verifies it; under its name
 * it is a whole backup or not there. Throws TargetRefused, BackupNotVerified, CopyStopped, and the
 * system's errors.
 */
export async function makeBackup(
  source: BackupSource,
  target: Target,
  options: BackupOptions,
): Promise<MadeBackup> {
  const manifest = await makeWhole(target, async (staged) => {
    await expectRoom(dirname(staged), source.store.byteLength() + source.files.byteLength());
    const leastCommitNumber = source.store.commitNumber();
    const filesLeftOut = await copyAll(source, staged, options);
    const { madeAt, release, onProgress, signal } = options;
    return workOnCopy(
      'finishBackup',
      { path: staged, madeAt: madeAt.toISOString(), release, leastCommitNumber, filesLeftOut },
      { keyring: source.keyring, onProgress, signal },
    );
  });
  const { size: byteLength } = await stat(target.path);
  return { path: target.path, byteLength, manifest };
}

/** Answers how many damaged files were left out. The files come last: whatever file the copied records name was stored before, and none goes meanwhile. */
async function copyAll(
  { store, files }: BackupSource,
  path: string,
  { onProgress, signal }: BackupOptions,
): Promise<number> {
  const stopIfAsked = (): void => {
    if (signal?.aborted) throw new CopyStopped();
  };
  // Made here, because SQLite would let others read it.
  closeSync(openSync(path, 'wx', 0o600));
  const release = files.holdDeletions();
  try {
    await store.backUpTo(path, (done, total) => {
      stopIfAsked();
      onProgress({ label: 'Copying records', done, total });
    });
    stopIfAsked();
    const { damaged } = await files.copyInto(path, {
      onProgress: (done, total) => onProgress({ label: 'Copying files', done, total }),
      ...(signal ? { signal } : {}),
    });
    return damaged.length;
  } finally {
    release();
  }
}
