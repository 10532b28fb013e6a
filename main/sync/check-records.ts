import { type SyncEntity, tablePlace, TRAVELLING } from '../../shared/sync/entities.ts';
import type { KeyedDigest, RowName } from '../../shared/sync/row-digests.ts';
import { MOST_ROWS_ASKED, type SiteDigest } from '../../shared/sync/wire.ts';
import type { Database } from '../platform/database.ts';
import type { CheckResult } from './check-store.ts';
import { deviceNow } from './device-store.ts';
import { walkTable } from './digest-walk.ts';
import type { ServerClient } from './server-client.ts';
import { type Settled, settleDifferences } from './settle-difference.ts';
import { rowsOf, sqlOver } from './sql.ts';

export type Checking = {
  readonly database: Database;
  readonly server: ServerClient;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly signal: AbortSignal;
  /** Sends and fetches until this computer is level with the server. */
  readonly catchUp: () => Promise<void>;
  /** Rows that were compared, of all that the server has. */
  readonly onProgress: (done: number, total: number) => void;
};

/** What can be compared is level, and of one release. */
export class NotComparable extends Error {
  override name = 'NotComparable';
}

/**
 * Compares these records with the server's: tables by 256 sums, the rows of sums that differ by their
 * digests, and rows that differ one by one, which become as the server has them. Throws NotComparable where
 * that cannot be done just now, and what the server or the signal says.
 */
export async function checkRecords(checking: Checking): Promise<CheckResult> {
  const { server, signal } = checking;
  const epoch = await assertComparable(checking);
  const { tables } = await server.digest(signal);
  const total = Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
  let compared = 0;
  const onRows = (rows: number): void => {
    compared += rows;
    checking.onProgress(Math.min(compared, total), total);
  };
  const suspects: Suspect[] = [];
  for (const entity of TRAVELLING) {
    const { buckets } = await walkTable({ ...checking, onRows }, entity);
    const differing = buckets.flatMap((sum, bucket) =>
      sum === (tables[entity.name]?.buckets[bucket] ?? '0') ? [] : [bucket],
    );
    if (differing.length > 0)
      suspects.push(...(await narrow(checking, { entity, differing, epoch, tables })));
  }
  const settled = await settleAll(checking, inOrder(suspects), epoch);
  return {
    compared,
    fetched: settled.fetched.length,
    setAside: settled.setAside.length,
    left: settled.left.length,
  };
}

async function assertComparable({ database, server, signal }: Checking): Promise<number> {
  const { epoch, version } = await database.read(async (db) => {
    const sql = sqlOver(db);
    const [row] = await rowsOf<{ version: number }>(sql, 'SELECT sync_schema_version() AS version');
    return { epoch: (await deviceNow(sql)).epoch, version: row?.version };
  });
  const hello = await server.hello(epoch, signal);
  if (hello.schemaVersion !== version) throw new NotComparable('Of another release');
  if (hello.epoch !== epoch) throw new NotComparable('Of another epoch');
  return epoch;
}

type Suspect = RowName & { readonly isHereOnly: boolean };

type Narrowing = {
  readonly entity: SyncEntity;
  readonly differing: readonly number[];
  readonly epoch: number;
  readonly tables: SiteDigest['tables'];
};

/** Rows of one answer, at most about. */
const ROWS_AT_ONCE = 20_000;

/** The rows of these buckets that are not the same. */
async function narrow(
  checking: Checking,
  { entity, differing, epoch, tables }: Narrowing,
): Promise<readonly Suspect[]> {
  const { server, signal } = checking;
  const walking = { ...checking, onRows: () => undefined };
  const here = new Map((await walkTable(walking, entity, differing)).picked);
  const perBucket = Math.max(1, (tables[entity.name]?.rows ?? 0) / 256);
  const atOnce = Math.max(1, Math.floor(ROWS_AT_ONCE / perBucket));
  const there: KeyedDigest[] = [];
  for (let from = 0; from < differing.length; from += atOnce) {
    const buckets = differing.slice(from, from + atOnce);
    const reply = await server.rowDigests({ table: entity.name, buckets, epoch }, signal);
    there.push(...reply.rows);
  }
  const theirs = new Map(there);
  return [...new Set([...here.keys(), ...theirs.keys()])]
    .filter((key) => here.get(key) !== theirs.get(key))
    .map((key) => ({ table: entity.name, key, isHereOnly: !theirs.has(key) }));
}

/** As `settleDifferences` does those of one turn. */
function inOrder(suspects: readonly Suspect[]): readonly RowName[] {
  const byPlace = suspects.toSorted(
    (one, other) => tablePlace(one.table) - tablePlace(other.table),
  );
  return [
    ...byPlace.filter(({ isHereOnly }) => isHereOnly).toReversed(),
    ...byPlace.filter(({ isHereOnly }) => !isHereOnly),
  ];
}

/** Somebody is always saving: so often it is tried to find the tables of the rows at rest. */
const MOST_ATTEMPTS = 20;
/** Of one turn. */
const ROWS_IN_TURN = Math.min(20, MOST_ROWS_ASKED);

async function settleAll(
  checking: Checking,
  names: readonly RowName[],
  epoch: number,
): Promise<Settled> {
  const all: Settled[] = [];
  for (let from = 0; from < names.length; from += ROWS_IN_TURN)
    all.push(await settleSome(checking, names.slice(from, from + ROWS_IN_TURN), epoch));
  return together(all);
}

function together(all: readonly Settled[]): Settled {
  return {
    fetched: all.flatMap(({ fetched }) => fetched),
    setAside: all.flatMap(({ setAside }) => setAside),
    left: all.flatMap(({ left }) => left),
    again: all.at(-1)?.again ?? [],
  };
}

async function settleSome(
  { database, server, clock, newId, signal, catchUp }: Checking,
  some: readonly RowName[],
  epoch: number,
): Promise<Settled> {
  const all: Settled[] = [];
  let names = some.map(({ table, key }) => ({ table, key }));
  for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
    signal.throwIfAborted();
    const reply = await server.rows({ rows: names, epoch }, signal);
    const at = clock().toISOString();
    const asked = { names, reply, newId, at };
    const settled = await database.transact((tx) => settleDifferences(sqlOver(tx), asked));
    all.push(settled);
    names = [...settled.again];
    if (names.length === 0) return together(all);
    await catchUp();
  }
  throw new NotComparable('Never level with the server');
}
