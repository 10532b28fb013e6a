import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { CARETRAIL_VERSION } from '../../shared/base/version.ts';
import type { siteOperations } from '../../shared/site/contract.ts';
import { DEMONSTRATION_PIN } from '../../shared/site/demonstration.ts';
import type { Contexts } from '../platform/context.ts';
import { addSignIn } from '../staff/actions.ts';
import type { PinCost } from '../staff/pin-hash.ts';
import { todayAtSite } from './actions.ts';
import { isDeviceOfSite } from '../sync/actions.ts';
import { fillDemonstration } from './fill-demonstration.ts';
import { insertSite, selectSite, updateScreenLock } from './store.ts';

const alreadySetUp = fail('AlreadySetUp', 'This computer is already set up. Sign in instead.');

/** What the first administrator says of themselves later. */
const nobodyYet = {
  lastName: null,
  firstName: null,
  credential: null,
  npi: null,
  taxonomy: null,
  facilityId: null,
};

/** `cost` is what the first PINs are hashed with. */
export function createSiteHandlers(cost: PinCost): Handlers<typeof siteOperations, Contexts> {
  return {
    async 'site.status'(_input, { db, now }) {
      const today = await todayAtSite(db, now);
      return ok({ site: await selectSite(db), today, version: CARETRAIL_VERSION });
    },
    async 'site.setUp'({ siteName, timeZone, administrator }, { tx, newId }) {
      if ((await selectSite(tx)) || (await isDeviceOfSite(tx))) return alreadySetUp;
      const site = await insertSite(tx, {
        id: newId(),
        name: siteName,
        timeZone,
        isDemonstration: false,
      });
      const id = newId();
      const { displayName, pin } = administrator;
      await addSignIn(
        tx,
        { id, displayName, signInName: displayName, role: 'administrator', ...nobodyYet, pin },
        cost,
      );
      return ok({ site, administratorId: id });
    },
    async 'site.changeScreenLock'(lock, { tx }) {
      const site = await updateScreenLock(tx, lock);
      return site ? ok(site) : fail('NotSetUp', 'This computer is not set up yet.');
    },
    async 'site.exploreDemonstration'({ timeZone }, { tx, now, newId }) {
      if ((await selectSite(tx)) || (await isDeviceOfSite(tx))) return alreadySetUp;
      const site = await insertSite(tx, {
        id: newId(),
        name: 'Riverbend Wound Clinic (demonstration)',
        timeZone,
        isDemonstration: true,
      });
      const counts = await fillDemonstration({
        tx,
        newId,
        today: await todayAtSite(tx, now),
        now,
        cost,
      });
      return ok({ site, pin: DEMONSTRATION_PIN, ...counts });
    },
  };
}
