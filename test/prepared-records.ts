import { cp } from 'node:fs/promises';
import { inject } from 'vitest';
import { civilDateAt } from '../shared/base/civil-date.ts';

/**
 * Puts the demonstration in place as this run of the tests has filled it once, under the passphrase that
 * served programs get. False when that was on another day: what happened counts back from today, so it
 * has to be filled anew.
 */
export async function copyDemonstration(dataDir: string): Promise<boolean> {
  const { demonstration, filledOn, timeZone } = inject('preparedRecords');
  if (civilDateAt(new Date(), timeZone) !== filledOn) return false;
  await cp(demonstration, dataDir, { recursive: true });
  return true;
}

/** Puts the clinic in place that `caretrail init --admin 'Ada Admin'` would have set up. */
export async function copyClinic(dataDir: string): Promise<void> {
  await cp(inject('preparedRecords').clinic, dataDir, { recursive: true });
}
