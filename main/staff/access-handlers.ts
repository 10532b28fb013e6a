import type { Handlers } from '../../shared/base/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { type PinCost, storedPin } from './pin-hash.ts';
import { isLastAdministrator, selectUser, updateAttempts, updateUser, upsertPin } from './store.ts';
import {
  type AccessOperations,
  GIVEN_PIN,
  lastAdministrator,
  unknownUser,
  userAsSaved,
} from './user-answers.ts';

/** Who may sign in. `cost` is what a PIN set from now on is hashed with. */
export function createAccessHandlers(cost: PinCost): Handlers<AccessOperations, Contexts> {
  return {
    async 'users.enable'({ userId, pin }, { tx, session, aside }) {
      if (!(await selectUser(tx, userId))) return unknownUser;
      await updateUser(tx, userId, { isEnabled: true });
      await upsertPin(tx, userId, await aside('hash', () => storedPin(pin, cost, GIVEN_PIN)));
      session.endAllOf(userId);
      return userAsSaved(tx, userId);
    },
    async 'users.liftLockout'({ userId }, { tx }) {
      if (!(await selectUser(tx, userId))) return unknownUser;
      await updateAttempts(tx, userId, { failedAttempts: 0, lockedUntil: null });
      return userAsSaved(tx, userId);
    },
    async 'users.disable'({ userId }, { tx, session }) {
      if (!(await selectUser(tx, userId))) return unknownUser;
      if (await isLastAdministrator(tx, userId)) return lastAdministrator;
      await updateUser(tx, userId, { isEnabled: false });
      session.endAllOf(userId);
      return userAsSaved(tx, userId);
    },
  };
}
