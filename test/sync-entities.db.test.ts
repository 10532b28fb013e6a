import { afterAll, beforeAll, expect, test } from 'vitest';
import { captureStatements } from '../shared/sync/capture-triggers.ts';
import { STAYING, TRAVELLING, WRITTEN_BY_SERVER } from '../shared/sync/entities.ts';
import { rowsFrom } from '../shared/sync/fold/sql.ts';
import { differingTables, siteDigest } from '../shared/sync/site-digest.ts';
import type { End } from './migration-ends.ts';
import { openMigratedPglite, runnerOf } from './sync-site.ts';

let end: End;
beforeAll(async () => {
  end = await openMigratedPglite();
});
afterAll(() => end.close());

const rows = <Row>(text: string) => rowsFrom<Row>(runnerOf(end), text);

test('every table either travels or stays, and none does both', async () => {
  const tables = await rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const known = [...TRAVELLING.map(({ name }) => name), ...Object.keys(STAYING)];
  expect(known.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
});

test('the keys are the primary keys, in their order', async () => {
  const keys = await rows<{ name: string; keys: string }>(
    `SELECT c.relname::TEXT AS name, string_agg(a.attname, ',' ORDER BY k.place) AS keys
     FROM pg_constraint p
     JOIN pg_class c ON c.oid = p.conrelid AND c.relnamespace = 'public'::REGNAMESPACE
     CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k (attnum, place)
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
     WHERE p.contype = 'p' GROUP BY c.relname`,
  );
  const byName = new Map(keys.map((each) => [each.name, each.keys]));
  expect(TRAVELLING.map(({ name }) => [name, byName.get(name)])).toEqual(
    TRAVELLING.map((entity) => [entity.name, entity.keys.join(',')]),
  );
});

test('every table stands after those it refers to, and refers to none that stays', async () => {
  const references = await rows<{ child: string; parent: string }>(
    `SELECT conrelid::REGCLASS::TEXT AS child, confrelid::REGCLASS::TEXT AS parent
     FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  const place = new Map(TRAVELLING.map(({ name }, at) => [name, at]));
  const wrong = references.filter(({ child, parent }) => {
    const [of, to] = [place.get(child), place.get(parent)];
    return of !== undefined && (to === undefined || to > of);
  });
  expect(wrong).toEqual([]);
});

test('columns that stay here or must be settled are columns of their tables', async () => {
  const columns = await rows<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public'`,
  );
  const known = new Set(columns.map(({ name }) => name));
  const named = TRAVELLING.flatMap(({ name, keptHere, blocking }) =>
    [...keptHere, ...blocking].map((column) => `${name}.${column}`),
  );
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('every travelling table but what the server writes fills the outbox', async () => {
  for (const statement of [...captureStatements(), ...captureStatements()])
    await end.exec(statement);
  const captured = await rows<{ name: string; triggers: number }>(
    `SELECT tgrelid::REGCLASS::TEXT AS name, count(*)::INT AS triggers FROM pg_trigger
     WHERE tgname LIKE 'trigger_capture_%' GROUP BY 1`,
  );
  expect(captured.toSorted((one, other) => (one.name < other.name ? -1 : 1))).toEqual(
    TRAVELLING.map(({ name }) => name)
      .filter((name) => !WRITTEN_BY_SERVER.has(name))
      .toSorted()
      .map((name) => ({ name, triggers: 3 })),
  );
});

test('a new database is the same everywhere, and one other row is seen', async () => {
  const other = await openMigratedPglite();
  const here = await siteDigest(runnerOf(end));
  expect(differingTables(here, await siteDigest(runnerOf(other)))).toEqual([]);
  await other.exec(`UPDATE protocols SET updated_at = now()`);
  expect(differingTables(here, await siteDigest(runnerOf(other)))).toEqual([]);
  await other.exec(`UPDATE code_set_codes SET description = 'x' WHERE code = 'E08'`);
  expect(differingTables(here, await siteDigest(runnerOf(other)))).toEqual(['code_set_codes']);
  await other.close();
});
