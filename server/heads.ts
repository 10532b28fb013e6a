import { setTimeout as delay } from 'node:timers/promises';
import { type Pool, schemaOf } from './database.ts';

export type Head = { readonly head: number; readonly epoch: number };

/** Tells those who wait that a site's log has grown. */
export type Heads = {
  /** The site's head as soon as it is another than `seen`, or when the time is over. */
  readonly wait: (siteId: string, seen: Head, mostMs: number) => Promise<Head>;
  /** What a push of this node has just written: nobody needs to ask the database. */
  readonly note: (siteId: string, now: Head) => void;
  /** Answers all who wait. */
  readonly stop: () => Promise<void>;
  readonly waiting: () => number;
};

type Waiter = {
  readonly seen: Head;
  readonly deadlineMs: number;
  readonly answer: (head: Head) => void;
};

const LEAST_PAUSE_MS = 100;
/** The database works on this question a twentieth of the time at most. */
const PAUSES_PER_QUERY = 20;
const SITES_PER_QUERY = 200;

type Watch = { readonly pool: Pool; readonly onError: (error: unknown) => void };

type Waiters = {
  readonly sites: Map<string, Set<Waiter>>;
  readonly stopping: AbortController;
};

/** One question to the database for all waiting requests of this node, some times a second. */
export function createHeads(watch: Watch): Heads {
  const all: Waiters = { sites: new Map(), stopping: new AbortController() };
  let asking: Promise<void> | undefined;
  const keepAsking = (): void => {
    asking ??= askWhileAnybodyWaits(watch, all).finally(() => {
      asking = undefined;
      if (all.sites.size > 0) keepAsking();
    });
  };
  return {
    wait: (siteId, seen, mostMs) => {
      if (all.stopping.signal.aborted) return Promise.resolve(seen);
      const { promise, resolve } = Promise.withResolvers<Head>();
      const waiters = all.sites.get(siteId) ?? new Set();
      all.sites.set(siteId, waiters);
      waiters.add({ seen, deadlineMs: performance.now() + mostMs, answer: resolve });
      keepAsking();
      return promise;
    },
    note: (siteId, now) => answer(all, siteId, now),
    stop: async () => {
      all.stopping.abort();
      answerAllAsSeen(all);
      await asking;
    },
    waiting: () => [...all.sites.values()].reduce((total, { size }) => total + size, 0),
  };
}

function answer({ sites }: Waiters, siteId: string, now: Head): void {
  const waiters = sites.get(siteId);
  if (!waiters) return;
  const nowMs = performance.now();
  for (const waiter of waiters) {
    const isOther = waiter.seen.head !== now.head || waiter.seen.epoch !== now.epoch;
    if (!isOther && waiter.deadlineMs > nowMs) continue;
    waiters.delete(waiter);
    waiter.answer(now);
  }
  if (waiters.size === 0) sites.delete(siteId);
}

/** They ask again, and hear then what there is. */
function answerAllAsSeen({ sites }: Waiters): void {
  for (const waiters of sites.values()) for (const each of waiters) each.answer(each.seen);
  sites.clear();
}

async function askWhileAnybodyWaits({ pool, onError }: Watch, all: Waiters): Promise<void> {
  while (all.sites.size > 0) {
    const startedMs = performance.now();
    try {
      const now = await selectHeads(pool, [...all.sites.keys()]);
      for (const [siteId, head] of now) answer(all, siteId, head);
    } catch (error) {
      onError(error);
      answerAllAsSeen(all);
    }
    const tookMs = performance.now() - startedMs;
    await pause(Math.max(LEAST_PAUSE_MS, tookMs * PAUSES_PER_QUERY), all.stopping.signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // Stopping: nobody waits any more.
  }
}

async function selectHeads(
  pool: Pool,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, Head>> {
  const found = new Map<string, Head>();
  for (let from = 0; from < siteIds.length; from += SITES_PER_QUERY) {
    const some = siteIds.slice(from, from + SITES_PER_QUERY);
    const { rows } = await pool.query<Head & { readonly place: number }>(
      some
        .map(
          (siteId, place) =>
            `SELECT ${place} AS place, head, epoch FROM ${schemaOf(siteId)}.sync_site`,
        )
        .join(' UNION ALL '),
    );
    for (const { place, head, epoch } of rows) found.set(some[place] ?? '', { head, epoch });
  }
  return found;
}
