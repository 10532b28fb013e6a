import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseChange, SERVER_DEVICE } from '../shared/sync/line.ts';
import { rowsFrom } from '../shared/sync/fold/sql.ts';
import { stampAt } from '../shared/sync/stamps.ts';
import { newRowId, NURSE, SITE_ROWS } from './sync-chart.ts';
import { device, type Step, transaction } from './sync-changes.ts';
import { openMigratedPglite, runnerOf, type SyncSite, syncSite } from './sync-site.ts';

let site: SyncSite;
let patient: string;
let said = 0;

beforeAll(async () => {
  site = syncSite(await openMigratedPglite());
  for (const statement of SITE_ROWS) await site.end.exec(statement);
});
afterAll(() => site.end.close());
beforeEach(async () => {
  patient = newRowId();
  await site.push(device('a'), say([insertPatient(patient)]));
});

/** Lines of a device, a transaction for each list; numbers and stamps go on from call to call. */
function say(...transactions: readonly (readonly Step[])[]): readonly string[] {
  return transactions.flatMap((steps) => {
    const told = transaction({ by: 'a', n: said + 1, stamp: 0 }, ...steps);
    said += steps.length;
    return told.changes.map(({ line }) =>
      JSON.stringify({
        ...line,
        u: NURSE,
        s: (stampAt(site.clock.nowMs) + BigInt(line.n)).toString(),
      }),
    );
  });
}

function insertPatient(id: string, more: object = {}): Step {
  const v = { id, first_name: 'A', last_name: 'B', birth_on: '1950-01-01', sex: 'other' };
  return {
    k: 'patients',
    o: 'i',
    key: [id],
    v: {
      ...v,
      search_text: ' b a',
      version: 1,
      created_at: '2026-01-01T00:00:00+00:00',
      updated_at: '2026-01-01T00:00:00+00:00',
      ...more,
    },
  };
}

function allergy(id: string, of: string, more: object = {}): Step {
  const v = { id, patient_id: of, substance: 'latex', kind: 'allergy', ...more };
  return { k: 'allergies', o: 'i', key: [id], v: { ...v, recorded_at: '2026-01-01T00:00:00Z' } };
}

function event(): Step {
  const id = newRowId();
  const v = { id, occurred_at: '2026-01-01T00:00:00Z', host: 'x', operation: 'y', kind: 'command' };
  return { k: 'audit_events', o: 'i', key: [id], v: { ...v, outcome: 'ok' } };
}

async function count(from: string): Promise<unknown> {
  const [row] = await rowsFrom<{ count: number }>(
    runnerOf(site.end),
    `SELECT count(*)::INT AS count FROM ${from}`,
  );
  return row?.count;
}

/** What the server wrote for people since that place of the log. */
function raised(place: number) {
  return site.log.slice(place).flatMap(({ deviceId, line }) => {
    const values = deviceId === SERVER_DEVICE ? parseChange(line)?.v : undefined;
    return values ? [values] : [];
  });
}

test.for([
  ['a value that a check refuses', { kind: 'mood' }],
  ['a value of another type', { recorded_by: 'nobody' }],
  ['a name that points to nothing', { recorded_by: newRowId() }],
  ['a character that no text may hold', { substance: '\u0000' }],
  ['a text that is too long', { substance: 'x'.repeat(201) }],
] as const)('among good changes one with %s is set aside alone', async ([, bad]) => {
  const place = site.log.length;
  const good = Array.from({ length: 40 }, () => newRowId());
  const outcomes = await site.push(
    device('a'),
    say(
      ...good.slice(0, 20).map((id) => [allergy(id, patient), event()]),
      [allergy(newRowId(), patient, bad), event()],
      ...good.slice(20).map((id) => [allergy(id, patient), event()]),
    ),
  );

  expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(81);
  expect(outcomes[40]).toBe('quarantined');
  expect(await count(`allergies WHERE patient_id = '${patient}'`)).toBe(40);
  expect(raised(place)).toMatchObject([
    { kind: 'quarantined', is_blocking: true, entity: 'allergies', patient_id: patient },
  ]);
  expect(JSON.stringify(raised(place))).not.toMatch(/constraint|violates|syntax/);
});

test('one unique value given twice is set aside the second time, and what follows goes on', async () => {
  const location = (id: string): Step => ({
    k: 'stock_locations',
    o: 'i',
    key: [id],
    v: {
      id,
      name: `Shelf ${patient}`,
      kind: 'shelf',
      is_active: true,
      version: 1,
      created_at: '2026-01-01',
      updated_at: '2026-01-01',
    },
  });
  const outcomes = await site.push(
    device('a'),
    say([location(newRowId())], [location(newRowId())], [allergy(newRowId(), patient)]),
  );
  expect(outcomes).toEqual(['applied', 'quarantined', 'applied']);
});

