import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import { openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { allergiesNamedIn } from '../shared/allergies/allergen-match.ts';
import { addDays, civilDateAt } from '../shared/base/civil-date.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { recordStateOf } from '../shared/signing/record-state.ts';
import { roles } from '../shared/staff/role.ts';
import { dateAppliedProblem, overuse } from '../shared/treatments/treatment-record.ts';
import { templateArchive } from '../tools/template.ts';
import { allRows, clientOf, newSession, valueOf } from './core.ts';

const TIME_ZONE = 'America/New_York';
const hourThere = new Intl.DateTimeFormat('en', {
  timeZone: TIME_ZONE,
  hour: 'numeric',
  hourCycle: 'h23',
});

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const core of opened.splice(0)) await core.close();
});

/** A computer on which somebody just chose "Explore with demonstration data". */
async function openDemonstration(now: Date) {
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  const database = await openDatabase({ archive: await templateArchive() }, migrations);
  const core = createApp({
    database,
    files: memoryFileStore(),
    clock: () => now,
    newId: v7,
    report: async (error) => {
      throw error;
    },
    pinCost: { log2N: 4, r: 8, p: 1 },
  });
  opened.push(core);
  const client = clientOf(core, newSession());
  const explored = valueOf(await client['site.exploreDemonstration']({ timeZone: TIME_ZONE }));
  return { database, client, explored, today: civilDateAt(now, TIME_ZONE) };
}

type Demonstration = Awaited<ReturnType<typeof openDemonstration>>;

async function signInFirst({ client }: Demonstration, role: string) {
  const tiles = valueOf(await client['session.tiles']({}));
  const userId = tiles.find((tile) => tile.role === role)?.userId ?? '';
  return valueOf(await client['session.signIn']({ userId, pin: DEMONSTRATION_PIN }));
}

/** All charts as a nurse sees them. */
async function allCharts(demonstration: Demonstration) {
  await signInFirst(demonstration, 'nurse');
  const patients = await allRows(demonstration.database, 'patients');
  return Promise.all(
    patients.map(async ({ id }) =>
      valueOf(await demonstration.client['patients.getChart']({ patientId: id })),
    ),
  );
}

/** The check digit of an NPI (ISO 7812 over the number behind 80840). */
function isNpi(npi: string): boolean {
  const sum = `80840${npi}`
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return npi.length === 10 && sum % 10 === 0;
}

const days = [
  ['a leap day', '2024-02-29T15:00:00Z'],
  ['the first minutes of a year', '2027-01-01T05:01:00Z'],
  ['the last minutes of a day on which clocks change', '2026-11-02T04:59:00Z'],
  ['a day years from now', '2041-07-04T18:00:00Z'],
] as const;

test.each(days)('On %s the demonstration obeys every law of treatments', async (_name, instant) => {
  const now = new Date(instant);
  const demonstration = await openDemonstration(now);
  const { database, explored, today } = demonstration;
  const treatments = await allRows(database, 'treatmentRecords');
  const orders = await allRows(database, 'orders');
  const lines = await allRows(database, 'orderLines');
  const patients = await allRows(database, 'patients');
  expect(explored).toMatchObject({ patients: 14, treatmentRecords: treatments.length });
  expect(treatments.length).toBeGreaterThan(80);

  const used = new Map<string, number>();
  for (const record of treatments.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const order = orders.find(({ id }) => id === record.orderId);
    const patient = patients.find(({ id }) => id === record.patientId);
    const line = lines.find(
      ({ orderId, productId }) => orderId === record.orderId && productId === record.productId,
    );
    if (!order || !patient || !line) throw new Error('A record without patient, order or line');
    expect(order.patientId).toBe(record.patientId);
    expect(line.productName).toBe(record.productName);
    expect(order.orderedOn <= record.dateApplied).toBe(true);
    expect(dateAppliedProblem(record.dateApplied, patient, today)).toBeNull();
    expect(order.orderedOn >= patient.birthOn && order.orderedOn <= today).toBe(true);

    const { quantityOrdered } = line;
    const { quantityUsed } = record;
    const alreadyUsed = used.get(line.id) ?? 0;
    used.set(line.id, alreadyUsed + quantityUsed);
    const isBeyond = overuse({ quantityOrdered, alreadyUsed, quantityUsed }) > 0;
    expect(record.overuseReason !== null).toBe(isBeyond);
  }
});

