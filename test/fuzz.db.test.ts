import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../shared/operations.ts';
import { openFuzzedCore } from './fuzzed-core.ts';

const SEED = 260_310;
const RUNS = 100;
/** What every call writes down, refused or not. */
const TRAIL = /^(?:audit_|sync_outbox|sync_device)/;

let app: Awaited<ReturnType<typeof openFuzzedCore>>;
beforeAll(async () => {
  app = await openFuzzedCore();
});
afterAll(() => app.remove());

/** Every table with a digest over its rows. */
async function content(): Promise<Record<string, string>> {
  return app.database.read(async (db) => {
    const { rows: tables } = await sql<{ name: string }>`
      SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1`.execute(db);
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      if (TRAIL.test(name)) continue;
      const { rows } = await sql<{ digest: string }>`
        SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS digest
        FROM ${sql.table(name)} t`.execute(db);
      found[name] = rows[0]?.digest ?? '';
    }
    return found;
  });
}

test('whatever is sent to whichever operation is answered in words, and changes nothing', async () => {
  const before = await content();
  const report = await app.fuzz({ runs: RUNS, seed: SEED });
  expect(report.problems).toEqual([]);
  expect(app.incidents).toEqual([]);
  expect(report.inputs).toBe(Object.keys(operations).length * RUNS);
  expect(report.answers['InvalidInput']).toBeGreaterThan(report.inputs / 3);
  expect(await content()).toEqual(before);
}, 600_000);
