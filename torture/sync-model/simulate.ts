import * as fc from 'fast-check';
import { type ActKind, ACTS } from './acts.ts';
import { greet, nextCall } from './calls.ts';
import { unseenOf } from './device.ts';
import { must } from './referee.ts';
import type { Fault } from './switches.ts';
import { difference } from './tables.ts';
import { type Counts, marksOf, type Station, World } from './world.ts';

export type Step = {
  readonly kind: (typeof KINDS)[number][0];
  readonly station: number;
  readonly pick: number;
  readonly other: number;
};

/** What may happen, and how often against the others. */
const KINDS = [
  ['act', 30],
  ['call', 40],
  ['greet', 2],
  ['restart', 2],
  ['late', 3],
  ['time', 6],
  ['clock', 3],
  ['durable', 1],
  ['restore', 2],
  ['clone', 1],
  ['revoke', 1],
  ['join', 1],
] as const;

/** Changing what stands is what two people can do at once. */
const LIKELY: readonly ActKind[] = [
  ...ACTS,
  ...(['editPatient', 'editPatient', 'editRecord', 'editRecord', 'signRecord'] as const),
  ...(['editUnit', 'changeAllergy', 'saySaying', 'changeInBatch', 'takeOutOfBatch'] as const),
];

const few = fc.nat(63);

const LONGEST = 120;

/** What happens to a site, in any order; with `often`, more of that than else. */
export function histories(
  often?: Step['kind'],
  maxLength: number = LONGEST,
): fc.Arbitrary<readonly Step[]> {
  const kind = fc.oneof(
    ...KINDS.map(([name, weight]) => ({
      weight: name === often ? weight + 8 : weight,
      arbitrary: fc.constant(name),
    })),
  );
  const step = fc.record({ kind, station: fc.nat(11), pick: few, other: few });
  return fc.array(step, { minLength: 1, maxLength, size: 'max' });
}

const DOES: Readonly<Record<Step['kind'], (world: World, at: Station, step: Step) => void>> = {
  act: (world, station, { pick, other }) => {
    const name = LIKELY[(pick + other * 7) % LIKELY.length] ?? 'newRecord';
    world.act(station, name, { pick: pick >> 2, other });
  },
  call,
  greet: (world, station) => {
    if (!station.pending) greet(world, station.device).serve()();
  },
  restart: (_, station) => {
    station.pending = null;
  },
  late: (world, _, { pick }) => {
    world.stale[pick % Math.max(1, world.stale.length)]?.();
  },
  time: (world, _, { pick }) => {
    world.nowMs += [1, 1000, 60_000, 600_000][pick % 4] ?? 1;
  },
  clock: (world, station, { pick }) => world.jumpClock(station, pick),
  durable: (world) => world.server.markDurable(),
  restore: (world, _, { pick, other }) => world.restore(pick % 8, other % 16),
  clone: (world, station) => world.clone(station),
  revoke: (world, station) => world.revoke(station),
  join: (world) => world.join(),
};

/** After the others nothing of a station is another. */
const LOOKED_AT: ReadonlySet<Step['kind']> = new Set(['act', 'call', 'greet', 'late']);

/** One exchange over a bad network: lost before, lost behind, answered late, delivered twice. */
function call(world: World, station: Station, { pick, other }: Step): void {
  const fate = pick % 8;
  if (station.pending) {
    if (fate > 0) station.pending();
    station.pending = null;
    return;
  }
  const next = nextCall(world, station, { prefersPull: other % 2 === 0, most: 1 + (other % 9) });
  if (!next) return;
  world.counts.calls += 1;
  if (fate === 0) return;
  if (fate === 1) world.stale.push(() => void next.serve());
  const answer = next.serve();
  if (fate === 2) world.stale.push(() => void next.serve());
  if (fate === 3) return;
  if (fate === 4) station.pending = answer;
  else answer();
}

const MOST_ROUNDS = 60;

/** The network is well again, and nobody does anything: everything must come to rest by itself. */
function heal(world: World): void {
  for (const station of world.stations) station.pending = null;
  for (const { device } of world.stations) greet(world, device).serve()();
  settleDown(world);
}

function settleDown(world: World): void {
  for (let round = 0; round < MOST_ROUNDS && !isAtRest(world); round += 1)
    for (const station of world.stations)
      for (const prefersPull of [false, true]) {
        nextCall(world, station, { prefersPull, most: 50 })?.serve()();
        look(world, station);
      }
}

function isAtRest({ server, stations }: World): boolean {
  return stations.every(
    ({ device }) =>
      device.acked === device.nextNumber - 1 &&
      !device.mustGreet &&
      (device.isRevoked ||
        (device.phase === 'usual' && !device.isForked && device.cursor === server.head)),
  );
}

function look(world: World, station: Station): void {
  world.lookAtServer();
  world.lookAt(station);
  world.lookAtAcknowledged(station);
}

/** At the end: all are equal, nothing waits, and everything is there once. */
function lookAtEnd(world: World): void {
  const { server, stations } = world;
  for (const { device } of stations) {
    const waiting = unseenOf(device).length;
    must(device.acked === device.nextNumber - 1, () => `liveness: ${device.id} still has to send`);
    if (device.isRevoked) continue;
    const hasAll = device.phase === 'usual' && !device.isForked && waiting === 0;
    must(hasAll, () => `liveness: ${device.id} is ${device.phase} with ${waiting} to come`);
    must(device.cursor === server.head, () => `liveness: ${device.id} has not read all`);
    const isOther = difference(server.stored.replica.tables, device.replica.tables);
    must(isOther === null, () => `I4 ${device.id} is not equal to the server:\n${isOther}`);
  }
  world.lookAtTakenBack();
  const marks = marksOf(server.stored.log);
  const once = new Set(marks);
  must(once.size === marks.length, () => 'I1 a transaction is in the log twice');
  for (const mark of world.mustBeThere) must(once.has(mark), () => `I1/I8 ${mark} is lost`);
}

/** What everybody finds there on the first day. */
function furnish(world: World): void {
  for (const name of ['newPatient', 'newRecord', 'newUnit', 'addAllergy', 'newOrder'] as const)
    world.act(world.station(0), name, { pick: 2, other: 1 });
  settleDown(world);
}

export type Ran = Counts & {
  readonly entries: number;
  readonly held: number;
  readonly merged: number;
  readonly quarantined: number;
};

/** Runs a history to its end. Throws a `Violation` for what must never be so. */
export function simulate(history: readonly Step[], faults: readonly Fault[] = []): Ran {
  const world = new World(new Set(faults));
  furnish(world);
  for (const step of history) {
    const station = world.station(step.station);
    DOES[step.kind](world, station, step);
    if (LOOKED_AT.has(step.kind)) look(world, station);
  }
  heal(world);
  lookAtEnd(world);
  const { log } = world.server.stored;
  const count = (name: string) => log.filter(({ outcome }) => outcome === name).length;
  return {
    ...world.counts,
    entries: log.length,
    held: count('held'),
    merged: count('merged'),
    quarantined: count('quarantined'),
  };
}
