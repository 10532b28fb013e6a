import type { Handlers } from '../../shared/base/contract.ts';
import { fail } from '../../shared/base/result.ts';
import type { outcomeOperations } from '../../shared/outcomes/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { todayAtSite } from '../site/actions.ts';
import { countOutcomes } from './count-outcomes.ts';

export const outcomeHandlers: Handlers<typeof outcomeOperations, Contexts> = {
  async 'outcomes.count'(period, job) {
    const { fromOn, toOn } = period;
    if (fromOn !== null && toOn !== null && toOn < fromOn)
      return fail('ImpossibleDate', 'The last day is before the first. Check both days.');
    const today = await job.read((db) => todayAtSite(db, job.now));
    return countOutcomes(period, job, today);
  },
};
