import type { CivilDate } from '../../shared/base/civil-date.ts';
import { useOperation } from './use-operation.ts';

/** The site's own day and time zone; null until known. */
export function useSite(): { readonly today: CivilDate; readonly timeZone: string } | null {
  const { data: status } = useOperation('site.status', {});
  return status?.site ? { today: status.today, timeZone: status.site.timeZone } : null;
}
