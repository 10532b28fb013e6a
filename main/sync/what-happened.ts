import { ForkedDevice } from './fork.ts';
import { type Hindrance, OtherProtocol } from './other-protocol.ts';
import {
  NotFollowing,
  ServerRefused,
  ServerUnreachable,
  type WhyUnreachable,
} from './server-errors.ts';

export type WhyOffline = WhyUnreachable | 'busy' | 'unexpected';

export type Happened = {
  readonly hindrance: Hindrance | null;
  readonly why: WhyOffline;
  readonly retryAfterMs: number;
  /** Somebody should look into it: neither network nor server say why. */
  readonly isUnexpected: boolean;
};

const passing = { hindrance: null, retryAfterMs: 0, isUnexpected: false } as const;

/** What a failed look at the server means for the next one and for people. */
export function whatHappened(error: unknown): Happened {
  if (error instanceof ServerUnreachable) return { ...passing, why: error.why };
  if (error instanceof OtherProtocol)
    return { ...passing, why: 'notCaretrail', hindrance: error.hindrance };
  if (error instanceof ServerRefused) return refused(error);
  if (error instanceof ForkedDevice || error instanceof NotFollowing)
    return { ...passing, why: 'busy' };
  return { ...passing, why: 'unexpected', isUnexpected: true };
}

function refused({ refusal }: ServerRefused): Happened {
  switch (refusal.code) {
    case 'revoked':
    case 'forbidden':
      return { ...passing, why: 'busy', hindrance: 'revoked' };
    case 'protocol':
      return { ...passing, why: 'notCaretrail', hindrance: 'tooOld' };
    case 'busy':
    case 'unavailable':
      return { ...passing, why: 'busy', retryAfterMs: refusal.retryAfterMs };
    // The next look begins by asking how the server stands.
    case 'epoch':
    case 'gap':
    case 'fork':
      return { ...passing, why: 'busy' };
    case 'unauthorized':
    case 'badCode':
    case 'notFound':
    case 'malformed':
    case 'tooLarge':
      return { ...passing, why: 'unexpected' };
  }
}
