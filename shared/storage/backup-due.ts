const HOUR_MS = 3_600_000;
/** How long after a failed try the next one comes: the drive may be connected again by then. */
const RETRY_HOURS = 1;
/** A clock may be set back by this much without a backup being made anew. */
const CLOCK_SLACK_MS = HOUR_MS;

export type BackupHistory = {
  /** The newest backup in the backup folder, ISO 8601; null when there is none. */
  readonly lastMadeAt: string | null;
  /** The newest try, when it failed; null when it did not. */
  readonly lastFailedAt: string | null;
};

/**
 * When the next scheduled backup is due, at the earliest `now`; null when none is scheduled. A backup
 * that lies in the future says that the clock was wrong, then or now, and counts for nothing: otherwise
 * a clock once set to next year would mean a year without backups.
 */
export function nextBackupAt(
  everyHours: number | null,
  { lastMadeAt, lastFailedAt }: BackupHistory,
  now: Date,
): Date | null {
  if (everyHours === null) return null;
  const made = believable(lastMadeAt, now);
  const failed = believable(lastFailedAt, now);
  const isFailedSince = failed !== null && (made === null || failed > made);
  const dueMs = isFailedSince
    ? failed + Math.min(everyHours, RETRY_HOURS) * HOUR_MS
    : (made ?? Number.NEGATIVE_INFINITY) + everyHours * HOUR_MS;
  return new Date(Math.max(dueMs, now.getTime()));
}

/**
 * True when the newest backup is so old that people should know: twice the interval and at least two
 * days, or a week where none is scheduled. Without any, the records' own age counts.
 */
export function isBackupOverdue(
  everyHours: number | null,
  {
    lastMadeAt,
    recordsSince,
  }: { readonly lastMadeAt: string | null; readonly recordsSince: string },
  now: Date,
): boolean {
  const since = believable(lastMadeAt, now) ?? believable(recordsSince, now);
  const allowedHours = everyHours === null ? 7 * 24 : Math.max(2 * everyHours, 48);
  return since === null || now.getTime() - since > allowedHours * HOUR_MS;
}

function believable(instant: string | null, now: Date): number | null {
  const ms = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(ms) || ms > now.getTime() + CLOCK_SLACK_MS ? null : ms;
}
