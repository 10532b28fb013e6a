import { fail } from '../../shared/base/result.ts';
import { BackupNotVerified } from '../platform/backup/backup-errors.ts';
import { TargetRefused } from '../platform/target-file.ts';

const noRoom = fail(
  'NoRoom',
  'There was not enough room, and nothing was kept of it. Free some space, or choose another folder.',
);
export const folderNotUsable = fail(
  'FolderNotUsable',
  'The folder is not there or cannot be written to. Connect its drive, or choose another folder.',
);
const alreadyThere = fail(
  'AlreadyThere',
  'There is a file of that name already, and it is as it was. Choose another name.',
);
const notVerified = fail(
  'NotVerified',
  'The backup did not pass its check and was removed; earlier ones are as they were. Check the records, and restore the last good backup if they are damaged.',
);
const notWhole = fail(
  'NotWhole',
  'Something in the records cannot be read, so nothing was written. Check the records; a good backup can be restored and written out instead.',
);

/** The answer to a backup that was not made; anything else is thrown on. */
export function backupFailure(error: unknown) {
  const failure = error instanceof BackupNotVerified ? notVerified : folderFailure(error);
  if (failure === null) throw error;
  return failure;
}

/** The answer to a plain dump that was not written; a file of that name is `fileFailure`'s. */
export function dumpFailure(error: unknown) {
  const name = error instanceof Error ? error.name : '';
  const isDamage = ['error', 'StoreDamaged', 'SealBroken', 'RuntimeError'].includes(name);
  const failure = isDamage ? notWhole : folderFailure(error);
  if (failure === null) throw error;
  return failure;
}

/** The answer where a file of that name stands already, else null. */
export function fileFailure(error: unknown): typeof alreadyThere | null {
  const isThere = error instanceof TargetRefused && error.problem === 'AlreadyThere';
  return isThere ? alreadyThere : null;
}

function folderFailure(error: unknown): typeof noRoom | typeof folderNotUsable | null {
  if (!(error instanceof TargetRefused)) return null;
  if (error.problem === 'NoRoom') return noRoom;
  return error.problem === 'FolderNotUsable' ? folderNotUsable : null;
}
