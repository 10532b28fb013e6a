import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { askedSize } from './asked-for.ts';
import { progress } from './progress.ts';
import type { Section, SectionReport } from './section.ts';
import { memoryOf } from './served-memory.ts';
import { inMb, inMs, inSeconds, median, percentile } from './statistics.ts';
import { connectionMemory } from './sync-connections.ts';
import { writeNewerRelease } from './sync-newer-release.ts';
import { startPair } from './sync-pair.ts';
import { enrolPusher, type PushedRow, type Pusher } from './sync-pusher.ts';
import { type RecordFiles, writeRounds } from './sync-records.ts';
import { type SyncNode, type SyncSubject, withSyncSubject } from './sync-server.ts';

const SITES = askedSize('sites', 1000);
const AT_ONCE = 2;
const ROUNDS = { rounds: 3, each: 2000 } as const;

type Pace = { readonly push: readonly number[]; readonly pull: readonly number[] };
type Pushes = { readonly first: readonly number[]; readonly second: readonly number[] };
type Memory = { readonly connections: readonly number[]; readonly node: number };

type Findings = {
  readonly create: readonly number[];
  readonly createAllMs: number;
  readonly databaseBytes: readonly [number, number];
  readonly readyMs: { readonly none: number; readonly nothingToDo: number; readonly one: number };
  readonly alone: Pace;
  readonly beside: Pace;
  readonly pushes: Pushes;
  readonly memory: { readonly early: Memory; readonly late: Memory };
};

type Code = { readonly siteId: string; readonly code: string };

