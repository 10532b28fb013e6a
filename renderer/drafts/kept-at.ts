import { civilDateAt } from '../../shared/base/civil-date.ts';
import { formatInstant, formatTimeOfDay } from '../ui/format.ts';

/** When a draft was kept, on the site's clocks: the time alone for one of `today`. */
export function keptAt(
  savedAt: string,
  { today, timeZone }: { readonly today: string; readonly timeZone: string | undefined },
): string {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isOfToday = civilDateAt(new Date(savedAt), zone) === today;
  return isOfToday ? formatTimeOfDay(savedAt, timeZone) : formatInstant(savedAt, timeZone);
}
