import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { signInOperations } from '../../shared/staff/contract.ts';
import type { CommandContext, Contexts } from '../platform/context.ts';
import { idleLimitMs } from '../site/actions.ts';
import { actorOf, signedIn } from './actions.ts';
import { checkPin } from './pin-check.ts';
import { type PinCost, storedPin } from './pin-hash.ts';
import { selectSignIns, selectUser, upsertPin } from './store.ts';

const newPinNeeded = fail(
  'NewPinNeeded',
  'This PIN was given to you by somebody else. Choose one that only you know.',
);
const samePin = fail('SamePin', 'That is the PIN you have now. Choose another.');

async function setOwnPin(
  { tx, aside }: CommandContext,
  {
    userId,
    newPin,
    cost,
  }: { readonly userId: string; readonly newPin: string; readonly cost: PinCost },
): Promise<void> {
  const stored = await aside('hash of the new PIN', () =>
    storedPin(newPin, cost, { mustChange: false }),
  );
  await upsertPin(tx, userId, stored);
}

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
    async 'session.touch'() {
      return ok({});
    },
    async 'session.confirmPin'({ operation, pin }, context) {
      const checked = await checkPin(context, context.actor.userId, pin);
      if (!checked.ok) return checked;
      context.session.confirm(operation);
      return ok({});
    },
    async 'session.signIn'({ userId, pin, newPin }, context) {
      const user = await selectUser(context.tx, userId);
      if (!user?.isEnabled || !user.hasPin)
        return fail('CannotSignIn', 'This person cannot sign in here. Ask an administrator.');
      const checked = await checkPin(context, userId, pin);
      if (!checked.ok) return checked;
      if (checked.value.mustChange) {
        if (newPin === null) return newPinNeeded;
        if (newPin === pin) return samePin;
        await setOwnPin(context, { userId, newPin, cost });
      }
      context.session.begin(actorOf(user), await idleLimitMs(context.tx));
      return ok(signedIn(user));
    },
    async 'session.signOut'(_input, { session }) {
      session.end();
      return ok({});
    },
    async 'users.changeOwnPin'({ currentPin, newPin }, context) {
      const checked = await checkPin(context, context.actor.userId, currentPin);
      if (!checked.ok) return checked;
      if (newPin === currentPin) return samePin;
      await setOwnPin(context, { userId: context.actor.userId, newPin, cost });
      return ok({});
    },
  };
}
