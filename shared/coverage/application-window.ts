import { addDays, type CivilDate } from '../base/civil-date.ts';

/** Applications that count together against a limit. */
export type ApplicationWindow = {
  /** The day of its first application. */
  readonly startsOn: CivilDate;
  /** The last day that still belongs to it; null where it lasts as long as the episode of care. */
  readonly endsOn: CivilDate | null;
  /** Days on which something was applied: two pieces on one day are one application. */
  readonly days: readonly CivilDate[];
};

/**
 * The windows of an episode of care. Each begins with an application and lasts `windowWeeks` weeks,
 * that day included; the first application after its end begins the next. Null: one window for all.
 */
export function windowsOf(
  appliedOn: readonly CivilDate[],
  windowWeeks: number | null,
): readonly ApplicationWindow[] {
  const windows: ApplicationWindow[] = [];
  for (const day of [...new Set(appliedOn)].toSorted()) {
    const last = windows.at(-1);
    if (last && (last.endsOn === null || day <= last.endsOn))
      windows[windows.length - 1] = { ...last, days: [...last.days, day] };
    else
      windows.push({
        startsOn: day,
        endsOn: windowWeeks === null ? null : addDays(day, windowWeeks * 7 - 1),
        days: [day],
      });
  }
  return windows;
}

/** The window that an application on this day belongs to, with that application in it. */
export function windowWith(
  appliedOn: readonly CivilDate[],
  on: CivilDate,
  windowWeeks: number | null,
): ApplicationWindow {
  const windows = windowsOf([...appliedOn, on], windowWeeks);
  const found = windows.find(({ days }) => days.includes(on));
  if (!found) throw new Error('A day is in no window of its own');
  return found;
}
