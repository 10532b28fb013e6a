import { join } from 'node:path';
import type { Chance } from '../random.ts';
import { copyDevice, type Device, deviceAt } from './device.ts';
import { countSaved } from './ledger.ts';
import { operate } from './nodes.ts';
import { type ChaosProxy, FAIR, type Weather } from './proxy.ts';
import { type ChaosSite, DEVICES, readHeadOf, soon } from './site.ts';

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
  /** The devices that the newest backup knows. */
  backupKnows: ReadonlySet<string>;
  /** Entries of the log that restores took away. */
  forgotten: number;
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
  const work = `${site.seed} ${device.name} ${suffering.starts}`;
  await device.start(clockOffset(chance));
  await device.work(work);
}

const STANDSTILL_MS = 60_000;

/**
 * Lets people do so many acts more. What goes on meanwhile lasts as long as that takes, so that a crowded
 * machine tries no less.
 */
export async function untilDone({ site }: Pick<Suffering, 'site'>, acts: number): Promise<void> {
  const enough = countSaved(site.ledger) + acts;
  const stopMs = performance.now() + STANDSTILL_MS;
  while (countSaved(site.ledger) < enough) {
    if (performance.now() > stopMs) throw new Error('Nobody gets on with their work');
    await soon();
  }
}

type Suffer = (suffering: Suffering) => Promise<boolean>;

const suffer: { readonly [T in Trouble]: Suffer } = {
  async 'kill device'(suffering) {
    const device = suffering.chance.pick(suffering.site.devices);
    await device.kill();
    await untilDone(suffering, suffering.chance.below(5));
    await startDevice(suffering, device);
    return true;
  },
  async 'kill node'(suffering) {
    const { site, chance } = suffering;
    const node = chance.pick(site.nodes);
    await node.kill();
    await untilDone(suffering, chance.below(10));
    await node.start();
    return true;
  },
  async 'crash database'({ site }) {
    await site.database.crash();
    return true;
  },
  async partition(suffering) {
    const { site, chance } = suffering;
    const sure = chance.pick(site.proxies);
    const proxies = site.proxies.filter((each) => each === sure || chance.happens(0.4));
    for (const proxy of proxies) {
      proxy.isPartitioned = true;
      proxy.cutAll();
    }
    await untilDone(suffering, 3 + chance.below(20));
    for (const proxy of proxies) proxy.isPartitioned = false;
    return true;
  },
  async cut(suffering) {
    const { site, chance } = suffering;
    for (let times = 1 + chance.below(4); times > 0; times -= 1) {
      chance.pick(site.proxies).cutAll();
      await untilDone(suffering, chance.below(3));
    }
    return true;
  },
  'bad weather': (suffering) =>
    inWeather(suffering, suffering.site.proxies, {
      cuts: 0.5,
      repeats: 0.4,
      longestDelayMs: 60,
      bytesPerSecond: null,
    }),
  slow: (suffering) =>
    inWeather(suffering, [suffering.chance.pick(suffering.site.proxies)], {
      cuts: 0.1,
      repeats: 0.2,
      longestDelayMs: 300,
      bytesPerSecond: 20_000,
    }),
  async 'back up'(suffering) {
    const known = await allDeviceIds(suffering);
    if (!known) return false;
    await suffering.site.database.backUp();
    suffering.backupKnows = new Set(known);
    return true;
  },
  async restore(suffering) {
    const { site, chance, backupKnows, say } = suffering;
    // Whom it does not know it refuses for good, and somebody has to give them a code.
    const ids = await allDeviceIds(suffering);
    if (!ids?.every((id) => backupKnows.has(id))) return false;
    await Promise.all(site.nodes.map((node) => node.kill()));
    const before = await readHeadOf(site);
    await site.database.restore(async () => {
      say(await operate(site.place, 'restore-done', site.siteId));
    });
    suffering.forgotten += before - (await readHeadOf(site));
    await untilDone(suffering, chance.below(10));
    await Promise.all(site.nodes.map((node) => node.start()));
    return true;
  },
  'copy device': copyOne,
};

async function inWeather(
  suffering: Suffering,
  proxies: readonly ChaosProxy[],
  weather: Weather,
): Promise<boolean> {
  for (const proxy of proxies) {
    proxy.weather = weather;
    // What stands already would not feel it.
    proxy.cutAll();
  }
  await untilDone(suffering, 6 + suffering.chance.below(18));
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

const MOST_LOOKS = 100;

/** Null while two bear one id, or somebody is on the way to another. */
async function allDeviceIds({ site }: Suffering): Promise<readonly string[] | null> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const standings = await Promise.all(site.devices.map((device) => device.stand()));
    const ids = [...new Set(standings.flatMap(({ deviceId }) => deviceId ?? []))];
    if (ids.length === site.devices.length) return ids;
    await soon();
  }
  return null;
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
