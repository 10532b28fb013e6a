import type { RecordState, SyncStatus } from '../../shared/sync/contract.ts';
import { formatBytes, formatInstant, formatQuantity, formatTimeOfDay } from '../ui/format.ts';
import { entityWords } from './review-words.ts';

/** The time alone for an instant of today, else the day too. */
export function sinceInWords(at: string, now: string, timeZone: string | undefined): string {
  const day = (instant: string) => formatInstant(instant, timeZone).split(',')[0];
  return day(at) === day(now) ? formatTimeOfDay(at, timeZone) : formatInstant(at, timeZone);
}

/** `about 5 minutes`; null where nobody can tell. */
export function estimateInWords(seconds: number | null): string | null {
  if (seconds === null) return null;
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${formatQuantity(minutes, 'minute')}`;
  return `about ${formatQuantity(Math.round(minutes / 60), 'hour')}`;
}

/** How far this computer's clock is off, such as `5 minutes behind`; ms are positive where it is behind. */
export function clockInWords(behindMs: number): string {
  const minutes = Math.round(Math.abs(behindMs) / 60_000);
  const howFar =
    minutes < 120
      ? formatQuantity(minutes, 'minute')
      : formatQuantity(Math.round(minutes / 60), 'hour');
  return `${howFar} ${behindMs > 0 ? 'behind' : 'ahead of'}`;
}

export type Standing = 'onServer' | 'here' | 'attention';

/** Whether somebody has to do something, or else where the changes are. */
export function standingOf(status: SyncStatus): Standing {
  const { attention, reviews, unsent, firstSync, files, state } = status;
  if (attention !== null || reviews.blocking > 0) return 'attention';
  if (unsent.changes > 0 || firstSync !== null || files.toSend.files > 0) return 'here';
  return state === 'connecting' ? 'here' : 'onServer';
}

/** What the frame says on every screen; null while sync is off. */
export function frameWords(status: SyncStatus): string | null {
  if (status.state === 'off') return null;
  const standing = standingOf(status);
  if (standing === 'attention') return 'Needs attention';
  if (status.firstSync !== null) return 'First sync';
  if (status.state === 'offline') return `Offline, ${waitingWords(status) ?? 'nothing to send'}`;
  if (standing === 'onServer') return 'On the server';
  return waitingWords(status) ?? 'Looking at the server';
}

function waitingWords({ unsent: { changes }, files: { toSend } }: SyncStatus): string | null {
  if (changes > 0) return `${formatQuantity(changes, 'change')} on this computer only`;
  const { files } = toSend;
  return files > 0 ? `${formatQuantity(files, 'file')} on this computer only` : null;
}

type When = { readonly now: string; readonly timeZone: string | undefined };

/** What people wrote that is here alone: `3 changes; the oldest: Treatment, since 14:02`. */
export function unsentWords(
  { unsent: { changes, oldestAt, oldestEntity } }: SyncStatus,
  { now, timeZone }: When,
): string {
  if (changes === 0) return 'Nothing';
  const what = oldestEntity === null ? null : entityWords(oldestEntity);
  const since = oldestAt === null ? null : `since ${sinceInWords(oldestAt, now, timeZone)}`;
  const oldest = [what, since].filter((part) => part !== null).join(', ');
  return `${formatQuantity(changes, 'change')}${oldest === '' ? '' : `; the oldest: ${oldest}`}`;
}

/** The same of who saw and did what, which is written down beside the work. */
export function trailWords(
  { trailUnsent: { changes, oldestAt } }: SyncStatus,
  { now, timeZone }: When,
): string {
  if (changes === 0) return 'All of it is on the server';
  const since = oldestAt === null ? '' : `, since ${sinceInWords(oldestAt, now, timeZone)}`;
  return `${formatQuantity(changes, 'entry', 'entries')} on this computer only${since}`;
}

/** Photos and other files on their way: `12 to send (31 MB), 3 to come (2.0 MB)`; null where all are there. */
export function filesInWords({ toSend, toCome, failed }: SyncStatus['files']): string | null {
  const parts = [
    toSend.files > 0 && `${toSend.files} to send (${formatBytes(toSend.byteLength)})`,
    toCome.files > 0 && `${toCome.files} to come (${formatBytes(toCome.byteLength)})`,
    failed > 0 && `${failed} did not go and ${failed === 1 ? 'is' : 'are'} tried again later`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : parts.join(', ');
}

/** A record's mark: `On the server, 14:02`. */
export function recordWords(
  { state, onServerAt }: RecordState,
  now: string,
  timeZone: string,
): string {
  if (state === 'needsAttention') return 'Needs attention';
  if (state === 'thisComputer') return 'Saved on this computer';
  return onServerAt === null
    ? 'On the server'
    : `On the server, ${sinceInWords(onServerAt, now, timeZone)}`;
}

/** How the comparison with the server stands; `last` is what the last one came to. */
export function comparisonWords(
  { isRunning, total, wasStopped }: NonNullable<SyncStatus['check']>,
  last: string | null,
): string {
  if (isRunning) return total > 0 ? 'Comparing now.' : 'As soon as the server is in reach.';
  const words = last ?? 'Not yet: it is done once a day.';
  return wasStopped ? `${words} The last comparison was stopped before its end.` : words;
}
