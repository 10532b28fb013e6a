import type { RecordState, SyncStatus } from '../../shared/sync/contract.ts';
import { formatInstant, formatQuantity, formatTimeOfDay } from '../ui/format.ts';

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
export function standingOf({ attention, reviews, unsent, firstSync, state }: SyncStatus): Standing {
  if (attention !== null || reviews.blocking > 0) return 'attention';
  if (unsent.changes > 0 || firstSync !== null) return 'here';
  return state === 'connecting' ? 'here' : 'onServer';
}

/** What the frame says on every screen; null while sync is off. */
export function frameWords(status: SyncStatus): string | null {
  if (status.state === 'off') return null;
  const standing = standingOf(status);
  if (standing === 'attention') return 'Needs attention';
  if (status.firstSync !== null) return 'First sync';
  if (standing === 'onServer') return 'On the server';
  const { changes } = status.unsent;
  return changes === 0
    ? 'Looking at the server'
    : `${formatQuantity(changes, 'change')} on this computer only`;
}

/** A record's mark: `On the server, 14:02`. */
export function recordWords(
  { state, onServerAt }: RecordState,
  now: string,
  timeZone: string,
): string {
  if (state === 'needsAttention') return 'Needs attention';
  if (state === 'thisComputer') return 'On this computer';
  return onServerAt === null
    ? 'On the server'
    : `On the server, ${sinceInWords(onServerAt, now, timeZone)}`;
}
