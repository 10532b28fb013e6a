import { join } from 'node:path';
import { v7 } from 'uuid';
import { createApp } from '../main/app.ts';
import type { Core } from '../main/platform/core.ts';
import type { Database } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { systemTimers } from '../main/platform/timers.ts';
import { rowsOf, sqlOver } from '../main/sync/sql.ts';
import { clientOf, newSession, valueOf } from '../test/core.ts';
import { pdfFontsFolder } from '../tools/pdf-fonts.ts';
import { setUpSite } from './callers.ts';

/** The application over records that outlive it; it syncs by itself as long as it is open. */
export function startApp(database: Database): Core {
  return createApp({
    database: { ...database, close: async () => undefined },
    files: memoryFileStore(),
    clock: () => new Date(),
    newId: v7,
    report: async (error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      return 'measured';
    },
    pinCost: { log2N: 4, r: 8, p: 1 },
    fontsFolder: pdfFontsFolder(),
    fhirDefinitions: join(import.meta.dirname, '../main/exchange/fhir/definitions.json'),
    timers: systemTimers,
  });
}

/** Rows read after all that waits, so that asking moves nothing. */
export function readQuietly<Row>(database: Database, text: string): Promise<readonly Row[]> {
  return database.turn((turn) => turn.read((db) => rowsOf<Row>(sqlOver(db), text)), 'maintenance');
}

async function untilRow(database: Database, text: string): Promise<void> {
  while ((await readQuietly(database, text)).length === 0)
    await new Promise((resume) => setTimeout(resume, 20));
}

type Address = { readonly serverUrl: string; readonly code: string };

/** Makes a new site's first device of these records; resolves once the server has them. */
export async function foundSite(database: Database, { serverUrl, code }: Address): Promise<void> {
  const core = startApp(database);
  const { client } = await setUpSite(core);
  valueOf(await client['sync.enrol']({ serverUrl, code, deviceName: 'First' }));
  await untilRow(
    database,
    `SELECT FROM sync_device WHERE acked_number = next_number - 1
       AND cursor_seq > 0 AND NOT EXISTS (SELECT FROM sync_first)`,
  );
  await core.close();
}

/** Makes these records, which were never set up, a device of the site; resolves once they have it. */
export async function joinSite(database: Database, { serverUrl, code }: Address): Promise<void> {
  const core = startApp(database);
  const client = clientOf(core, newSession());
  valueOf(await client['sync.join']({ serverUrl, code, deviceName: 'Next' }));
  await untilRow(
    database,
    `SELECT FROM sync_device WHERE cursor_seq > 0 AND NOT EXISTS (SELECT FROM sync_first)`,
  );
  await core.close();
}
