import { randomBytes } from 'node:crypto';
import { isSameText } from './same-text.ts';

/** How long a launch address may be used, in milliseconds. */
export const LAUNCH_LIFE_MS = 60_000;

export type LaunchTokens = {
  /** Makes the one valid token; any before it is void. */
  readonly issue: () => string;
  /** True once, for the valid token, within its life. */
  readonly redeem: (token: string) => boolean;
  readonly close: () => void;
};

/** One single-use token at a time; `onExpired` is called when one has gone unused. */
export function launchTokens(lifeMs: number, onExpired: () => void): LaunchTokens {
  let valid: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    clearTimeout(timer);
    valid = null;
  };
  return {
    issue() {
      clear();
      valid = randomBytes(32).toString('base64url');
      timer = setTimeout(() => {
        clear();
        onExpired();
      }, lifeMs);
      timer.unref();
      return valid;
    },
    redeem(token) {
      if (valid === null || !isSameText(token, valid)) return false;
      clear();
      return true;
    },
    close: clear,
  };
}
