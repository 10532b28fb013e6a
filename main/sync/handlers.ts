import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { syncOperations } from '../../shared/sync/contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { KeepingPlace } from '../platform/keeping-place.ts';
import { askAboutSite, notEnrolled } from './ask-about-site.ts';
import { isDevice } from './device-store.ts';
import { enrol, joinEmpty } from './enrol.ts';
import { listFiles } from './list-files.ts';
import { selectRecordStates } from './record-state-store.ts';
import { findReview, listReviews } from './reviews.ts';
import { settle } from './settle.ts';
import { sqlOver } from './sql.ts';
import { statusOf } from './status.ts';
import type { SyncSwitch } from './sync-switch.ts';

const alreadySetUp = fail('AlreadySetUp', 'This computer is already set up. Sign in instead.');

/** `place` is where what was set up here goes when a site's records come instead; null for records in memory. */
export function createSyncHandlers(
  loop: SyncSwitch,
  place: KeepingPlace | null,
): Handlers<typeof syncOperations, Contexts> {
  return {
    'sync.status': async (_input, { db, now }) =>
      ok(
        await statusOf(
          db,
          { state: loop.state(), movingFile: loop.movingFile(), checking: loop.checking() },
          now,
        ),
      ),
    'sync.enrol': (input, context) => enrol(input, context, { place, onEnrolled: loop.enrolled }),
    async 'sync.join'(input, context) {
      const { rows } = await sqlOver(context.tx).query('SELECT FROM users LIMIT 1');
      if (rows.length > 0) return alreadySetUp;
      return joinEmpty(input, context, { place, onEnrolled: loop.enrolled });
    },
    async 'sync.now'(_input, { tx }) {
      if (!(await isDevice(sqlOver(tx)))) return notEnrolled;
      loop.look();
      return ok({});
    },
    async 'sync.newCode'(_input, context) {
      const asked = await askAboutSite(context, 'code', (server) => server.newCode());
      if (!asked.ok) return asked;
      const { code, expiresAtMs } = asked.value;
      return ok({ code, expiresAt: new Date(expiresAtMs).toISOString() });
    },
    'sync.devices': (_input, context) => listDevices(context),
    async 'sync.revokeDevice'({ deviceId }, context) {
      const asked = await askAboutSite(context, 'revoke', (server) => server.revoke(deviceId));
      return asked.ok ? ok({}) : asked;
    },
    'sync.ofRecords': async ({ entity, ids }, { db }) =>
      ok([...(await selectRecordStates(sqlOver(db), entity, ids))]),
    'sync.files': async ({ digests }, { db }) =>
      ok(await listFiles(sqlOver(db), digests, loop.movingFile())),
    'sync.reviews': async (wanted, { db }) => ok([...(await listReviews(sqlOver(db), wanted))]),
    async 'sync.review'({ reviewId }, { db }) {
      const found = await findReview(sqlOver(db), reviewId);
      return found ? ok(found) : fail('UnknownReview', 'There is no such entry in the list.');
    },
    'sync.settle': settle,
  };
}

async function listDevices(context: Parameters<typeof askAboutSite>[0]) {
  const asked = await askAboutSite(context, 'devices', async (server, { deviceId }) => ({
    listed: await server.devices(),
    deviceId,
  }));
  if (!asked.ok) return asked;
  const { listed, deviceId } = asked.value;
  return ok(
    listed.map((each) => ({
      deviceId: each.deviceId,
      deviceName: each.deviceName,
      enrolledAt: new Date(each.enrolledAtMs).toISOString(),
      lastSeenAt: timeOrNull(each.lastSeenAtMs),
      revokedAt: timeOrNull(each.revokedAtMs),
      isThisComputer: each.deviceId === deviceId,
    })),
  );
}

function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
