import { afterEach, expect, test } from 'vitest';
import { type BlockFacts, MOST_COMPARED, worthComparing } from '../shared/patients/match-blocks.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateTo } from './migration-steps.ts';

const FILE = '322_check_and_pairs.sql';
const PLACEHOLDER = '1900-01-01';

let end: End;
afterEach(() => end.close());

type Person = {
  readonly first: string;
  readonly last: string;
  readonly born: string;
  readonly phone?: string;
  readonly mrn?: string;
};

function many(count: number, of: (nth: number) => Person): readonly Person[] {
  return Array.from({ length: count }, (_, nth) => of(nth));
}

/** Names that sound alike and are written otherwise. */
function soundingAlike(nth: number): string {
  const vowels = 'aeiou';
  return `Sm${vowels[nth % 5]}${vowels[Math.floor(nth / 5) % 5]}${vowels[Math.floor(nth / 25) % 5]}th`;
}

const people: readonly Person[] = [
  // One sound and one day of birth: too many to compare all with all.
  ...many(MOST_COMPARED + 10, (nth) => ({
    first: 'Anna',
    last: soundingAlike(nth),
    born: '1950-03-04',
  })),
  { first: 'ANNA', last: soundingAlike(3).toUpperCase(), born: '1950-03-04' },
  // The same name and day, many times.
  ...many(MOST_COMPARED + 5, () => ({ first: 'Bo', last: 'Lindqvist', born: '1961-06-07' })),
  // A day that stands for none.
  ...many(505, (nth) => ({ first: `Given${nth % 7}`, last: `Family${nth}`, born: PLACEHOLDER })),
  { first: 'given1', last: 'FAMILY8', born: PLACEHOLDER },
  // The telephone of a home.
  ...many(MOST_COMPARED + 5, (nth) => ({
    first: 'Carla',
    last: `Own${nth % 40}`,
    born: `19${30 + (nth % 60)}-05-06`,
    phone: '(555) 010-9999',
  })),
  // As they always were.
  { first: 'Catherine', last: 'Nunez', born: '1950-03-05', mrn: 'A1' },
  { first: 'Katharine', last: 'NUNEZ', born: '1950-05-03' },
  { first: 'Zoe', last: 'Abel', born: '1990-01-01', mrn: 'A1', phone: '555 010 2233' },
  { first: 'Zoey', last: 'Cain', born: '1990-01-01', phone: '5550102233' },
];

function idOf(nth: number): string {
  return `0199aaaa-0000-7000-8000-${String(nth).padStart(12, '0')}`;
}

async function register(some: readonly Person[]): Promise<void> {
  const rows = some.map(
    ({ first, last, born, phone, mrn }, nth) =>
      `('${idOf(nth)}', '${first}', '${last}', '${born}', 'female', '', ${mrn ? `'${mrn}', '${mrn}'` : 'NULL, NULL'}, ${phone ? `'${phone}'` : 'NULL'})`,
  );
  await end.exec(
    `INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text, mrn, mrn_key, phone)
     VALUES ${rows.join(', ')}`,
  );
}

async function factsOfAll(): Promise<readonly BlockFacts[]> {
  const { rows } = await end.query(
    `SELECT id, first_name AS "firstName", last_name AS "lastName", birth_on::TEXT AS "birthOn",
       mrn_key AS "mrnKey", phone_key(phone) AS "phoneKey", name_sound(first_name) AS "firstSound",
       name_sound(last_name) AS "lastSound" FROM patients ORDER BY id`,
  );
  return rows as readonly BlockFacts[];
}

async function likeOf(id: string): Promise<readonly string[]> {
  const { rows } = await end.query(
    `SELECT like_it.id FROM patients of CROSS JOIN LATERAL
       patients_like(of.last_name, of.first_name, of.birth_on, of.mrn_key, of.phone) AS like_it
     WHERE of.id = $1 ORDER BY 1`,
    [id],
  );
  return (rows as { id: string }[]).map((row) => row.id);
}

test.for(everyEnd)(
  'whom the database compares is what the rule says, also where very many are alike: %s',
  { timeout: 120_000 },
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    await register(people);
    const all = await factsOfAll();
    for (const of of all.filter((_, nth) => nth % 61 === 0 || nth > people.length - 6)) {
      const expected = [...worthComparing(of, all)].toSorted();
      expect(await likeOf(of.id), `${of.firstName} ${of.lastName}`).toEqual(expected);
    }
    // One who is written the same but for capitals is found among all of them.
    expect(await likeOf(idOf(3))).toContain(idOf(MOST_COMPARED + 10));
    expect(await likeOf(idOf(3))).not.toContain(idOf(4));
  },
);

test.for(everyEnd)(
  'hundreds of one name, one day or one card are paired with few each: %s',
  { timeout: 120_000 },
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    await register(many(300, () => ({ first: 'Bo', last: 'Lindqvist', born: PLACEHOLDER })));
    const pairsOf = async (): Promise<number> => {
      const { rows } = await end.query('SELECT count(*)::INT AS pairs FROM patient_pairs');
      return (rows as { pairs: number }[])[0]?.pairs ?? 0;
    };
    const before = await pairsOf();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThanOrEqual(300 * MOST_COMPARED);
    const other = many(200, (nth) => ({ first: `Given${nth}`, last: 'Abel', born: '1950-03-04' }));
    await end.exec('DELETE FROM patients');
    await register(other);
    await end.exec('DELETE FROM patient_pairs');
    await end.exec(`INSERT INTO payers (id, name, payer_code, filing_code)
      VALUES ('${idOf(900)}', 'A payer', 'P1', 'MB');
      INSERT INTO users (id, display_name, sign_in_name, role)
      VALUES ('${idOf(900)}', 'N', 'n', 'nurse');
      INSERT INTO coverages
        (id, patient_id, payer_id, priority, member_id, relationship_code, starts_on,
          recorded_by)
      SELECT p.id, p.id, '${idOf(900)}', 1, 'NONE', '18', '2026-01-01', '${idOf(900)}' FROM patients p`);
    expect(await pairsOf()).toBe(0);
  },
);
