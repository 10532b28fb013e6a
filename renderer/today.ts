import { type CivilDate, civilDateAt } from '../shared/base/civil-date.ts';
import { useState } from 'react';
import { useOperation } from './client/use-operation.ts';

/** What day it is at the site. */
export function useToday(): CivilDate {
  const { data: status } = useOperation('site.status', {});
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [startedAt] = useState(() => new Date());
  return status?.today ?? civilDateAt(startedAt, status?.site?.timeZone ?? own);
}
