import type { PGliteOptions } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, sql, type Transaction } from 'kysely';
import type { Migration } from '../../shared/base/migration-plan.ts';
import { postgresTypeParsers } from '../../shared/base/postgres-types.ts';
import { checkingExtensions, ensureAmcheck } from './amcheck.ts';
import { reasonForFailedStart } from './failed-start.ts';
import type { FatalDatabaseError } from './fatal-error.ts';
import { type MigrationTarget, migrate, type UpgradeWatch } from './migrate.ts';
import { probeDurability } from './page-store/durability-probe.ts';
import type { PageStore } from './page-store/page-store.ts';
import type { Schema } from './schema.ts';
import { startParameters } from './start-parameters.ts';
import { createTurns, type TurnKind, type Turns, type TurnWatch } from './turns.ts';
import { WatchedPglite } from './watched-pglite.ts';

export type Tx = Transaction<Schema>;
/** What reading needs and no more; a transaction is one as well. */
export type ReadonlyDb = Pick<Kysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'fn' | 'getExecutor'>;

/** What can be done with the database while nothing else touches it. */
export type Turn = {
  /** Commits when `work` resolves and rolls back when it rejects. */
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** One consistent view; PostgreSQL refuses any write in it. */
  readonly read: <T>(work: (db: ReadonlyDb) => Promise<T>) => Promise<T>;
};

/** Rows come as PostgreSQL names their columns. */
export type Loader = {
  readonly query: (
    text: string,
    params?: readonly unknown[],
  ) => Promise<{ readonly rows: readonly unknown[] }>;
  /** `head` is all of the statement but where it comes from: `COPY patients (id, …)`. */
  readonly copyIn: (head: string, text: Uint8Array) => Promise<void>;
};

/**
 * The device's database. One connection, so every piece of work takes its turn: `transact` and `read`
 * take one each; `turn` holds it for several, between which nothing can happen.
 */
export type Database = Turn & {
  readonly turn: <T>(work: (turn: Turn) => Promise<T>, kind: TurnKind) => Promise<T>;
  /** One transaction of plain SQL, which can also take in what `COPY … TO` once wrote. */
  readonly load: <T>(work: (loader: Loader) => Promise<T>) => Promise<T>;
  /** Runs one statement that PostgreSQL refuses inside a transaction, after all that wait. */
  readonly maintain: (statement: string) => Promise<void>;
  /** Whether somebody waits for the turn that is under way to end. */
  readonly isAwaited: () => boolean;
  /** Tells of every turn from now on. */
  readonly onTurn: (watch: TurnWatch) => void;
  readonly close: () => Promise<void>;
};

/** What the opener of a database wants to be told. */
export type DatabaseWatch = {
  readonly turns?: TurnWatch;
  /** The database has ended and answers nothing more. */
  readonly onFatal?: (error: FatalDatabaseError) => void;
};

type OpeningWatch = DatabaseWatch & { readonly upgrade?: UpgradeWatch };

/** `store` holds PGlite's files as pages; `archive` is a data directory as tar, for a database in memory. */
export type Storage = { readonly store: PageStore } | { readonly archive: Uint8Array };

function storageOptions(storage: Storage): PGliteOptions {
  if ('archive' in storage)
    return { dataDir: 'memory://', loadDataDir: new Blob([Uint8Array.from(storage.archive)]) };
  return { fs: storage.store.filesystem, startParams: startParameters };
}

/**
 * Opens the database and brings it to this release. Throws MigrationRefused when it cannot, StoreDamaged
 * when the store is not whole enough to start from, and DiskRefusedStart when the disk is the reason.
 */
export async function openDatabase(
  storage: Storage,
  migrations: readonly Migration[],
  watch: OpeningWatch = {},
): Promise<Database> {
  watch.turns?.began('opening');
  try {
    return overPglite(await openMigrated(storage, migrations, watch), watch);
  } catch (error) {
    throw 'store' in storage ? await reasonForFailedStart(storage.store, error) : error;
  } finally {
    watch.turns?.ended('opening');
  }
}

async function openMigrated(
  storage: Storage,
  migrations: readonly Migration[],
  watch: OpeningWatch,
): Promise<WatchedPglite> {
  const options = {
    ...storageOptions(storage),
    extensions: checkingExtensions,
    parsers: { ...postgresTypeParsers },
  };
  const pglite = await WatchedPglite.open(options, (error) => watch.onFatal?.(error));
  const target: MigrationTarget = {
    query: (text, values) => pglite.query(text, values),
    exec: (text) => pglite.exec(text),
  };
  try {
    await migrate(target, migrations, watch.upgrade);
    await ensureAmcheck(target);
    if ('store' in storage) await probeDurability(storage.store, (text) => pglite.exec(text));
  } catch (error) {
    if (!pglite.ended) await pglite.close();
    throw error;
  }
  return pglite;
}

/** Turns that also say whether somebody waits for the next one. */
function countedTurns(watch: TurnWatch) {
  let waiting = 0;
  const takeTurn = createTurns({
    ...watch,
    began(kind) {
      waiting -= 1;
      watch.began(kind);
    },
  });
  const inTurn: Turns = (work, kind) => {
    waiting += 1;
    return takeTurn(work, kind);
  };
  return { inTurn, isAwaited: () => waiting > 0 };
}

function overPglite(pglite: WatchedPglite, watch: DatabaseWatch): Database {
  const kysely = new Kysely<Schema>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  // Kysely's dialect keeps one transaction in mind: a second begun meanwhile, or a query beside it,
  // would run inside the first. Taking turns is what keeps operations apart.
  const watches: TurnWatch[] = watch.turns ? [watch.turns] : [];
  const { inTurn, isAwaited } = countedTurns({
    began: (kind) => watches.forEach((each) => each.began(kind)),
    ended: (kind) => watches.forEach((each) => each.ended(kind)),
  });
  // Kysely's dialect would wait for ever for a transaction that cannot begin.
  async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (pglite.ended) throw pglite.ended;
    return kysely.transaction().execute(work);
  }
  const now: Turn = {
    transact: inTransaction,
    read: (work) =>
      inTransaction(async (tx) => {
        // Kysely's PGlite dialect passes no access mode on, so it is set by hand.
        await sql`SET TRANSACTION READ ONLY`.execute(tx);
        return work(tx);
      }),
  };
  return {
    transact: (work) => inTurn(() => now.transact(work)),
    read: (work) => inTurn(() => now.read(work)),
    turn: (work, kind) => inTurn(() => work(now), kind),
    load: (work) => inTurn(() => loadInto(pglite, work), 'chunk'),
    maintain: (statement) => inTurn(async () => void (await pglite.exec(statement)), 'maintenance'),
    isAwaited,
    onTurn: (each) => void watches.push(each),
    close: () =>
      inTurn(async () => {
        // What has ended cannot be closed: only the end of its thread frees what it holds.
        if (pglite.ended) return;
        await kysely.destroy();
        // Kysely closes PGlite only if it ever used it.
        if (!pglite.closed) await pglite.close();
      }),
  };
}

async function loadInto<T>(
  pglite: WatchedPglite,
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  if (pglite.ended) throw pglite.ended;
  return pglite.transaction((tx) =>
    work({
      query: (text, params = []) => tx.query(text, [...params]),
      copyIn: async (head, text) => {
        const blob = new Blob([Uint8Array.from(text)]);
        await tx.query(`${head} FROM '/dev/blob'`, [], { blob });
      },
    }),
  );
}
