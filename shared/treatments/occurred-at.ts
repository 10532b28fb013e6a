import { civilDateAt } from '../base/civil-date.ts';
import { localInstant } from '../base/local-instant.ts';

type When = {
  readonly dateApplied: string;
  readonly appliedAt: string | null;
  /** When it was first recorded. */
  readonly createdAt: string;
};

const LAST_MINUTE = '23:59';

/**
 * The instant at which a treatment counts where instants are put in order: when it was done, where that was
 * said; else when it was recorded, if that was the same day at the site; else the end of its day, so that it
 * comes after whatever arrived on it. In ISO 8601, UTC.
 */
export function occurredAt({ dateApplied, appliedAt, createdAt }: When, timeZone: string): string {
  if (appliedAt !== null) return appliedAt;
  if (civilDateAt(new Date(createdAt), timeZone) === dateApplied) return createdAt;
  const end = localInstant(dateApplied, LAST_MINUTE, timeZone) ?? `${dateApplied}T${LAST_MINUTE}Z`;
  return new Date(end).toISOString();
}
