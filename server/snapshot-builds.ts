import type { SnapshotManifest } from '../shared/sync/wire.ts';
import { inSite, type Pool } from './database.ts';
import { Refused } from './refused.ts';
import { readHead } from './sites.ts';
import { buildSnapshot, newestSnapshot, readManifest } from './snapshots.ts';
import { createTurns } from './turns.ts';

/** Makes snapshots when somebody needs one, each once. */
export type SnapshotBuilds = {
  /** What to begin from; throws `busy` while the first one is being made. */
  readonly manifest: (siteId: string) => Promise<SnapshotManifest>;
  /**
   * Of what to begin from; null where the log alone is short enough, or is the only way because making a
   * snapshot takes too long or fails.
   */
  readonly idFor: (siteId: string, head: number) => Promise<string | null>;
  /** Waits for what is being made. */
  readonly settle: () => Promise<void>;
};

type Options = {
  readonly pool: Pool;
  /** A new one is made when the newest is that many entries behind. */
  readonly every: number;
  readonly onBuilt: (result: { readonly tookMs: number; readonly error?: unknown }) => void;
};

const RETRY_MS = 1000;
const PATIENCE_MS = 2000;
const GREATEST_PATIENCE_MS = 20_000;

export function createSnapshotBuilds({ pool, every, onBuilt }: Options): SnapshotBuilds {
  const building = new Map<string, Promise<void>>();
  const inTurn = createTurns(Infinity);

  const build = (siteId: string): Promise<void> => {
    const running = building.get(siteId);
    if (running) return running;
    const startedMs = performance.now();
    // Each takes three connections, and many sites may ask in the morning.
    const done = inTurn('snapshots', () => buildAlone(pool, siteId, every))
      .then(
        () => onBuilt({ tookMs: performance.now() - startedMs }),
        (error: unknown) => onBuilt({ tookMs: performance.now() - startedMs, error }),
      )
      .finally(() => building.delete(siteId));
    building.set(siteId, done);
    return done;
  };

  const usable = async (siteId: string, head: number, mostMs: number) => {
    const newest = await newestSnapshot(pool, siteId);
    if (newest && head - newest.seq < every) return newest;
    const done = build(siteId);
    if (newest) return newest;
    await Promise.race([done, pause(mostMs)]);
    return newestSnapshot(pool, siteId);
  };

  return {
    manifest: async (siteId) => {
      const { head } = await inSite(pool, { siteId, isolation: 'snapshot' }, (client) =>
        readHead(client),
      );
      const found = await usable(siteId, head, PATIENCE_MS);
      const manifest = found && (await readManifest(pool, siteId, found.id));
      if (!manifest) throw new Refused({ code: 'busy', retryAfterMs: RETRY_MS });
      return manifest;
    },
    idFor: async (siteId, head) => {
      if (head < every) return null;
      const found = await usable(siteId, head, GREATEST_PATIENCE_MS);
      return found?.id ?? null;
    },
    settle: async () => void (await Promise.all(building.values())),
  };
}

/** Of several nodes one makes it; the others see that it is there, or being made. */
async function buildAlone(pool: Pool, siteId: string, every: number): Promise<void> {
  const client = await pool.connect();
  const key = `caretrail snapshot ${siteId}`;
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ isMine: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isMine"',
      [key],
    );
    if (!rows[0]?.isMine) return;
    const newest = await newestSnapshot(pool, siteId);
    const { head } = await inSite(pool, { siteId, isolation: 'snapshot' }, (source) =>
      readHead(source),
    );
    if (!newest || head - newest.seq >= every) await buildSnapshot(pool, siteId);
    await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]);
  } catch (error) {
    broken = error instanceof Error ? error : new Error('Making a snapshot failed');
    throw error;
  } finally {
    client.release(broken);
  }
}

function pause(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms).unref();
  return promise;
}
