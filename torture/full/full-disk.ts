import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPaths } from '../load/load-paths.ts';
import { readLedger } from '../load/ledger.ts';
import type { LoadOrder } from '../load/load-process.ts';
import { type LoadEnd, problemsOf, runLoadProcess } from '../load/run-load-process.ts';
import type { Trouble } from '../load/trouble.ts';
import { type Chance, chanceOf } from '../random.ts';
import { makeStoredDatabase } from '../stored-database.ts';
import { mountSmallDisk } from './small-disk.ts';

export const troubleKinds = ['commit', 'growth', 'disk'] as const;

export type FullDiskPlan = {
  readonly seed: number;
  readonly rounds: number;
  readonly kinds: readonly Trouble['kind'][];
  readonly folder: string;
};

export type FullDiskReport = {
  /** Rounds by kind of trouble, and in how many it came before the load was ended. */
  readonly rounds: Readonly<Record<string, number>>;
  readonly struck: number;
  /** Databases that gave no answer any more and were ended by force. */
  readonly silent: number;
  readonly acknowledged: number;
  readonly problems: readonly string[];
  /** What could not be tried here, and why. */
  readonly skipped: readonly string[];
};

/** After that a database that does not end by itself is taken to compute for ever. */
const PATIENCE_MS = 20_000;
const ACTS = 40;

function troubleOf(kind: Trouble['kind'], chance: Chance): Trouble {
  if (kind === 'growth') return { kind, pages: chance.below(400) };
  if (kind === 'disk') return { kind };
  const code = chance.pick(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC'] as const);
  return { kind, at: 1 + chance.below(40), code, stays: chance.happens(0.5) };
}

/** Lets trouble come over one load after another, then looks at what is left once there is room. */
export async function fullDiskRounds(plan: FullDiskPlan): Promise<FullDiskReport> {
  const fresh = join(plan.folder, 'fresh.store');
  await makeStoredDatabase(fresh);
  const rounds: Record<string, number> = {};
  const [problems, skipped]: [string[], Set<string>] = [[], new Set()];
  const count = { struck: 0, silent: 0, acknowledged: 0 };
  for (let round = 0; round < plan.rounds; round += 1) {
    const chance = chanceOf('full', plan.seed, round);
    const kind = plan.kinds[round % plan.kinds.length] ?? 'commit';
    const trouble = troubleOf(kind, chance);
    const folder = join(plan.folder, `round-${round}`);
    await mkdir(folder);
    const place = await placeFor(trouble, { folder, fresh, chance });
    if (typeof place === 'string') {
      skipped.add(place);
      continue;
    }
    const seed = `full ${plan.seed} ${round}`;
    const { during, after } = await suffer({ folder, seed, store: place.store, trouble }, place);
    place.remove();
    const paths = loadPaths(folder);
    rounds[trouble.kind] = (rounds[trouble.kind] ?? 0) + 1;
    if (existsSync(paths.struck)) count.struck += 1;
    if (during.wasKilled) count.silent += 1;
    count.acknowledged += readLedger(paths.ledger).filter(({ at }) => at === 'done').length;
    problems.push(...problemsOf(after).map((problem) => `round ${round}, ${folder}: ${problem}`));
    if (problemsOf(after).length === 0) await rm(folder, { recursive: true });
  }
  return { rounds, ...count, problems, skipped: [...skipped] };
}

type Place = {
  readonly store: string;
  readonly makeRoom: () => void;
  readonly remove: () => void;
};

/** Where the store stands: on the disk here, or on one that holds it and little more. */
async function placeFor(
  { kind }: Trouble,
  parts: { readonly folder: string; readonly fresh: string; readonly chance: Chance },
): Promise<Place | string> {
  const { folder, fresh, chance } = parts;
  const nothing = (): void => undefined;
  if (kind !== 'disk') {
    const { store } = loadPaths(folder);
    await copyFile(fresh, store);
    return { store, makeRoom: nothing, remove: nothing };
  }
  const { size } = await stat(fresh);
  const disk = mountSmallDisk(join(folder, 'small'), size + 2 ** 19 + chance.below(10 * 2 ** 20));
  if (typeof disk === 'string') return disk;
  const { store } = loadPaths(disk.folder);
  await copyFile(fresh, store);
  return { store, makeRoom: () => disk.resize(2 ** 30), remove: disk.remove };
}

/** A load in trouble, an opening while there still is no room, and one when there is. */
async function suffer(
  parts: Pick<LoadOrder, 'folder' | 'seed' | 'store' | 'trouble'>,
  { makeRoom }: Place,
): Promise<{ readonly during: LoadEnd; readonly after: LoadEnd }> {
  const order = {
    ...parts,
    acts: ACTS,
    dirtyPages: 64,
    durability: 'FULL',
    look: 'nowhere',
  } as const;
  const patience = { after: 'opened', ms: PATIENCE_MS } as const;
  const during = await runLoadProcess(order, patience);
  if (parts.trouble?.kind === 'disk')
    await runLoadProcess({ ...order, seed: `${order.seed} without room`, acts: 1 }, patience);
  makeRoom();
  const { trouble: _, ...healthy } = order;
  const seed = `${order.seed} with room`;
  const after = await runLoadProcess({ ...healthy, seed, acts: 5, look: 'everywhere' }, null);
  return { during, after };
}
