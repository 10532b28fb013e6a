import type { BackupSummary } from '../../shared/store/contract.ts';
import { formatCount, formatQuantity } from '../ui/format.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size as disks are sold: `512 bytes`, `48 MB`, `1.2 GB`. */
export function bytesWords(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const isWhole = unit === 0 || amount >= 9.95;
  return `${isWhole ? formatCount(Math.round(amount)) : amount.toFixed(1)} ${UNITS[unit]}`;
}

const LONG_ENOUGH_DAYS = 730;

/** For how long the free space lasts. */
export function daysLeftWords(daysLeft: number | null): string {
  if (daysLeft === null) return 'Known after a few days of use';
  if (daysLeft >= LONG_ENOUGH_DAYS) return 'More than two years';
  return `About ${formatQuantity(daysLeft, 'more day')}`;
}

/** What a backup holds: `132 patients, 1,204 treatments, 9 users`. */
export function contentWords(counts: NonNullable<BackupSummary['counts']>): string {
  return [
    formatQuantity(counts.patients, 'patient'),
    formatQuantity(counts.treatmentRecords, 'treatment'),
    formatQuantity(counts.users, 'user'),
  ].join(', ');
}

/** How often backups are made by themselves. */
export function everyHoursWords(everyHours: number | null): string {
  if (everyHours === null) return 'Only when somebody asks';
  if (everyHours % 24 === 0)
    return everyHours === 24 ? 'Every day' : `Every ${everyHours / 24} days`;
  return everyHours === 1 ? 'Every hour' : `Every ${everyHours} hours`;
}
