import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { v7 } from 'uuid';
import { createApp } from '../main/app.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { type FileStore, memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import type { KeepingPlace } from '../main/platform/keeping-place.ts';
import type { Timers } from '../main/platform/timers.ts';
import { systemTimers } from '../main/platform/timers.ts';
import { TRAVELLING } from '../shared/sync/entities.ts';
import { pdfFontsFolder } from '../tools/pdf-fonts.ts';
import { templateArchive } from '../tools/template.ts';
import { clientOf, newSession, TEST_PIN, valueOf } from './core.ts';

const quickPin = { log2N: 4, r: 8, p: 1 };

export type SyncDevice = Awaited<ReturnType<typeof openSyncDevice>>;

type Given = {
  readonly timers?: Timers;
  /** Another device's, whose records this one begins with: somebody has copied the disk. */
  readonly copyOf?: Database;
  readonly files?: FileStore;
  /** Where copies of its records go. */
  readonly place?: KeepingPlace;
};

/** The real application over a PGlite in memory that was never set up. */
export async function openSyncDevice({
  timers = systemTimers,
  copyOf,
  files = memoryFileStore(),
  place,
}: Given = {}) {
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  const database = await openDatabase({ archive: await templateArchive() }, migrations);
  if (copyOf) await copyRows(copyOf, database);
  const stands = { database, files, timers, ...(place ? { place } : {}) };
  const device = { ...startApp(stands), database, files, close: async () => undefined };
  return Object.assign(device, {
    status: async () => valueOf(await device.client['sync.status']({})),
    /** Sets it up with an administrator, who is signed in from then on. */
    async setUp() {
      const { administratorId } = valueOf(
        await device.client['site.setUp']({
          siteName: 'Test clinic',
          timeZone: 'America/New_York',
          administrator: { displayName: 'Ada Admin', pin: TEST_PIN },
        }),
      );
      await device.signIn(administratorId);
      return administratorId;
    },
    signIn: async (userId: string) =>
      valueOf(await device.client['session.signIn']({ userId, pin: TEST_PIN })),
    /** Everything but the records and files is begun anew, as after a kill between two transactions. */
    async restart() {
      await device.core.close();
      Object.assign(device, startApp(stands));
    },
    async close() {
      await device.core.close();
      await database.close();
    },
  });
}

type Stands = {
  readonly database: Database;
  readonly files: FileStore;
  readonly timers: Timers;
  readonly place?: KeepingPlace;
};

function startApp({ database, files, timers, place }: Stands) {
  const incidents: unknown[] = [];
  const core = createApp({
    // The records outlive the application over them.
    database: { ...database, close: async () => undefined },
    files,
    clock: () => new Date(),
    newId: v7,
    report: async (error) => {
      incidents.push(error);
      return 'test';
    },
    pinCost: quickPin,
    fontsFolder: pdfFontsFolder(),
    fhirDefinitions: join(import.meta.dirname, '../main/exchange/fhir/definitions.json'),
    timers,
    ...(place ? { place } : {}),
    random: () => 0,
  });
  const session = newSession();
  const client = clientOf(core, session);
  const signIn = async (userId: string) =>
    valueOf(await client['session.signIn']({ userId, pin: TEST_PIN }));
  return { core, session, client, incidents, signIn };
}

/** Time that passes when a test says so. */
export function handTimers() {
  let nowMs = 0;
  let waiting: { readonly atMs: number; readonly work: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs: number, work: () => void) {
      const entry = { atMs: nowMs + delayMs, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((each) => each !== entry);
      };
    },
    pass(ms: number): void {
      nowMs += ms;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter((each) => !due.includes(each));
      for (const { work } of due) work();
    },
  };
}

async function copyRows(from: Database, to: Database): Promise<void> {
  const tables = await sqlRows<{ name: string; columns: string }>(
    from,
    `SELECT relname AS name,
       (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
        AS columns
     FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::REGNAMESPACE`,
  );
  const rows = new Map<string, string>();
  for (const { name } of tables) {
    const [found] = await sqlRows<{ all: string }>(
      from,
      `SELECT coalesce(json_agg(t), '[]')::TEXT AS all FROM ${name} t`,
    );
    rows.set(name, found?.all ?? '[]');
  }
  await to.load(async (loader) => {
    await loader.query('SET LOCAL session_replication_role = replica');
    for (const { name, columns } of tables) {
      await loader.query(`DELETE FROM ${name}`);
      await loader.query(
        `INSERT INTO ${name} (${columns}) SELECT ${columns}
         FROM json_populate_recordset(NULL::${name}, $1::TEXT::JSON)`,
        [rows.get(name) ?? '[]'],
      );
    }
  });
}

/** Resolves once the condition holds; the time limit of the test says how long that may take. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resume) => setImmediate(resume));
}

/** Waits until the server has all of a device, and the device all of the server. */
export async function synced(device: SyncDevice, seq: () => Promise<number>): Promise<void> {
  await until(async () => {
    const { state } = await device.status();
    if (device.incidents.length > 0) throw device.incidents[0];
    return state === 'onServer' && (await cursorOf(device.database)) >= (await seq());
  });
}

export async function sqlRows<Row>(
  database: Database,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  return database.transact(async (tx) => {
    const { rows } = await tx
      .withoutPlugins()
      .executeQuery<Row>(CompiledQuery.raw(text, [...params]));
    return rows;
  });
}

export async function cursorOf(database: Database): Promise<number> {
  const [row] = await sqlRows<{ cursor: number }>(
    database,
    'SELECT cursor_seq AS cursor FROM sync_device',
  );
  return row?.cursor ?? 0;
}

/** Every row of every table that travels, without what differs from computer to computer. */
export async function siteContent(database: Database): Promise<Readonly<Record<string, string[]>>> {
  const content: Record<string, string[]> = {};
  for (const { name, keptHere } of TRAVELLING) {
    const left = [...keptHere, 'updated_at'].map((each) => `'${each}'`).join(', ');
    const rows = await sqlRows<{ row: string }>(
      database,
      `SELECT (to_jsonb(t) - ARRAY[${left}]::TEXT[])::TEXT AS row FROM ${name} t ORDER BY 1`,
    );
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}
