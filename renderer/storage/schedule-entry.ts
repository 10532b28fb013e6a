import { z } from 'zod';
import { type BackupSchedule, backupSchedule } from '../../shared/storage/contract.ts';

/** The schedule as the form holds it: an empty folder is the one beside the records. */
export type ScheduleEntry = {
  readonly folder: string;
  readonly isScheduled: boolean;
  readonly everyHours: number | null;
  readonly keep: number | null;
};

const DAY_HOURS = 24;

export function entryOfSchedule({ folder, everyHours, keep }: BackupSchedule): ScheduleEntry {
  return {
    folder: folder ?? '',
    isScheduled: everyHours !== null,
    everyHours: everyHours ?? DAY_HOURS,
    keep,
  };
}

/** `is missing` for an empty figure, else what the contract says of it. */
function figure(schema: z.ZodType, range: string) {
  return z.int('is missing').refine((count) => schema.safeParse(count).success, range);
}

const { everyHours, keep } = backupSchedule.shape;

/** The form's own check, by the contract's rules. */
export const scheduleEntry = z
  .object({
    folder: z.string().trim(),
    isScheduled: z.boolean(),
    everyHours: figure(everyHours, 'must be 1 to 168').nullable(),
    keep: figure(keep, 'must be 2 to 365').nullable(),
  })
  .transform((entry, context): BackupSchedule => {
    if (entry.isScheduled && entry.everyHours === null) complain(context, 'everyHours');
    if (entry.keep === null) complain(context, 'keep');
    return {
      folder: entry.folder === '' ? null : entry.folder,
      everyHours: entry.isScheduled ? entry.everyHours : null,
      keep: entry.keep ?? 0,
    };
  });

function complain(context: z.RefinementCtx, field: keyof ScheduleEntry): void {
  context.addIssue({ code: 'custom', path: [field], message: 'is missing' });
}