async function createSites(subject: SyncSubject) {
  const create: number[] = [];
  const codes: Code[] = [];
  const startedMs = performance.now();
  let begun = 0;
  const createSome = async (): Promise<void> => {
    while (begun < SITES) {
      begun += 1;
      const beganMs = performance.now();
      codes.push(await subject.newSite());
      create.push(performance.now() - beganMs);
      if (create.length % 50 === 0) progress(`${create.length} of ${SITES} sites made`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, createSome));
  return { create, codes, createAllMs: performance.now() - startedMs };
}

type Beside = { readonly subject: SyncSubject; readonly node: SyncNode; readonly name: string };

/** Records a second between two computers of one more site. */
async function paceOf({ subject, node, name }: Beside, files: RecordFiles): Promise<Pace> {
  const pair = await startPair({ subject, node, name, parents: files.parents });
  const [push, pull]: [number[], number[]] = [[], []];
  for (const file of files.rounds) {
    await pair.save(file);
    push.push(ROUNDS.each / ((await pair.push()) / 1000));
    pull.push(ROUNDS.each / ((await pair.pull()) / 1000));
  }
  await pair.kill();
  progress(`${name}: push ${inRate(push)}, pull ${inRate(pull)} records a second`);
  return { push, pull };
}

/** One small push to every site and once more: what a connection has to learn of each costs once. */
async function pushToAll(node: SyncNode, codes: readonly Code[]): Promise<Pushes> {
  const pushers: Pusher[] = [];
  for (const { code } of codes) pushers.push(await enrolPusher({ serverUrl: node.url, code }));
  progress(`a device of each of ${pushers.length} sites enrolled`);
  const round = async (at: number): Promise<readonly number[]> => {
    const timesMs: number[] = [];
    for (const pusher of pushers) {
      const startedMs = performance.now();
      await pusher.push([auditEvent(at)]);
      timesMs.push(performance.now() - startedMs);
    }
    progress(`pushed to each, p50 ${inMs(median(timesMs))}`);
    return timesMs;
  };
  const [first, second] = [await round(1), await round(2)];
  // Now all connections, and not one after the other.
  await Promise.all(pushers.map((pusher) => pusher.push([auditEvent(3)])));
  return { first, second };
}

function auditEvent(at: number): PushedRow {
  const id = `0199aaaa-0000-7000-8000-00000000000${at}`;
  const of = { operation: 'session.tiles', kind: 'query', outcome: 'ok', host: 'window' };
  const values = { id, occurred_at: new Date().toISOString(), ...of };
  return { entity: 'audit_events', id, values, schemaVersion: 1 };
}

async function memoryNow({ pool }: SyncSubject, { pid }: SyncNode): Promise<Memory> {
  return { connections: await connectionMemory(pool), node: memoryOf(pid).settled };
}

async function databaseBytes({ pool }: SyncSubject): Promise<number> {
  const { rows } = await pool.query('SELECT pg_database_size(current_database())::TEXT AS bytes');
  return Number(z.object({ bytes: z.string() }).parse(rows[0]).bytes);
}

async function measure(subject: SyncSubject): Promise<Findings> {
  const rows = join(subject.folder, 'rows');
  await mkdir(rows);
  const files = await writeRounds(rows, ROUNDS);
  const empty = await subject.startNode();
  const alone = await paceOf({ subject, node: empty, name: 'alone' }, files);
  const early = await memoryNow(subject, empty);
  const before = await databaseBytes(subject);
  const { create, codes, createAllMs } = await createSites(subject);
  const after = await databaseBytes(subject);
  await empty.kill();
  const full = await subject.startNode();
  progress(`a node over all sites was ready after ${inSeconds(full.readyMs)}`);
  const beside = await paceOf({ subject, node: full, name: 'beside' }, files);
  const pushes = await pushToAll(full, codes);
  const late = await memoryNow(subject, full);
  await full.kill();
  const release = join(subject.folder, 'release');
  await writeNewerRelease(release);
  const newer = await subject.startNode(release);
  progress(`one of the next release after ${inSeconds(newer.readyMs)}`);
  return {
    create,
    createAllMs,
    databaseBytes: [before, after],
    readyMs: { none: empty.readyMs, nothingToDo: full.readyMs, one: newer.readyMs },
    alone,
    beside,
    pushes,
    memory: { early, late },
  };
}

function inRate(rates: readonly number[]): string {
  return Math.round(median(rates)).toLocaleString('en-US');
}

function spread(timesMs: readonly number[]): string {
  return `p50 ${inMs(median(timesMs))}, p95 ${inMs(percentile(timesMs, 0.95))}`;
}

function inMemory({ connections, node }: Memory): readonly string[] {
  const known = connections.length > 0;
  return [
    String(connections.length),
    known ? inMb(median(connections)) : 'unknown',
    known ? inMb(Math.max(...connections)) : 'unknown',
    inMb(node),
  ];
}

function reportOf(found: Findings): SectionReport {
  const { create, createAllMs, readyMs, alone, beside, pushes, memory } = found;
  const [before, after] = found.databaseBytes;
  const each = (ms: number): string => inMs(ms / SITES);
  return {
    tables: [
      {
        caption: `${SITES.toLocaleString('en-US')} sites, a schema each, in one PostgreSQL 18 with fsync`,
        columns: ['', 'all', 'each'],
        rows: [
          [`make them, ${AT_ONCE} at once`, inSeconds(createAllMs), spread(create)],
          ['on the disk', inMb(after - before), inMb((after - before) / SITES)],
          ['a node’s start with no sites', inSeconds(readyMs.none), ''],
          ['with all, nothing to do', inSeconds(readyMs.nothingToDo), each(readyMs.nothingToDo)],
          ['with all, one migration to do', inSeconds(readyMs.one), each(readyMs.one)],
          ['first push of one change to each', '', spread(pushes.first)],
          ['second', '', spread(pushes.second)],
        ],
      },
      {
        caption: `Records a second of one more site, median of ${ROUNDS.rounds} rounds of ${ROUNDS.each}`,
        columns: ['', 'before there were others', 'beside all'],
        rows: [
          ['push', inRate(alone.push), inRate(beside.push)],
          ['pull', inRate(alone.pull), inRate(beside.pull)],
        ],
      },
      {
        caption: 'Memory of each connection for itself alone, and of the node',
        columns: ['', 'connections', 'median', 'most', 'node'],
        rows: [
          ['of one site', ...inMemory(memory.early)],
          ['of all sites', ...inMemory(memory.late)],
        ],
      },
    ],
  };
}

export const syncSites: Section = {
  name: 'sync-sites',
  title: `${SITES.toLocaleString('en-US')} sites on one server`,
  run: async () => reportOf(await withSyncSubject(measure)),
};
