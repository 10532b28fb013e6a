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
/** Kept where nothing says how many: the figure that a new computer begins with. */
const KEPT_BACKUPS = 14;

export function entryOfSchedule({ folder, everyHours, keep }: BackupSchedule): ScheduleEntry {
  return {
    folder: folder ?? '',
    isScheduled: everyHours !== null,
    everyHours: everyHours ?? DAY_HOURS,
    keep,
  };
}

const { shape } = backupSchedule;
const RANGES = { everyHours: 'must be 1 to 168', keep: 'must be 2 to 365' } as const;
type Figure = keyof typeof RANGES;

/** `is missing` for an empty figure, else what the contract says of it; null for one that will do. */
function problemOf(name: Figure, figure: number | null): string | null {
  if (figure === null) return 'is missing';
  return shape[name].safeParse(figure).success ? null : RANGES[name];
}

/** The form's own check, by the contract's rules. Figures that the form hides cannot be wrong. */
export const scheduleEntry = z
  .object({
    folder: z.string().trim(),
    isScheduled: z.boolean(),
    everyHours: z.number().nullable(),
    keep: z.number().nullable(),
  })
  .transform(({ isScheduled, ...entry }, context): BackupSchedule => {
    const folder = entry.folder === '' ? null : entry.folder;
    const hasKeep = problemOf('keep', entry.keep) === null;
    const keep = (hasKeep ? entry.keep : null) ?? KEPT_BACKUPS;
    if (!isScheduled) return { folder, everyHours: null, keep };
    for (const name of ['everyHours', 'keep'] as const) {
      const message = problemOf(name, entry[name]);
      if (message !== null) context.addIssue({ code: 'custom', path: [name], message });
    }
    return { folder, everyHours: entry.everyHours, keep };
  });
