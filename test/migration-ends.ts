import { PGlite } from '@electric-sql/pglite';
import { Client, type CustomTypesConfig, types as pgTypes } from 'pg';
import type { MigrationTarget } from '../main/platform/migrate.ts';
import { postgresTypeParsers } from '../shared/base/postgres-types.ts';

/** A PostgreSQL that migrations run on, on the device or on a server. */
export type End = MigrationTarget & { readonly close: () => Promise<void> };

/** The device's, empty. */
export async function openPglite(): Promise<End> {
  const pglite = await PGlite.create('memory://', { parsers: { ...postgresTypeParsers } });
  return {
    query: (sql, values) => pglite.query(sql, values),
    exec: (sql) => pglite.exec(sql),
    close: () => pglite.close(),
  };
}

/** A new, empty database on the server, with the type parsers that the device uses too. */
export async function openServer(url: string): Promise<End> {
  const name = `parity_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = new Client(url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const ownUrl = new URL(url);
  ownUrl.pathname = `/${name}`;
  const types: CustomTypesConfig = {
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- pg names some types only; any OID may come
    getTypeParser: (oid: number) => postgresTypeParsers[oid] ?? pgTypes.getTypeParser(oid),
  };
  const client = new Client({ connectionString: ownUrl.href, types });
  await client.connect();
  await client.query("SET TimeZone = 'UTC'");
  return {
    query: (sql, values) => client.query(sql, values),
    exec: (sql) => client.query(sql),
    close: async () => {
      await client.end();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}
