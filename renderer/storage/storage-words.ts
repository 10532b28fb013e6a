import type { BackupSummary } from '../../shared/store/contract.ts';
import { formatQuantity } from '../ui/format.ts';

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
