import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { signInOperations } from '../../shared/staff/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { actorOf, signedIn } from './actions.ts';
import { checkPin } from './pin-check.ts';
import { hashPin, type PinCost } from './pin-hash.ts';
import { selectSignIns, selectUser, upsertPin } from './store.ts';

/** `cost` is what a PIN set from now on is hashed with. */
export function createSignInHandlers(cost: PinCost): Handlers<typeof signInOperations, Contexts> {
  return {
    async 'session.tiles'(_input, { db }) {
      const people = await selectSignIns(db);
      return ok(people.map(({ id, ...person }) => ({ userId: id, ...person })));
    },
    async 'session.current'(_input, { db, actor }) {
      const user = actor && (await selectUser(db, actor.userId));
      return ok(user ? signedIn(user) : null);
    },
    async 'session.signIn'({ userId, pin }, context) {
      const user = await selectUser(context.tx, userId);
      if (!user?.isEnabled || !user.hasPin)
        return fail('CannotSignIn', 'This person cannot sign in here. Ask an administrator.');
      const checked = await checkPin(context, userId, pin);
      if (!checked.ok) return checked;
      context.session.begin(actorOf(user));
      return ok(signedIn(user));
    },
    async 'session.signOut'(_input, { session }) {
      session.end();
      return ok({});
    },
    async 'users.changeOwnPin'({ currentPin, newPin }, context) {
      const checked = await checkPin(context, context.actor.userId, currentPin);
      if (!checked.ok) return checked;
      const pinHash = await context.aside('hash of the new PIN', () => hashPin(newPin, cost));
      await upsertPin(context.tx, context.actor.userId, pinHash);
      return ok({});
    },
  };
}
