import { fail, failWith, ok } from '../../shared/base/result.ts';
import { isLockedOut, waitAfterFailuresSeconds } from '../../shared/staff/pin.ts';
import type { CommandContext } from '../platform/context.ts';
import { isPin } from './pin-hash.ts';
import { selectPin, updateAttempts } from './store.ts';

const lockedOut = fail(
  'LockedOut',
  'Too many wrong PINs. An administrator can lift this under Users, or whoever has the recovery passphrase.',
);

/**
 * Checks a PIN against the person's, with a wait that grows with each failure. The count is kept even
 * though the command is refused, and survives a restart.
 */
export async function checkPin(
  context: Pick<CommandContext, 'tx' | 'now' | 'aside' | 'evenIfRefused'>,
  userId: string,
  pin: string,
) {
  const { tx, now, aside, evenIfRefused } = context;
  const stored = await selectPin(tx, userId);
  if (!stored) return fail('WrongPin', 'That PIN is not right.');
  if (isLockedOut(stored.failedAttempts)) return lockedOut;
  // A clock that was wrong when the failures happened must lock nobody out for years.
  const waitSeconds = Math.min(
    secondsUntil(stored.lockedUntil, now),
    waitAfterFailuresSeconds(stored.failedAttempts),
  );
  if (waitSeconds > 0) return tooSoon(waitSeconds);
  // The hash in the key: against a PIN that was changed meanwhile it is checked anew.
  const isRight = await aside(`PIN against ${stored.pinHash}`, () => isPin(pin, stored.pinHash));
  if (isRight) {
    if (stored.failedAttempts > 0)
      await updateAttempts(tx, userId, { failedAttempts: 0, lockedUntil: null });
    return ok({ mustChange: stored.mustChange });
  }
  const failedAttempts = stored.failedAttempts + 1;
  const nextWait = waitAfterFailuresSeconds(failedAttempts);
  const lockedUntil = new Date(now.getTime() + nextWait * 1000).toISOString();
  evenIfRefused((alone) =>
    updateAttempts(alone, userId, {
      failedAttempts,
      lockedUntil: nextWait > 0 ? lockedUntil : null,
    }),
  );
  if (isLockedOut(failedAttempts)) return lockedOut;
  return nextWait > 0 ? tooSoon(nextWait) : fail('WrongPin', 'That PIN is not right.');
}

function secondsUntil(instant: string | null, now: Date): number {
  return instant === null ? 0 : Math.ceil((Date.parse(instant) - now.getTime()) / 1000);
}

function tooSoon(waitSeconds: number) {
  return failWith('TooSoon', `That PIN is not right. Try again in ${waitSeconds} seconds.`, {
    waitSeconds,
  });
}
