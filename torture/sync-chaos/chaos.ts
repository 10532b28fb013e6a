import { structureProblems } from '../load/soundness.ts';
import { loadPaths } from '../load/load-paths.ts';
import { chanceOf } from '../random.ts';
import { openStoredDatabase } from '../stored-database.ts';
import { differingTables } from '../../shared/sync/site-digest.ts';
import { type Saved, readSavedLedger } from './ledger.ts';
import { type ChaosSite, digestOf, openChaosSite, readHeadOf, readLog, soon } from './site.ts';
import {
  type Counts,
  heal,
  startDevice,
  type Suffering,
  sufferOne,
  type Trouble,
  TROUBLES,
} from './troubles.ts';
import { verdictOn } from './verdict.ts';

export type ChaosPlan = {
  readonly seed: number;
  /** What must come, in this order; behind it, others by chance. */
  readonly first: readonly Trouble[];
  /** Troubles in all. */
  readonly episodes: number;
  /** How long the network and the server may take, once all is well, until nobody waits for anything. */
  readonly quietWithinMs: number;
  readonly folder: string;
  readonly say: (text: string) => void;
};

export type ChaosReport = {
  readonly counts: Counts;
  readonly connections: {
    readonly cut: number;
    readonly refused: number;
    readonly repeated: number;
  };
  /** By kind. */
  readonly acknowledged: Readonly<Record<string, number>>;
  readonly entries: number;
  readonly devices: number;
  readonly reviews: number;
  readonly quietAfterMs: number;
  readonly lost: number;
  readonly doubled: number;
  readonly problems: readonly string[];
};

/**
 * Lets people work at devices while devices, nodes, database and network fail around them, then looks
 * whether everybody has everything, once. Acts, troubles and what the network does are the seed's; at which
 * instruction a process is hit is not.
 */
export async function chaos(plan: ChaosPlan): Promise<ChaosReport> {
  const site = await openChaosSite(plan);
  try {
    const suffering = await sufferAll(site, plan);
    return await judge(suffering, plan);
  } finally {
    await site.close();
  }
}

async function sufferAll(site: ChaosSite, plan: ChaosPlan): Promise<Suffering> {
  const { seed, first, episodes, say } = plan;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of each
  const counts = Object.fromEntries(TROUBLES.map((each) => [each, 0])) as Counts;
  const suffering = {
    site,
    counts,
    say,
    chance: chanceOf('sync-chaos', seed),
    backupKnows: 0,
    starts: 0,
  };
  for (const device of site.devices) {
    await device.kill();
    await startDevice(suffering, device);
  }
  for (let episode = 0; episode < episodes; episode += 1) {
    const trouble = first[episode] ?? suffering.chance.pick(TROUBLES);
    const hasCome = await sufferOne(suffering, trouble);
    say(`${episode + 1}: ${trouble}${hasCome ? '' : ' (not now)'}`);
    await new Promise((resume) => setTimeout(resume, suffering.chance.below(2500)));
  }
  await heal(suffering);
  return suffering;
}

async function judge(suffering: Suffering, plan: ChaosPlan): Promise<ChaosReport> {
  const { site, counts } = suffering;
  const quietAfterMs = await untilQuiet(site, plan);
  const { problems: differences, reviews } = await compareAll(site, plan);
  const log = await readLog(site);
  const saved = readSavedLedger(site.ledger);
  const { lost, doubled, problems } = verdictOn(saved, log);
  const unsound = await checkStores(site);
  const sum = (of: 'cut' | 'refused' | 'repeated') =>
    site.proxies.reduce((all, proxy) => all + proxy.counts[of], 0);
  return {
    counts,
    connections: { cut: sum('cut'), refused: sum('refused'), repeated: sum('repeated') },
    acknowledged: byKind(saved),
    entries: log.length,
    devices: site.devices.length,
    reviews,
    quietAfterMs: quietAfterMs ?? 0,
    lost: lost.length,
    doubled: doubled.length,
    problems: [
      ...(quietAfterMs === null ? ['somebody still waited for something'] : []),
      ...lost,
      ...doubled,
      ...problems,
      ...differences,
      ...unsound,
    ],
  };
}

/** How long it took until every device had sent all and had all; null where it did not come to that. */
async function untilQuiet(
  site: ChaosSite,
  { quietWithinMs, say }: ChaosPlan,
): Promise<number | null> {
  const beganMs = performance.now();
  for (;;) {
    const head = await readHeadOf(site);
    const standings = await Promise.all(site.devices.map((device) => device.stand()));
    const isQuiet = standings.every(
      ({ cursor, unsent, unseen, relays, isFirstSync }) =>
        cursor === head && unsent === 0 && unseen === 0 && relays === 0 && !isFirstSync,
    );
    const tookMs = Math.round(performance.now() - beganMs);
    if (isQuiet) return tookMs;
    if (tookMs > quietWithinMs) {
      say(`head ${head}: ${JSON.stringify(standings, null, 1)}`);
      return null;
    }
    await soon();
  }
}

type Comparison = { readonly problems: readonly string[]; readonly reviews: number };

/**
 * Compares every device with the server; once more where one of them wrote something of its own meanwhile,
 * as it does when it is given numbers.
 */
async function compareAll(site: ChaosSite, plan: ChaosPlan): Promise<Comparison> {
  for (;;) {
    const head = await readHeadOf(site);
    const compared = await compareOnce(site);
    const quietAfterMs = await untilQuiet(site, plan);
    if (quietAfterMs === null || (await readHeadOf(site)) === head) return compared;
  }
}

async function compareOnce(site: ChaosSite): Promise<Comparison> {
  const problems: string[] = [];
  const { tables } = await digestOf(site);
  const queues: string[] = [];
  for (const device of site.devices) {
    const { incidents } = await device.stand();
    const own = await device.digest();
    const differing = differingTables(tables, own.tables);
    if (differing.length > 0)
      problems.push(`${device.name} differs from the server in ${differing.join(', ')}`);
    problems.push(...incidents.map((each) => `${device.name}: ${each}`));
    queues.push(own.reviews.join('\n'));
  }
  if (new Set(queues).size > 1) problems.push('the lists of what is to settle differ');
  return { problems, reviews: queues[0] ? queues[0].split('\n').length : 0 };
}

/** Closes all devices and has PostgreSQL check their stores. */
async function checkStores({ devices }: ChaosSite): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const device of devices) await device.close();
  for (const device of devices) {
    const stored = await openStoredDatabase(loadPaths(device.folder).store);
    const found = await structureProblems(stored);
    problems.push(...found.map((each) => `${device.name}: ${each}`));
    await stored.close();
  }
  return problems;
}

function byKind(saved: readonly Saved[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { kind } of saved) sums[kind] = (sums[kind] ?? 0) + 1;
  return sums;
}