test('a line that says nothing is kept, and people are told', async () => {
  const place = site.log.length;
  expect(await site.push(device('c'), ['not a line'])).toEqual(['quarantined']);
  expect(site.log[place]?.line).toBe('not a line');
  expect(raised(place)).toMatchObject([{ kind: 'quarantined' }]);
});

test('what a later release wrote waits, and nothing of it is done', async () => {
  const outcomes = await site.push(
    device('a'),
    say(
      [{ k: 'moods', o: 'i', key: [patient], v: { id: patient } }],
      [{ ...allergy(newRowId(), patient), m: 999 }],
      [allergy(newRowId(), patient), { k: 'sync_site', o: 'i', key: [1], v: { id: 1 } }],
      [allergy(newRowId(), patient)],
    ),
  );
  expect(outcomes).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'applied']);
  expect(await count(`allergies WHERE patient_id = '${patient}'`)).toBe(1);
});

test('a column that this release does not know is left out', async () => {
  const id = newRowId();
  expect(await site.push(device('a'), say([allergy(id, patient, { mood: 'fine' })]))).toEqual([
    'applied',
  ]);
  expect(await count(`allergies WHERE id = '${id}'`)).toBe(1);
});

test('a column that an earlier release did not know gets what it begins with', async () => {
  const id = newRowId();
  const { v, ...step } = insertPatient(id);
  const { version: _, ...older } = v ?? {};
  expect(await site.push(device('a'), say([{ ...step, v: older }]))).toEqual(['applied']);
  expect(await count(`patients WHERE id = '${id}' AND version = 1`)).toBe(1);
});

test('the trail of a transaction that cannot be taken up is kept', async () => {
  const id = newRowId();
  const trail = event();
  expect(
    await site.push(device('a'), say([trail, allergy(id, patient, { kind: 'mood' })])),
  ).toEqual(['applied', 'quarantined']);
  expect(await count(`audit_events WHERE id = '${String(trail.key[0])}'`)).toBe(1);
  expect(await count(`allergies WHERE id = '${id}'`)).toBe(0);
});

test('what a disabled user did later stands, and people are told', async () => {
  const user = newRowId();
  const place = site.log.length;
  await site.end.exec(
    `INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${user}', 'X', 'x', 'nurse')`,
  );
  const lines = say([allergy(newRowId(), patient)], [allergy(newRowId(), patient)]);
  const late = lines.map((line) => line.replace(NURSE, user));
  expect(await site.push(device('a'), late)).toEqual(['applied', 'applied']);
  expect(raised(place)).toMatchObject([
    { kind: 'lateChange', is_blocking: false, patient_id: patient },
    { kind: 'lateChange', is_blocking: false, patient_id: patient },
  ]);
});

test('all that a revoked device still says is kept and set aside', async () => {
  const place = site.log.length;
  site.revoke('e');
  const lines = say([allergy(newRowId(), patient), event()]);
  expect(await site.push(device('e'), lines)).toEqual(['quarantined', 'quarantined']);
  expect(raised(place)).toMatchObject([{ kind: 'revokedDevice', patient_id: patient }]);
  expect(await count(`allergies WHERE patient_id = '${patient}'`)).toBe(0);
});

test('a review is the same whenever it is made, and says who stood and who came', async () => {
  const place = site.log.length;
  const edit = (by: string, n: number, name: string) =>
    transaction(
      { by, n, stamp: Number(stampAt(site.clock.nowMs) / 2n) },
      { k: 'patients', o: 'u', key: [patient], v: { last_name: name, version: 2 } },
    ).changes.map(({ line }) => JSON.stringify({ ...line, u: NURSE }));
  await site.push(device('b'), edit('b', 1, 'Wu'));
  await site.push(device('c'), edit('c', 1, 'Fu'));

  const [review] = raised(place);
  expect(review).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/),
    kind: 'concurrentFields',
    is_blocking: true,
    standing: { change: `${device('b')}:1`, userId: NURSE, values: { last_name: 'Wu' } },
    arriving: { change: `${device('c')}:1`, userId: NURSE },
  });
  expect(await count(`sync_reviews WHERE id = '${String(review?.['id'])}'`)).toBe(1);
});

test('rows of many transactions go in by the table, parents before children', async () => {
  const ids = Array.from({ length: 50 }, () => [newRowId(), newRowId()] as const);
  // Children first within the push, each in a transaction behind its parent's.
  const lines = say(
    ...ids.flatMap(([person, what]) => [[insertPatient(person)], [allergy(what, person), event()]]),
  );
  const outcomes = await site.push(device('a'), lines);
  expect(new Set(outcomes)).toEqual(new Set(['applied']));
  expect(outcomes).toHaveLength(150);
});
