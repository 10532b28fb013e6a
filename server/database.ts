import { type ClientBase, Pool as PgPool, type PoolClient, types as pgTypes } from 'pg';
import { postgresTypeParsers } from '../shared/base/postgres-types.ts';
import type { SqlRunner } from '../shared/sync/fold/sql.ts';

export type Pool = PgPool;
export type Client = PoolClient;
/** What runs one statement: a pool, or a transaction. */
export type Queryable = Pick<ClientBase, 'query'>;

// The one parser that differs: node's own is quicker, and gives a Uint8Array as well.
const BYTEA = 17;

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BYTEA) return (text: string) => Buffer.from(text.slice(2), 'hex');
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- pg names some types only; any OID may come
    return postgresTypeParsers[oid] ?? pgTypes.getTypeParser(oid, format ?? 'text');
  },
};

/** Connections to the database that all nodes share. `onError` hears of idle ones that broke. */
export function openPool(url: string, connections: number, onError: () => void): Pool {
  const pool = new PgPool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'caretrail-server',
    // A node that vanished must not hold a site's lock until TCP notices.
    idle_in_transaction_session_timeout: 60_000,
    types,
  });
  pool.on('error', onError);
  // Of one that is in use the pool says nothing, and an error that nobody hears ends the process. The next
  // statement on it fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The schema that holds a site; made of the id's hexadecimal digits alone, so it needs no quotes. */
export function schemaOf(siteId: string): string {
  const hex = siteId.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error('A site is named by a UUID');
  return `site_${hex}`;
}

/** A transaction as the fold and the digest want it. */
export function sqlRunner(client: Queryable): SqlRunner {
  return { query: (text, params = []) => client.query(text, [...params]) };
}

export type Isolation = 'write' | 'snapshot';

const BEGIN = {
  write: 'BEGIN ISOLATION LEVEL READ COMMITTED',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
} as const;

/**
 * Runs `work` in one transaction in which the names of tables mean that site's and nothing else's.
 * Commits when it resolves and rolls back when it rejects. A connection that broke is thrown away.
 */
export async function inSite<T>(
  pool: Pool,
  { siteId, isolation }: { readonly siteId: string; readonly isolation: Isolation },
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const begin = `${BEGIN[isolation]}; SET LOCAL search_path TO ${schemaOf(siteId)};
    SET LOCAL timezone TO 'UTC'; SET LOCAL lock_timeout TO '30s'`;
  return transact(pool, begin, work);
}

/** Runs `work` in one transaction over the central schema. */
export function inCentral<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  return transact(pool, 'BEGIN; SET LOCAL search_path TO caretrail', work);
}

async function transact<T>(
  pool: Pool,
  begin: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function rollBack(client: Client): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('The connection broke');
  }
}
