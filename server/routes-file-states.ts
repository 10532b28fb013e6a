import type { FastifyInstance } from 'fastify';
import {
  type FileStates,
  fileStatesReply,
  fileStatesRequest,
  MOST_FILES_ASKED,
} from '../shared/sync/wire.ts';
import { askedJson } from './asked.ts';
import { anyCaller } from './authorize.ts';
import { listDevices } from './devices.ts';
import type { NodeState } from './node-state.ts';

const DIGEST_BYTES = 80;
const options = { bodyLimit: MOST_FILES_ASKED * 2 * DIGEST_BYTES };
/** Each is a look or two at the disk. */
const LOOKED_AT_ONCE = 16;

/** Which files are there, for many at once: devices ask before they bring or fetch. */
export function fileStateRoutes(app: FastifyInstance, { files, pool }: NodeState): void {
  app.post('/file-states', options, async (request) => {
    const device = anyCaller(request);
    const { siteId, id, isRevoked } = device;
    const { have, want } = askedJson(fileStatesRequest, request.body);
    const all = [...new Set(isRevoked ? have : [...have, ...want])];
    const found = await forSome(
      all,
      async (digest) => (await files.find(siteId, digest)) && digest,
    );
    const there = new Set(found.filter((digest) => digest !== undefined));
    await forSome(
      have.filter((digest) => !there.has(digest)),
      (digest) => files.announce(siteId, digest, id),
    );
    const missing = isRevoked ? [] : want.filter((digest) => !there.has(digest));
    return fileStatesReply.parse({ there: [...there], elsewhere: await holdersOf(missing) });

    async function holdersOf(digests: readonly string[]): Promise<FileStates['elsewhere']> {
      if (digests.length === 0) return [];
      const listed = await listDevices(pool, siteId);
      const names = new Map(listed.map(({ deviceId, deviceName }) => [deviceId, deviceName]));
      const held = await forSome(digests, async (digest) => {
        const deviceName = names.get((await files.holderOf(siteId, digest)) ?? '');
        return deviceName === undefined ? [] : [{ digest, deviceName }];
      });
      return held.flat();
    }
  });
}

async function forSome<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += LOOKED_AT_ONCE)
    done.push(...(await Promise.all(all.slice(from, from + LOOKED_AT_ONCE).map(work))));
  return done;
}
