import { join } from 'node:path';
import type { z } from 'zod';
import { ok } from '../../shared/base/result.ts';
import type { storageOperations } from '../../shared/storage/contract.ts';
import { signHead } from '../platform/audit-head.ts';
import type { JobContext } from '../platform/context.ts';
import type { Target } from '../platform/target-file.ts';
import { backupFailure, fileFailure } from './backup-failures.ts';
import { inChunks } from './in-chunks.ts';
import type { Keeping } from './keeping.ts';
import { backupFolderOf, makeKeptBackup, nextTarget, rotate } from './make-kept-backup.ts';
import { insertBackupMade, selectBackupsMade, selectSettings } from './store.ts';

type Made = z.input<(typeof storageOperations)['storage.backUp']['output']>;

/** Makes a backup in the backup folder, under a name by its time. */
export async function backUpIntoFolder({ engine }: Keeping, job: JobContext) {
  const { schedule } = await job.read(selectSettings);
  const folder = backupFolderOf(engine, schedule);
  try {
    const made = await makeAndKeep({ engine }, job, () => nextTarget(engine, folder, job.now));
    await rotate(await job.read((db) => selectBackupsMade(db, folder)), schedule.keep);
    return ok(made);
  } catch (error) {
    return backupFailure(error);
  }
}

/** Makes a backup in a file of somebody's choice. */
export async function backUpToFile({ engine }: Keeping, job: JobContext, target: Target) {
  try {
    return ok(await makeAndKeep({ engine }, job, async () => target));
  } catch (error) {
    return fileFailure(error) ?? backupFailure(error);
  }
}

async function makeAndKeep(
  { engine }: Pick<Keeping, 'engine'>,
  job: JobContext,
  target: () => Promise<Target>,
): Promise<Made> {
  await signTrail(engine, job);
  const { filesLeftOut, ...made } = await inChunks(job, async (work) =>
    makeKeptBackup(engine, { target: await target(), isScheduled: false }, work),
  );
  await job.chunk(async ({ tx, newId }) => {
    await insertBackupMade(tx, { ...made, id: newId() });
    return { cursor: null, done: 1, total: 1, label: 'Done' };
  });
  const { folder, fileName, madeAt, byteLength, counts } = made;
  return { path: join(folder, fileName), madeAt, byteLength, counts, filesLeftOut };
}

/** The head goes with the backup, in which nobody can change it any more. */
async function signTrail({ writing }: Keeping['engine'], job: JobContext): Promise<void> {
  if (writing() !== 'allowed') return;
  await job.chunk(async ({ tx, now }) => {
    await signHead(tx, { occasion: 'backup', at: now });
    return { cursor: null, done: 0, total: 1, label: 'Signing the audit trail' };
  });
}
