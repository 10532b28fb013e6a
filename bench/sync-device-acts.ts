import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import type { Core } from '../main/platform/core.ts';
import type { Database } from '../main/platform/database.ts';
import { privateKeySchema } from '../main/sync/device-key.ts';
import { createExchangeRound, type Round } from '../main/sync/exchange-round.ts';
import { type ServerClient, serverClient } from '../main/sync/server-client.ts';
import { sqlOver } from '../main/sync/sql.ts';
import { foundSite, joinSite, readQuietly, startApp } from './sync-device-app.ts';
import type { DeviceOrder, RowsFile } from './sync-device-orders.ts';
import { sharedNowMs } from './told-process.ts';

type Looking = { readonly round: Round; readonly server: ServerClient };
type At = {
  readonly database: Database;
  looking: Looking | null;
  live: Core | null;
  /** When the last turn with the records ended that changed something. */
  changedMs: number;
};

/** What a device does when it is told to; answers as sync-device-orders.ts has them. */
export function deviceActs(database: Database): (order: DeviceOrder) => Promise<unknown> {
  const at: At = { database, looking: null, live: null, changedMs: 0 };
  database.onTurn({
    began: () => undefined,
    ended(kind) {
      if (kind !== 'maintenance') at.changedMs = sharedNowMs();
    },
  });
  return async (order) => {
    switch (order.do) {
      case 'found':
        return foundSite(database, order);
      case 'join':
        return joinSite(database, order);
      case 'load':
        return load(database, order.file);
      case 'save':
        return save(database, order.file);
      case 'look':
        return look(at, order.asksHello);
      case 'live':
        at.live = startApp(database);
        // The first call is what opens it.
        await at.live.dispatch({ host: 'command-line', key: 'measured' }, 'session.tiles', {});
        return null;
      case 'rest':
        await at.live?.close();
        return null;
      case 'amend':
        return amend(database, order.count);
      case 'amended':
        return amended(at, order.total);
      case 'read':
        return readQuietly(database, order.sql);
    }
  };
}

function load(database: Database, { table, columns, path }: RowsFile): Promise<void> {
  return database.load(async ({ copyIn }) =>
    copyIn(`COPY ${table} (${columns})`, await readFile(path)),
  );
}

/** As a day's work without a network: each record was committed for itself. */
async function save(database: Database, { table, columns, path }: RowsFile): Promise<void> {
  const text = await readFile(path);
  await database.load(async ({ query, copyIn }) => {
    await query(`CREATE TEMP TABLE IF NOT EXISTS coming (LIKE ${table} INCLUDING DEFAULTS)`);
    await query('TRUNCATE coming');
    await copyIn(`COPY coming (${columns})`, text);
  });
  // Nothing of this is measured.
  await database.maintain('SET synchronous_commit = off');
  await database.maintain(`DO $$
    DECLARE one coming;
    BEGIN
      FOR one IN SELECT * FROM coming LOOP
        INSERT INTO ${table} (${columns}) SELECT ${prefixed('one', columns)};
        COMMIT;
      END LOOP;
    END $$`);
  await database.maintain('SET synchronous_commit = on');
  await database.maintain('CHECKPOINT');
}

function prefixed(record: string, columns: string): string {
  return columns
    .split(', ')
    .map((column) => `${record}.${column}`)
    .join(', ');
}

/** One look at the server, as the loop has it; what it is over is kept between two. */
async function look(at: At, asksHello: boolean): Promise<number> {
  const { database } = at;
  at.looking ??= { round: roundOver(database), server: await serverOf(database) };
  const { round, server } = at.looking;
  const startedMs = performance.now();
  await round.run({ server, isMet: !asksHello });
  return performance.now() - startedMs;
}

function roundOver(database: Database): Round {
  const parts = {
    database,
    clock: () => new Date(),
    newId: v7,
    report: async () => 'measured',
    timers: { now: () => performance.now(), after: () => () => undefined },
    random: () => 0,
    mayWrite: () => true,
  };
  return createExchangeRound(parts, new AbortController().signal);
}

type Enrolled = Omit<Parameters<typeof serverClient>[0], 'privateKey'> & {
  readonly privateKey: unknown;
};

async function serverOf(database: Database): Promise<ServerClient> {
  const [device] = await readQuietly<Enrolled>(
    database,
    `SELECT server_url AS "serverUrl", site_id AS "siteId", device_id AS "deviceId",
       private_key AS "privateKey" FROM sync_device`,
  );
  if (!device) throw new Error('This is no device yet');
  return serverClient({ ...device, privateKey: privateKeySchema.parse(device.privateKey) });
}

async function amend(database: Database, count: number) {
  const beganMs = sharedNowMs();
  await database.turn(
    ({ transact }) =>
      transact((tx) =>
        sqlOver(tx).query(
          `INSERT INTO record_amendments
             (id, treatment_record_id, kind, reason, note, amended_by, amended_at)
           SELECT gen_random_uuid(), id, 'clarification', 'Measured',
             'The dressing was changed once more in the evening.', recorded_by, now()
           FROM treatment_records LIMIT $1`,
          [count],
        ),
      ),
    'command',
  );
  return { beganMs, savedMs: sharedNowMs() };
}

async function amended(at: At, total: number): Promise<number> {
  for (;;) {
    const lastMs = at.changedMs;
    const [row] = await readQuietly<{ count: number }>(
      at.database,
      'SELECT count(*)::INT AS count FROM record_amendments',
    );
    // Looked at after the turn that ended then, and before any other.
    if (row && row.count >= total) return lastMs;
    await new Promise((resume) => setTimeout(resume, 2));
  }
}
