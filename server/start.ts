import { runCommand, USAGE, UsageError } from './commands.ts';
import { type Config, ConfigRefused, readConfig } from './config.ts';
import { openPool } from './database.ts';
import { EmbeddedRefused, type EmbeddedPostgres, openEmbedded } from './embedded-postgres.ts';
import { SchemaRefused } from './migrate.ts';
import { startServer } from './start-server.ts';

const args = process.argv.slice(2);

try {
  await (args.length === 0 ? serve(readConfig(process.env)) : command(readConfig(process.env)));
} catch (error) {
  const isPlain = [ConfigRefused, SchemaRefused, EmbeddedRefused].some(
    (kind) => error instanceof kind,
  );
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  else if (isPlain && error instanceof Error) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}

async function serve(config: Config): Promise<void> {
  const database = await openDatabase(config);
  try {
    await serveFrom(config, database.url);
  } finally {
    await database.close();
  }
}

async function serveFrom(config: Config, databaseUrl: string): Promise<void> {
  const asked = askedToStop();
  const server = await startServer(config, databaseUrl);
  try {
    // Whoever stops it while sites are being migrated need not wait for the last of them.
    await Promise.race([server.ready, asked]);
    await asked;
  } finally {
    await server.stop();
  }
}

async function command(config: Config): Promise<void> {
  const database = await openDatabase(config);
  const pool = openPool(database.url, 2, () => undefined);
  try {
    process.stdout.write(`${await runCommand(pool, args)}\n`);
  } finally {
    await pool.end();
    await database.close();
  }
}

async function openDatabase({ DATABASE_URL, DATA }: Config): Promise<EmbeddedPostgres> {
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => undefined };
  process.stderr.write(`Without DATABASE_URL: an embedded PostgreSQL in ${DATA}, for trials.\n`);
  return openEmbedded(DATA);
}

function askedToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('SIGTERM', () => resolve());
  process.once('SIGINT', () => resolve());
  return promise;
}
