import type { KeepingPlace } from '../main/platform/keeping-place.ts';
import { valueOf } from './core.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import {
  handTimers,
  openSyncDevice,
  sqlRows,
  type SyncDevice,
  synced,
  until,
} from './sync-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

const LONG_MS = 5 * 60_000;

export type SyncWard = Awaited<ReturnType<typeof openSyncWard>>;

/** A site on a real server, behind a network that can be taken away. */
export async function openSyncWard(place?: KeepingPlace, postgres: 18 | string = 18) {
  const timers = handTimers();
  const proxy = await startCuttingProxy();
  const server = await startSyncServer(postgres, { PUBLIC_URL: proxy.url });
  proxy.target = server.node.url;
  const site = await server.newSite();
  const devices: SyncDevice[] = [];
  const asked = serverAsked(server, site.siteId);
  /** A computer of no site. */
  async function newComputer(copyOf?: SyncDevice) {
    const kept = place ? { place } : {};
    const copy = copyOf ? { copyOf: copyOf.database } : {};
    const device = await openSyncDevice({ timers, ...copy, ...kept });
    devices.push(device);
    return device;
  }
  async function allSynced(...some: readonly SyncDevice[]): Promise<void> {
    await until(async () => {
      timers.pass(LONG_MS);
      const states = await Promise.all(some.map((each) => each.status()));
      for (const { incidents } of some) if (incidents.length > 0) throw incidents[0];
      return states.every(({ state }) => state === 'onServer');
    });
    for (const device of [...some, ...some]) await synced(device, asked.head);
  }
  const network = networkOf(proxy);
  return {
    ...asked,
    ...network,
    ...comings({ url: proxy.url, code: site.code, head: asked.head, newComputer }),
    url: proxy.url,
    newComputer,
    /** Long enough for whatever waits to be tried again. */
    passTime: () => timers.pass(LONG_MS),
    /** Time passes until every device has seen all of the log. */
    allSynced,
    apart: workingApart(network, allSynced),
    async close() {
      for (const device of devices) await device.close();
      await server.close();
      await proxy.close();
    },
  };
}

type Proxy = Awaited<ReturnType<typeof startCuttingProxy>>;

function networkOf(proxy: Proxy) {
  return {
    /** Takes the network away from all, until `online`. */
    async offline() {
      proxy.cut = () => 'refuse';
      proxy.cutOff();
    },
    async online() {
      proxy.cut = () => 'pass';
    },
    /** From now on nothing is answered, and nothing refused; until the function it gives is called. */
    silent(): () => void {
      const { promise, resolve } = Promise.withResolvers<'pass'>();
      proxy.cut = () => promise;
      return () => {
        proxy.cut = () => 'pass';
        resolve('pass');
      };
    },
  };
}

type Working = readonly [on: SyncDevice, does: () => Promise<unknown>];

/** Two people work without a network; what the first did gets into the log first. */
function workingApart(
  network: ReturnType<typeof networkOf>,
  allSynced: (...some: readonly SyncDevice[]) => Promise<void>,
) {
  return async ([first, onFirst]: Working, [second, onSecond]: Working): Promise<void> => {
    await network.offline();
    await onSecond();
    await onFirst();
    await until(async () => {
      const states = [await first.status(), await second.status()];
      return states.every(({ state }) => state === 'offline');
    });
    await network.online();
    // A look that was under way when the network came back may still fail, and waits for its timer.
    await until(async () => {
      const { state } = await first.status();
      if (state === 'offline') await first.client['sync.now']({});
      return state === 'onServer';
    });
    await allSynced(first, second);
  };
}

function serverAsked({ node }: SyncServer, siteId: string) {
  const schema = `site_${siteId.replaceAll('-', '')}`;
  async function onServer<Row extends object>(text: string): Promise<readonly Row[]> {
    return (await node.pool.query<Row>(text.replaceAll('SITE', schema))).rows;
  }
  async function head(): Promise<number> {
    const [row] = await onServer<{ head: number }>('SELECT head::INT AS head FROM SITE.sync_site');
    return row?.head ?? 0;
  }
  return { onServer, head };
}

type Coming = {
  readonly url: string;
  readonly code: string;
  readonly head: () => Promise<number>;
  readonly newComputer: () => Promise<SyncDevice>;
};

/** How computers become devices of the site. */
function comings({ url, code, head, newComputer }: Coming) {
  const newCode = async (by: SyncDevice) => valueOf(await by.client['sync.newCode']({})).code;
  return {
    newCode,
    /** Makes a computer that is set up the first device of the site. */
    async found(device: SyncDevice) {
      const enrolment = { serverUrl: url, deviceName: 'Office', code };
      const enrolled = valueOf(await device.client['sync.enrol'](enrolment));
      await synced(device, head);
      return enrolled;
    },
    /** A computer that was never set up comes to the site; somebody signs in on it. */
    async join(by: SyncDevice, userId: string, deviceName = 'Ward') {
      const device = await newComputer();
      const enrolment = { serverUrl: url, deviceName, code: await newCode(by) };
      valueOf(await device.client['sync.join'](enrolment));
      await synced(device, head);
      await device.signIn(userId);
      return device;
    },
  };
}

export type Numbered = {
  readonly claim: string;
  readonly file: string;
  readonly isSealed: boolean;
};

/** What went out, as this computer has it. */
export function billedOn(device: SyncDevice): Promise<readonly Numbered[]> {
  return sqlRows<Numbered>(
    device.database,
    `SELECT claim.control_number AS claim, batch.interchange_number::TEXT AS file,
       batch.sealed_at IS NOT NULL AS "isSealed"
     FROM claims AS claim JOIN billing_batches AS batch ON batch.id = claim.batch_id ORDER BY 1`,
  );
}
