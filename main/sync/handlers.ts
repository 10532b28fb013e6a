import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { syncOperations } from '../../shared/sync/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { askAboutSite, notEnrolled } from './ask-about-site.ts';
import { isDevice } from './device-store.ts';
import { enrol } from './enrol.ts';
import { selectRecordStates } from './record-state-store.ts';
import { listReviews } from './reviews.ts';
import { settle } from './settle.ts';
import { sqlOver } from './sql.ts';
import { statusOf } from './status.ts';
import type { SyncSwitch } from './sync-switch.ts';

const alreadySetUp = fail('AlreadySetUp', 'This computer is already set up. Sign in instead.');

export function createSyncHandlers(loop: SyncSwitch): Handlers<typeof syncOperations, Contexts> {
  return {
    'sync.status': async (_input, { db, now }) => ok(await statusOf(db, loop.state(), now)),
    'sync.enrol': (input, context) => enrol(input, context, loop.enrolled),
    async 'sync.join'(input, context) {
      const { rows } = await sqlOver(context.tx).query('SELECT FROM users LIMIT 1');
      if (rows.length > 0) return alreadySetUp;
      return enrol(input, context, loop.enrolled);
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
    async 'sync.devices'(_input, context) {
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
    },
    async 'sync.revokeDevice'({ deviceId }, context) {
      const asked = await askAboutSite(context, 'revoke', (server) => server.revoke(deviceId));
      return asked.ok ? ok({}) : asked;
    },
    'sync.ofRecords': async ({ entity, ids }, { db }) =>
      ok([...(await selectRecordStates(sqlOver(db), entity, ids))]),
    'sync.reviews': async (wanted, { db }) => ok([...(await listReviews(sqlOver(db), wanted))]),
    'sync.settle': settle,
  };
}

function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
