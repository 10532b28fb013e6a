import { BackupNotVerified, BackupUnusable, type UnusableBackup } from '../backup/backup-errors.ts';
import { FileSystemError } from '../page-store/file-system-error.ts';
import { TargetRefused, type TargetProblem } from '../target-file.ts';
import type { SentError } from './copy-work.ts';

/** Takes an error apart for the way to another thread. */
export function sentError(error: unknown): SentError {
  if (error instanceof BackupUnusable) return { ...words(error), code: error.why };
  if (error instanceof TargetRefused) return { ...words(error), code: error.problem };
  if (!(error instanceof Error)) return { name: 'Error', message: 'unknown', code: '' };
  if (error instanceof FileSystemError) return { ...words(error), code: error.errno };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { ...words(error), code };
}

/** With what it came from, for the log; its text stays behind, for it may quote what was read. */
function words({ name, message, cause }: Error): Pick<SentError, 'name' | 'message'> {
  const from = cause instanceof Error ? ` (${cause.name})` : '';
  return { name, message: message + from };
}

/** The error again, of its own class where it is one that callers tell apart. */
export function receivedError({ name, message, code }: SentError): Error {
  // oxlint-disable typescript/no-unsafe-type-assertion -- sentError wrote the class's own codes
  if (name === 'BackupUnusable') return new BackupUnusable(code as UnusableBackup);
  if (name === 'TargetRefused') return new TargetRefused(code as TargetProblem);
  // oxlint-enable typescript/no-unsafe-type-assertion
  if (name === 'BackupNotVerified') return Object.assign(new BackupNotVerified(''), { message });
  return Object.assign(new Error(message), { name, code });
}
