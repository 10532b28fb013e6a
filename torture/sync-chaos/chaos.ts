import { structureProblems } from '../load/soundness.ts';
import { loadPaths } from '../load/load-paths.ts';
import { chanceOf } from '../random.ts';
import { openStoredDatabase } from '../stored-database.ts';
import { differingTables } from '../../shared/sync/site-digest.ts';
import { readIncidents, readSavedLedger, type Saved } from './ledger.ts';
import { type ChaosSite, digestOf, openChaosSite, readHeadOf, readHeld, soon } from './site.ts';
import {
  type Counts,
  heal,
  startDevice,
  type Suffering,
  sufferOne,
  type Trouble,
  TROUBLES,
  untilDone,
} from './troubles.ts';
import { verdictOn } from './verdict.ts';
import { KINDS } from './work.ts';

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
  /** Entries of the log that restores took away. */
  readonly forgotten: number;
  readonly entries: number;
  readonly devices: number;
  readonly reviews: number;
  readonly quietAfterMs: number;
  readonly tookMs: number;
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
  const beganMs = performance.now();
  const site = await openChaosSite(plan);
  try {
    const suffering = await sufferAll(site, plan);
    const report = await judge(suffering, plan);
    return { ...report, tookMs: performance.now() - beganMs };
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
    backupKnows: new Set<string>(),
    forgotten: 0,
    starts: 0,
  };
  await Promise.all(site.devices.map((device) => device.kill()));
  await Promise.all(site.devices.map((device) => startDevice(suffering, device)));
  const beganMs = performance.now();
  for (let episode = 0; episode < episodes; episode += 1) {
    const trouble = first[episode] ?? suffering.chance.pick(TROUBLES);
    const hasCome = await sufferOne(suffering, trouble);
    const seconds = Math.round((performance.now() - beganMs) / 1000);
    say(`${episode + 1}: ${trouble}${hasCome ? '' : ' (not now)'}, ${seconds} s`);
    await untilDone(suffering, suffering.chance.below(12));
  }
  await untilEveryKind(suffering);
  await heal(suffering);
  return suffering;
}

const MOST_MORE = 1000;

/** Some acts are rare, and none should go untried. */
async function untilEveryKind(suffering: Suffering): Promise<void> {
  for (let more = 0; more < MOST_MORE; more += 10) {
    const kinds = new Set(readSavedLedger(suffering.site.ledger).map(({ kind }) => kind));
    if (kinds.size === KINDS) return;
    await untilDone(suffering, 10);
  }
}

async function judge(suffering: Suffering, plan: ChaosPlan): Promise<Omit<ChaosReport, 'tookMs'>> {
  const { site, counts } = suffering;
  const quietAfterMs = await untilQuiet(site, plan);
  const { problems: differences, reviews } = await compareAll(site, plan);
  const held = await readHeld(site);
  const saved = readSavedLedger(site.ledger);
  const { lost, doubled, problems } = verdictOn(saved, held);
  const unsound = await checkStores(site);
  const sum = (of: 'cut' | 'refused' | 'repeated') =>
    site.proxies.reduce((all, proxy) => all + proxy.counts[of], 0);
  return {
    counts,
    connections: { cut: sum('cut'), refused: sum('refused'), repeated: sum('repeated') },
    acknowledged: byKind(saved),
    forgotten: suffering.forgotten,
    entries: held.log.length,
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
      ...falls(site),
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
    const own = await device.digest();
    const differing = differingTables(tables, own.tables);
    if (differing.length > 0)
      problems.push(`${device.name} differs from the server in ${differing.join(', ')}`);
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

/** What went wrong while it went on, at devices and with processes that nobody ended. */
function falls({ devices, nodes }: ChaosSite): readonly string[] {
  return [
    ...devices.flatMap(({ name, folder }) =>
      readIncidents(folder).map((incident) => `${name}: ${incident}`),
    ),
    ...[...devices, ...nodes]
      .filter((each) => each.falls() > 0)
      .map((each) => `${each.name} ended by itself`),
  ];
}

function byKind(saved: readonly Saved[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { kind } of saved) sums[kind] = (sums[kind] ?? 0) + 1;
  return sums;
}
