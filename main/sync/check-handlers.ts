import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { checkOperations } from '../../shared/sync/check-contract.ts';
import type { Contexts } from '../platform/context.ts';
import { notEnrolled } from './ask-about-site.ts';
import { isDevice } from './device-store.ts';
import { sqlOver } from './sql.ts';
import type { SyncSwitch } from './sync-switch.ts';

export function createCheckHandlers(
  loop: Pick<SyncSwitch, 'check' | 'stopCheck'>,
): Handlers<typeof checkOperations, Contexts> {
  return {
    async 'sync.check'(_input, { tx }) {
      if (!(await isDevice(sqlOver(tx)))) return notEnrolled;
      loop.check();
      return ok({});
    },
    async 'sync.stopCheck'() {
      loop.stopCheck();
      return ok({});
    },
  };
}
