import { Refused } from './refused.ts';

type Bucket = { tokens: number; atMs: number };

export type RateLimit = {
  /** Takes one of the caller's; throws `busy` when it has none left. Returns what gives it back. */
  readonly take: (caller: string) => () => void;
};

const MOST_CALLERS = 100_000;

/** Each caller has `burst` calls, and gets them back over `refillMs`. Counted by each node for itself. */
export function createRateLimit(burst: number, refillMs: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  const perMs = burst / refillMs;
  return {
    take: (caller) => {
      const nowMs = performance.now();
      const bucket = buckets.get(caller) ?? { tokens: burst, atMs: nowMs };
      bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) * perMs);
      bucket.atMs = nowMs;
      // Moved to the end, so that the first is whoever has been quiet longest.
      buckets.delete(caller);
      buckets.set(caller, bucket);
      const oldest = buckets.keys().next();
      if (buckets.size > MOST_CALLERS && !oldest.done) buckets.delete(oldest.value);
      if (bucket.tokens < 1)
        throw new Refused({
          code: 'busy',
          retryAfterMs: Math.ceil((1 - bucket.tokens) / perMs),
        });
      bucket.tokens -= 1;
      return () => {
        bucket.tokens = Math.min(burst, bucket.tokens + 1);
      };
    },
  };
}