test('A past treatment was recorded in the daytime of its own day', async () => {
  const { database, today } = await openDemonstration(new Date('2026-11-22T05:30:00Z'));
  const treatments = await allRows(database, 'treatmentRecords');
  for (const { dateApplied, createdAt, updatedAt, signedAt, voidedAt } of treatments) {
    const isUntouched = signedAt === null && voidedAt === null;
    expect(isUntouched ? updatedAt : createdAt).toBe(createdAt);
    expect(signedAt === null || signedAt > createdAt).toBe(true);
    if (dateApplied === today) continue;
    expect(civilDateAt(new Date(createdAt), TIME_ZONE)).toBe(dateApplied);
    const hour = Number(hourThere.format(new Date(createdAt)));
    expect(hour).toBeGreaterThanOrEqual(9);
    expect(hour).toBeLessThan(17);
  }
});

test('The demonstration shows a clinic at work: today, this week, and every state of an order', async () => {
  const demonstration = await openDemonstration(new Date('2026-03-10T15:00:00Z'));
  const { today } = demonstration;
  const charts = await allCharts(demonstration);
  const treatments = charts.flatMap((chart) => chart.treatments);
  const since = (day: string) => treatments.filter(({ dateApplied }) => dateApplied >= day).length;
  expect(treatments.filter(({ dateApplied }) => dateApplied === today)).toHaveLength(2);
  expect(since(addDays(today, -6))).toBeGreaterThan(6);
  expect(since(addDays(today, -84))).toBe(treatments.length);

  const remaining = charts
    .flatMap((chart) => chart.orders)
    .flatMap((order) => order.lines)
    .map(({ quantityRemaining, quantityUsed }) => {
      if (quantityRemaining < 0) return 'beyond';
      if (quantityRemaining === 0) return 'used up';
      return quantityUsed === 0 ? 'untouched' : 'partly used';
    });
  expect(new Set(remaining)).toEqual(new Set(['beyond', 'used up', 'untouched', 'partly used']));
  expect(charts.filter(({ treatmentCount }) => treatmentCount === 0)).toHaveLength(1);
  expect(charts.filter(({ patient }) => patient.deceasedOn !== null)).toHaveLength(1);
});

test('The demonstration shows every state of a record: most signed, some waiting, one amended, one voided', async () => {
  const demonstration = await openDemonstration(new Date('2026-03-10T15:00:00Z'));
  const charts = await allCharts(demonstration);
  const treatments = charts.flatMap((chart) => chart.treatments);
  const states = treatments.map(recordStateOf);
  const count = (state: string) => states.filter((each) => each === state).length;
  expect(count('signed')).toBeGreaterThan(60);
  expect(count('unsigned')).toBeGreaterThan(4);
  expect([count('awaitingCosignature'), count('voided')]).toEqual([1, 1]);
  expect(treatments.filter(({ amendmentCount }) => amendmentCount === 1)).toMatchObject([
    { doctorNotes: expect.stringContaining('Depth 0.1 cm.') },
  ]);
  const { toSignCount } = valueOf(await demonstration.client['signing.worklist']({}));
  expect(toSignCount).toBeGreaterThan(0);
  await signInFirst(demonstration, 'clinician');
  const { toCosign } = valueOf(await demonstration.client['signing.worklist']({}));
  expect(toCosign).toHaveLength(1);
});

test('No fictional patient is treated with what their chart warns of', async () => {
  const charts = await allCharts(await openDemonstration(new Date('2026-03-10T15:00:00Z')));
  expect(charts.filter(({ allergies }) => allergies.length > 0).length).toBeGreaterThan(4);
  for (const { treatments, allergies } of charts)
    for (const { productName } of treatments)
      expect(allergiesNamedIn(productName, allergies)).toEqual([]);
  const warned = charts.flatMap(({ orders, allergies }) =>
    orders
      .flatMap(({ lines }) => lines)
      .filter(({ productName }) => allergiesNamedIn(productName, allergies).length > 0),
  );
  expect(warned).toHaveLength(1);
});

test('Every role has somebody who signs in with the demonstration PIN', async () => {
  const demonstration = await openDemonstration(new Date('2026-03-10T15:00:00Z'));
  for (const role of roles) expect(await signInFirst(demonstration, role)).toMatchObject({ role });
});

test('Every number in the demonstration is fictional and well formed', async () => {
  const { database } = await openDemonstration(new Date('2026-03-10T15:00:00Z'));
  const facilities = await allRows(database, 'facilities');
  const users = await allRows(database, 'users');
  const npis = [...facilities, ...users].flatMap(({ npi }) => (npi === null ? [] : [npi]));
  expect(npis.filter((npi) => !isNpi(npi))).toEqual([]);
  expect(new Set(npis).size).toBe(npis.length);
  for (const { phone } of [...facilities, ...(await allRows(database, 'patients'))])
    expect(phone).toMatch(/^555-01\d\d$/);
  for (const { hcpcsCode } of await allRows(database, 'products'))
    expect(hcpcsCode).toMatch(/^(A6\d{3}|Q41\d\d)$/);
});
