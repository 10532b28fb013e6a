import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../random.ts';
import { copyDevice, type Device, deviceAt } from './device.ts';
import { operate } from './nodes.ts';
import { type ChaosProxy, FAIR, type Weather } from './proxy.ts';
import { type ChaosSite, DEVICES, soon } from './site.ts';

export const TROUBLES = [
  'kill device',
  'kill node',
  'crash database',
  'partition',
  'cut',
  'bad weather',
  'slow',
  'back up',
  'restore',
  'copy device',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Those that every run should have. */
export const EACH_ONCE: readonly Trouble[] = [
  'kill device',
  'back up',
  'kill node',
  'bad weather',
  'crash database',
  'partition',
  'cut',
  'restore',
  'copy device',
  'slow',
];

export type Counts = Record<Trouble, number>;

export type Suffering = {
  readonly site: ChaosSite;
  readonly chance: Chance;
  readonly counts: Counts;
  readonly say: (text: string) => void;
  /** Whether a backup knows all devices that there are. */
  backupKnows: number;
  starts: number;
};

const DAY_MS = 86_400_000;

/** Days too early or too late, a little off, or right. */
function clockOffset(chance: Chance): number {
  if (chance.happens(0.4)) return 0;
  const most = chance.pick([2 * 60_000, 3 * 3_600_000, 20 * DAY_MS]);
  return chance.below(2 * most) - most;
}

export async function startDevice(suffering: Suffering, device: Device): Promise<void> {
  const { site, chance } = suffering;
  suffering.starts += 1;
  await device.start(clockOffset(chance));
  await device.work(`${site.seed} ${device.name} ${suffering.starts}`);
}

type Suffer = (suffering: Suffering) => Promise<boolean>;

const suffer: { readonly [T in Trouble]: Suffer } = {
  async 'kill device'(suffering) {
    const device = suffering.chance.pick(suffering.site.devices);
    await device.kill();
    await pause(suffering.chance.below(800));
    await startDevice(suffering, device);
    return true;
  },
  async 'kill node'({ site, chance }) {
    const node = chance.pick(site.nodes);
    await node.kill();
    await pause(chance.below(1500));
    await node.start();
    return true;
  },
  async 'crash database'({ site, chance }) {
    await site.database.crash();
    await pause(chance.below(500));
    return true;
  },
  async partition({ site, chance }) {
    const proxies = site.proxies.filter(() => chance.happens(0.5));
    for (const proxy of proxies) {
      proxy.isPartitioned = true;
      proxy.cutAll();
    }
    await pause(500 + chance.below(3500));
    for (const proxy of proxies) proxy.isPartitioned = false;
    return proxies.length > 0;
  },
  async cut({ site, chance }) {
    for (let times = 1 + chance.below(4); times > 0; times -= 1) {
      chance.pick(site.proxies).cutAll();
      await pause(chance.below(300));
    }
    return true;
  },
  'bad weather': ({ site, chance }) =>
    inWeather(site.proxies, chance, {
      cuts: 0.5,
      repeats: 0.4,
      longestDelayMs: 60,
      bytesPerSecond: null,
    }),
  slow: ({ site, chance }) =>
    inWeather([chance.pick(site.proxies)], chance, {
      cuts: 0.1,
      repeats: 0.2,
      longestDelayMs: 300,
      bytesPerSecond: 20_000,
    }),
  async 'back up'(suffering) {
    if (!(await areAllEnrolled(suffering))) return false;
    await suffering.site.database.backUp();
    suffering.backupKnows = suffering.site.devices.length;
    return true;
  },
  async restore(suffering) {
    const { site, chance } = suffering;
    const { backupKnows, say } = suffering;
    if (backupKnows < site.devices.length || !(await areAllEnrolled(suffering))) return false;
    await Promise.all(site.nodes.map((node) => node.kill()));
    await site.database.restore(async () => {
      say(await operate(site.place, 'restore-done', site.siteId));
    });
    await pause(chance.below(300));
    await Promise.all(site.nodes.map((node) => node.start()));
    return true;
  },
  'copy device': copyOne,
};

async function inWeather(
  proxies: readonly ChaosProxy[],
  chance: Chance,
  weather: Weather,
): Promise<boolean> {
  for (const proxy of proxies) proxy.weather = weather;
  await pause(1000 + chance.below(3000));
  for (const proxy of proxies) proxy.weather = FAIR;
  return true;
}

/** A device is copied while it does not run, and both go on under one id until they find out. */
async function copyOne(suffering: Suffering): Promise<boolean> {
  const { site, chance } = suffering;
  if (site.devices.length >= DEVICES + 2) return false;
  const device = chance.pick(site.devices);
  const name = `${device.name}-copy-${site.devices.length}`;
  const folder = join(site.folder, name);
  await device.kill();
  await copyDevice(device.folder, folder);
  const copy = deviceAt({ name, folder, ledger: site.ledger });
  site.devices.push(copy);
  await startDevice(suffering, device);
  await startDevice(suffering, copy);
  return true;
}

/** No two bear one id, and nobody is on the way to another: a backup of now knows every device. */
async function areAllEnrolled({ site }: Suffering): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const standings = await Promise.all(site.devices.map((device) => device.stand()));
    if (new Set(standings.map(({ deviceId }) => deviceId)).size === site.devices.length)
      return true;
    await soon();
  }
  return false;
}

/** Lets one trouble come; false where it could not just now. */
export async function sufferOne(suffering: Suffering, trouble: Trouble): Promise<boolean> {
  const hasCome = await suffer[trouble](suffering);
  if (hasCome) suffering.counts[trouble] += 1;
  return hasCome;
}

/** Everything runs and nothing is in the way. */
export async function heal({ site }: Suffering): Promise<void> {
  for (const proxy of site.proxies) {
    proxy.isPartitioned = false;
    proxy.weather = FAIR;
  }
  for (const device of site.devices) await device.rest();
}
