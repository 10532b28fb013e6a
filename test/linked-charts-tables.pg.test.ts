import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '316_linked_charts.sql';
const patient = (nth: number) =>
  `0199aaaa-0000-7000-8000-0000000001${String(nth).padStart(2, '0')}`;

let end: End;
afterEach(() => end.close());

const people = [
  ['Catherine', 'Núñez', '1950-03-04', '555 010 2233'],
  ['Katharine', 'NUNEZ', '1950-04-03', null],
  ['Núñez', 'Catherine', '1950-03-04', null],
  ['Catherine', 'Jones', '1950-03-04', null],
  ['Catherine', 'Jones', '1961-11-30', '+1 (555) 010-2233'],
  ['Zoe', 'Abel', '1950-03-04', '5550102233'],
  ['محمد', 'عبد الله', '1970-05-05', null],
  ['محمد', 'عبد', '1970-05-05', null],
  ['明', '王', '1970-05-05', null],
  ['🙂', '', '1970-05-05', null],
] as const;

/** Who is like whom, by their places in the list. */
async function likes(): Promise<readonly string[]> {
  const { rows } = await end.query(
    `SELECT right(of.id::TEXT, 1) || '-' || right(like_it.id::TEXT, 1) AS pair
     FROM patients of CROSS JOIN LATERAL
       patients_like(of.last_name, of.first_name, of.birth_on, of.mrn_key, of.phone) AS like_it
     WHERE of.id <> like_it.id ORDER BY 1`,
  );
  return (rows as { pair: string }[]).map((row) => row.pair);
}

async function sounds(): Promise<readonly unknown[]> {
  const { rows } = await end.query(
    `SELECT name_sound(last_name) AS last, name_sound(first_name) AS first FROM patients ORDER BY id`,
  );
  return rows;
}

test.for(everyEnd)('the same people are like each other as before: %s', async ([, open]) => {
  end = await open();
  await migrateBefore(end, FILE);
  for (const [nth, [first, last, born, phone]] of people.entries())
    await end.query(
      `INSERT INTO patients (id, first_name, last_name, birth_on, sex, phone, search_text)
       VALUES ($1, $2, $3, $4, 'female', $5, '')`,
      [patient(nth), first, last, born, phone],
    );
  const before = { likes: await likes(), sounds: await sounds() };
  expect(before.likes).toEqual(expect.arrayContaining(['0-1', '0-2', '0-4', '0-5', '6-7']));
  await migrateTo(end, FILE);
  expect({ likes: await likes(), sounds: await sounds() }).toEqual(before);
});

test.for(everyEnd)('what a biller said of two records stays: %s', async ([, open]) => {
  end = await open();
  await migrateBefore(end, FILE);
  await migrateTo(end, FILE);
  const never = ['DELETE FROM billing_both_done', 'TRUNCATE billing_both_done'];
  await end.exec('SET session_replication_role = replica');
  await end.exec(`INSERT INTO billing_both_done VALUES ('${patient(0)}', '${patient(1)}',
    '${patient(2)}', 'Changed again', '${patient(3)}', '2026-03-10T15:00:00Z')`);
  await end.exec('SET session_replication_role = DEFAULT');
  for (const statement of [`UPDATE billing_both_done SET reason = 'Other'`, ...never])
    expect(await sqlStateOf(end.exec(statement))).not.toBe('accepted');
  const { rows } = await end.query('SELECT reason FROM billing_both_done');
  expect(rows).toEqual([{ reason: 'Changed again' }]);
});
