import { afterAll, beforeAll, expect, test } from 'vitest';
import { differingTables } from '../shared/sync/site-digest.ts';
import type { End } from './migration-ends.ts';
import {
  chartRows,
  editPatient,
  editTreatment,
  insertTreatment,
  newChart,
  newRowId,
  NURSE,
  SITE_ROWS,
} from './sync-chart.ts';
import { openMigratedPglite, syncDevice, syncSite } from './sync-site.ts';

const ends: End[] = [];
const opened = async (): Promise<End> => {
  const end = await openMigratedPglite();
  ends.push(end);
  return end;
};

let author: End;
beforeAll(async () => {
  author = await opened();
}, 120_000);
afterAll(async () => {
  for (const end of ends) await end.close();
});

const charts = Array.from({ length: 14 }, newChart);
const others = charts.map(() => newRowId());
const patient = (at: number): string => charts[at]?.patient ?? '';
const mrn = (at: number, value: string | null): readonly string[] =>
  editPatient(patient(at), `mrn = ${value === null ? 'NULL' : `'${value}'`}`);

/** What one computer did while it was out of reach, each a transaction of its own. */
const WORK: readonly (readonly string[])[] = [
  ...charts.map(({ treatment }) => editTreatment(treatment, 'seen')),
  ...charts.map((chart, at) => [insertTreatment(chart, others[at] ?? '')]).slice(0, 3),
  ...charts.map((_, at) => editPatient(patient(at), `city = 'Town ${at}'`)),
  // A number that goes from one patient to another: what comes first counts.
  mrn(0, 'M-1'),
  mrn(0, 'M-2'),
  mrn(1, 'M-1'),
  [
    ...editTreatment(charts[3]?.treatment ?? '', 'once more'),
    ...editPatient(patient(3), `city = 'B'`),
  ],
  ...charts.map((_, at) => editPatient(patient(at), `postal_code = '${10_000 + at}'`)),
  ...charts.map(({ treatment }) => editTreatment(treatment, 'seen again')),
];

test('many changes at once come to the same, here and there, as one after the other', async () => {
  const a = syncDevice(author, 'a');
  await a.enrol();
  await a.save(NURSE, ...SITE_ROWS);
  for (const chart of charts) await a.save(NURSE, ...chartRows(chart));
  for (const statements of WORK) await a.save(NURSE, ...statements);
  const lines = await a.lines();

  const atOnce = syncSite(await opened());
  const oneByOne = syncSite(await opened());
  const outcomes = await atOnce.push(a.id, lines);
  const single = [];
  for (const part of transactionsOfLines(lines)) single.push(...(await oneByOne.push(a.id, part)));
  expect(outcomes).toEqual(single);
  expect(differingTables(await oneByOne.digest(), await atOnce.digest())).toEqual([]);

  const whole = syncDevice(await opened(), 'b');
  await whole.enrol();
  await whole.pull(atOnce);
  expect(differingTables(await oneByOne.digest(), await whole.digest())).toEqual([]);
  const registers = `SELECT entity, row_key, field, device_id, number, stamp::TEXT FROM sync_registers
    ORDER BY 1, 2, 3`;
  const { rows } = await oneByOne.end.query(registers);
  expect((await atOnce.end.query(registers)).rows).toEqual(rows);
  expect(await whole.rows(registers)).toEqual(rows);
}, 300_000);

test('a place that another line still has is not made free by what comes later', async () => {
  const a = syncDevice(await opened(), 'a');
  await a.enrol();
  const chart = newChart();
  const [one, two, three] = [newRowId(), newRowId(), newRowId()];
  const line = (id: string, place: number): string =>
    `INSERT INTO order_lines VALUES ('${id}', '${chart.order}', ${place}, 'SKU-${place}', 'Foam', 3)`;
  const set = (id: string, values: string): string =>
    `UPDATE order_lines SET ${values} WHERE id = '${id}'`;
  await a.save(NURSE, ...SITE_ROWS);
  await a.save(NURSE, ...chartRows(chart), line(one, 1), line(two, 2), line(three, 3));
  await a.save(NURSE, set(three, 'line_number = 9'));
  await a.save(NURSE, set(one, 'line_number = 5'));
  await a.save(NURSE, set(two, 'line_number = 1, quantity_ordered = 7'));
  const parts = transactionsOfLines(await a.lines());
  const [moving = [], freeing = [], taking = []] = parts.slice(-3);
  const site = syncSite(await opened());
  await site.push(a.id, parts.slice(0, -3).flat());
  // As if what takes the place had come before what makes it free.
  const outcomes = await site.push(a.id, [...moving, ...taking, ...freeing]);
  expect(outcomes).toEqual(['applied', 'quarantined', 'applied']);
}, 300_000);

function transactionsOfLines(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    parts.at(-1)?.push(line);
    const { n, t } = JSON.parse(line) as { n: number; t: number };
    if (n === t) parts.push([]);
  }
  return parts.filter(({ length }) => length > 0);
}
