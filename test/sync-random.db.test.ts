import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  auditEvent,
  type Chart,
  chartRows,
  editPatient,
  editTreatment,
  insertTreatment,
  newChart,
  newRowId,
  NURSE,
  signTreatment,
} from './sync-chart.ts';
import { beginWorld, settle, type World } from './sync-world.ts';
import { openMigratedPglite, syncDevice, syncSite } from './sync-site.ts';

let world: World;

beforeAll(async () => {
  world = {
    site: syncSite(await openMigratedPglite()),
    a: syncDevice(await openMigratedPglite(), 'a'),
    b: syncDevice(await openMigratedPglite(), 'b'),
  };
  await beginWorld(world);
});

afterAll(async () => {
  await Promise.all([world.site, world.a, world.b].map(({ end }) => end.close()));
});

/** What people do, on a chart with an allergy, an order line and a stock unit. */
type Things = Chart & { readonly allergy: string; readonly unit: string };

const SHELF = '0197a000-0000-7000-8000-000000000101';

const ACTS = {
  phone: ({ patient }, word) => editPatient(patient, `phone = '${word}'`),
  name: ({ patient }, word) => editPatient(patient, `last_name = '${word}'`),
  notes: ({ treatment }, word) => editTreatment(treatment, word),
  sign: ({ treatment }) => signTreatment(treatment),
  treat: (chart) => [insertTreatment(chart, newRowId()), auditEvent(newRowId())],
  allergy: ({ allergy }, word) => [
    `UPDATE allergies SET reaction = '${word}' WHERE id = '${allergy}'`,
  ],
  lines: ({ order }, word) => [
    `DELETE FROM order_lines WHERE order_id = '${order}'`,
    `INSERT INTO order_lines
     SELECT '${newRowId()}', id, 1, 'S-${word}', 'Foam', 2 FROM orders WHERE id = '${order}'`,
    `UPDATE orders SET order_number = '${word}', version = version + 1 WHERE id = '${order}'`,
  ],
  move: ({ unit }) => [
    `INSERT INTO stock_movements (id, stock_unit_id, location_id, kind, pieces, occurred_at, moved_by,
       recorded_at)
     VALUES ('${newRowId()}', '${unit}', '${SHELF}', 'received', 3, now(), '${NURSE}', now())`,
  ],
  drop: ({ order }) => [`DELETE FROM orders WHERE id = '${order}'`],
} satisfies Record<string, (of: Things, word: string) => readonly string[]>;

type Act = keyof typeof ACTS;

const acts = Object.keys(ACTS).filter((act): act is Act => act in ACTS);

const step = fc.record({
  by: fc.constantFrom('a', 'b'),
  act: fc.constantFrom<Act | 'push' | 'pull' | 'pull few'>(
    ...acts,
    'push',
    'push',
    'pull',
    'pull few',
    'pull few',
  ),
  word: fc.constantFrom('x', 'y', 'z'),
});

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function take(things: Things, { by, act, word }: Step): Promise<void> {
  const person = by === 'a' ? world.a : world.b;
  if (act === 'push') await person.push(world.site);
  else if (act === 'pull') await person.pull(world.site);
  else if (act === 'pull few') await person.pull(world.site, 2);
  // What a lock refuses here is not done: a signed record is not edited by anybody who sees that.
  else await person.save(NURSE, ...ACTS[act](things, word)).catch(() => undefined);
}

async function newThings(): Promise<Things> {
  const things = { ...newChart(), allergy: newRowId(), unit: newRowId() };
  await world.a.save(
    NURSE,
    ...chartRows(things),
    `INSERT INTO allergies (id, patient_id, substance, kind)
     VALUES ('${things.allergy}', '${things.patient}', 'latex', 'allergy')`,
    `INSERT INTO stock_units (id, product_id) VALUES ('${things.unit}', 'S-${things.unit}')`,
  );
  await settle(world);
  return things;
}

test('whatever two people do and whenever they meet, all computers come to the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const things = await newThings();
      for (const each of steps) await take(things, each);
      expect(await settle(world)).toEqual([]);
      const sums = `SELECT stock_unit_id, location_id, pieces FROM stock_sums ORDER BY 1, 2`;
      expect(await world.b.rows(sums)).toEqual(await world.a.rows(sums));
      const said = [...(await world.a.lines()), ...(await world.b.lines())];
      const logged = new Set(world.site.log.map(({ line }) => line));
      expect(said.filter((line) => !logged.has(line))).toEqual([]);
    }),
    { numRuns: Number(process.env['SYNC_RUNS'] ?? 12), interruptAfterTimeLimit: 100_000 },
  );
}, 150_000);
