import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { SEGMENT_ENTRIES } from '../shared/sync/wire.ts';
import { inSite, type Pool } from './database.ts';
import { assertEpoch } from './epoch.ts';
import { formatEntries, selectEntries } from './log.ts';
import { createLru } from './lru.ts';
import { Refused } from './refused.ts';
import { readHead } from './sites.ts';

export type Segment = { readonly gzipped: Buffer; readonly etag: string };

type Asked = { readonly siteId: string; readonly place: number; readonly epoch: number | null };

export type Segments = (asked: Asked) => Promise<Segment>;

const MOST_CACHED_BYTES = 128 * 1024 * 1024;
const compress = promisify(gzip);

/**
 * Full segments of logs, which never change within an epoch: read and compressed once, then kept in memory.
 * Throws `notFound` while the segment is not full.
 */
export function createSegments(pool: Pool): Segments {
  const cache = createLru<Segment>(MOST_CACHED_BYTES);
  return async ({ siteId, place, epoch }) => {
    // A caller who names no epoch means the one that is, which only the database knows.
    const cached = epoch === null ? undefined : cache.get(keyOf(siteId, epoch, place));
    if (cached) return cached;
    return inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
      const site = await readHead(client);
      await assertEpoch(client, site.epoch, epoch);
      const first = place * SEGMENT_ENTRIES + 1;
      const last = first + SEGMENT_ENTRIES - 1;
      if (last > site.head) throw new Refused({ code: 'notFound' });
      const text = formatEntries(await selectEntries(client, first, last));
      const segment = {
        gzipped: await compress(text, { level: 6 }),
        etag: `"${site.epoch}-${place}"`,
      };
      cache.set(keyOf(siteId, site.epoch, place), segment, segment.gzipped.length);
      return segment;
    });
  };
}

function keyOf(siteId: string, epoch: number, place: number): string {
  return `${siteId}/${epoch}/${place}`;
}
