import { randomBytes } from 'node:crypto';
import type { Core, Session } from '../platform/core.ts';

/** One caller's session; ending it begins the next under a fresh key. */
export type RenewableSession = {
  readonly current: () => Session;
  /** Signs out whoever was signed in. */
  readonly end: () => Promise<void>;
};

/** Keys are random, made here, and never leave the main process. */
export function renewableSession(core: Core, host: Session['host']): RenewableSession {
  const begin = (): Session => ({ host, key: randomBytes(32).toString('base64url') });
  let session = begin();
  return {
    current: () => session,
    async end() {
      const ended = session;
      // A sign-in still on its way then signs in the ended key, which nobody holds any more.
      session = begin();
      await core.endSession(ended);
    },
  };
}
