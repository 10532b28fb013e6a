import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { CamelCasePlugin, Kysely, PGliteDialect, sql, type Transaction } from 'kysely';
import type { Migration } from '../../shared/base/migration-plan.ts';
import { postgresTypeParsers } from '../../shared/base/postgres-types.ts';
import { DurableFiles, durableStartParams } from './durable-files.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { createTurns } from './turns.ts';

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

/**
 * The device's database. One connection, so every piece of work takes its turn: `transact` and `read`
 * take one each; `turn` holds it for several, between which nothing can happen.
 */
export type Database = Turn & {
  /** An urgent one goes before all that still wait and are not. */
  readonly turn: <T>(work: (turn: Turn) => Promise<T>, isUrgent: boolean) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** `directory` holds PGlite's files; `archive` is a data directory as tar, for a database in memory. */
export type Storage = { readonly directory: string } | { readonly archive: Uint8Array };

function storageOptions(storage: Storage): PGliteOptions {
  if ('archive' in storage)
    return { dataDir: 'memory://', loadDataDir: new Blob([Uint8Array.from(storage.archive)]) };
  return { fs: new DurableFiles(storage.directory), startParams: durableStartParams };
}

/** Opens the database and brings it to this release; throws MigrationRefused when it cannot. */
export async function openDatabase(
  storage: Storage,
  migrations: readonly Migration[],
): Promise<Database> {
  const pglite = await PGlite.create({
    ...storageOptions(storage),
    parsers: { ...postgresTypeParsers },
  });
  try {
    await migrate(
      { query: (text, values) => pglite.query(text, values), exec: (text) => pglite.exec(text) },
      migrations,
    );
  } catch (error) {
    await pglite.close();
    throw error;
  }
  return overPglite(pglite);
}

function overPglite(pglite: PGlite): Database {
  const kysely = new Kysely<Schema>({
    dialect: new PGliteDialect({ pglite }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  // Kysely's dialect keeps one transaction in mind: a second begun meanwhile, or a query beside it,
  // would run inside the first. Taking turns is what keeps operations apart.
  const inTurn = createTurns();
  const now: Turn = {
    transact: (work) => kysely.transaction().execute(work),
    read: (work) =>
      kysely.transaction().execute(async (tx) => {
        // Kysely's PGlite dialect passes no access mode on, so it is set by hand.
        await sql`SET TRANSACTION READ ONLY`.execute(tx);
        return work(tx);
      }),
  };
  return {
    transact: (work) => inTurn(() => now.transact(work)),
    read: (work) => inTurn(() => now.read(work)),
    turn: (work, isUrgent) => inTurn(() => work(now), isUrgent),
    close: () => inTurn(() => kysely.destroy()),
  };
}
