import { Refused } from './refused.ts';

export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

const RETRY_MS = 1000;

/**
 * Work of one key, one piece after the other: pushes to a site wait for its lock anyway, and here they do
 * so without each holding a connection that another site could use. Throws `unavailable` beyond
 * `mostWaiting` of a key.
 */
export function createTurns(mostWaiting: number): Turns {
  const tails = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return async (key, work) => {
    const queue = tails.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= mostWaiting)
      throw new Refused({ code: 'unavailable', retryAfterMs: RETRY_MS });
    tails.set(key, queue);
    queue.waiting += 1;
    const mine = queue.last.then(work, work);
    queue.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) tails.delete(key);
    }
  };
}
