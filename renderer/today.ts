import { type CivilDate, civilDateAt } from '../shared/base/civil-date.ts';
import { useState } from 'react';
import { useSite } from './client/use-site.ts';

/** What day it is at the site; until that is known, on this computer. */
export function useToday(): CivilDate {
  const site = useSite();
  const [startedAt] = useState(() => new Date());
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return site?.today ?? civilDateAt(startedAt, own);
}
