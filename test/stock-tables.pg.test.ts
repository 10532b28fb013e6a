import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signedRecordText } from '../shared/signing/signed-content.ts';
import { labelKey } from '../shared/inventory/unit-label.ts';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import {
  everyEnd,
  messageOf,
  migrateBefore,
  migrateFully,
  migrateTo,
  sqlStateOf,
} from './migration-steps.ts';

let end: End | undefined;
afterEach(async () => {
  await end?.close();
  end = undefined;
});

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(from: End, table: string): Promise<readonly Row[]> {
  const { rows } = await from.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
  return (rows as { row: Row }[]).map(({ row }) => row);
}

/** One after the other: a client answers one question at a time. */
async function inTurn<From, To>(of: readonly From[], work: (each: From) => Promise<To>) {
  const all: To[] = [];
  for (const each of of) all.push(await work(each));
  return all;
}

const camel = (name: string) =>
  name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** What a signature covers of each treatment, by the release that reads it now. */
function signedTexts(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => {
    const record = Object.fromEntries(
      Object.entries(row).map(([key, value]) => [camel(key), value]),
    );
    return signedRecordText('treatment', { ...record, concerns: [] } as never, []);
  });
}

const UNIT = '0199aaaa-0000-7000-8000-000000000201';
const OTHER_UNIT = '0199aaaa-0000-7000-8000-000000000202';
const MOVEMENT = '0199aaaa-0000-7000-8000-000000000203';
const WASTE = '0199aaaa-0000-7000-8000-000000000204';
const SHELF = '0197a000-0000-7000-8000-000000000101';

const unitRow = (id: string, lot: string, serial = '') =>
  `INSERT INTO stock_units (id, product_id, lot_number, serial_number)
     VALUES ('${id}', 'S', '${lot}', '${serial}')`;

const movementRow = (over: Readonly<Record<string, string>> = {}) => {
  const row: Record<string, string> = {
    id: `'${MOVEMENT}'`,
    stock_unit_id: `'${UNIT}'`,
    location_id: `'${SHELF}'`,
    kind: "'received'",
    pieces: '2',
    occurred_at: 'now()',
    moved_by: `'${ids.nurse}'`,
    recorded_at: 'now()',
    ...over,
  };
  return `INSERT INTO stock_movements (${Object.keys(row).join(', ')})
    VALUES (${Object.values(row).join(', ')})`;
};

test.for(everyEnd)(
  '210: what was there stays, a shelf and a quarantine are there, and a unit is one however its label is spelled: %s',
  async ([, open]) => {
    end = await open();
    const at = end;
    await migrateBefore(at, '210_stock.sql');
    await fillCharts(at);
    const kept = ['treatment_records', 'orders', 'patients', 'users'];
    const before = await inTurn(kept, (table) => rowsOf(at, table));

    await migrateTo(at, '210_stock.sql');

    expect(await inTurn(kept, (table) => rowsOf(at, table))).toEqual(before);
    expect(await rowsOf(at, 'stock_locations')).toMatchObject([
      { id: SHELF, name: 'Store room', kind: 'shelf', is_active: true },
      { name: 'Quarantine', kind: 'quarantine', is_active: true },
    ]);
    expect(await rowsOf(at, 'stock_movements')).toEqual([]);
    const lot = 'é a-B 1/x';
    expect(await sqlStateOf(at.exec(unitRow(UNIT, lot, 's 7')))).toBe('accepted');
    expect(await sqlStateOf(at.exec(unitRow(OTHER_UNIT, 'éAb1/X', 'S7')))).toBe('23505');
    expect(await sqlStateOf(at.exec(unitRow(OTHER_UNIT, 'ÉAB1/X', 'S7')))).toBe('accepted');
    expect(await rowsOf(at, 'stock_units')).toMatchObject([
      { lot_key: labelKey(lot), serial_key: labelKey('s 7'), is_found: false, version: 1 },
      { lot_key: labelKey('ÉAB1/X') },
    ]);
  },
);

test.for(everyEnd)(
  '210: a movement that moves nothing, adjusts without a reason, is of two things or takes one back twice is refused: %s',
  async ([, open]) => {
    end = await open();
    const at = end;
    await migrateTo(at, '210_stock.sql');
    await at.exec(`INSERT INTO users (id, display_name, sign_in_name, role)
      VALUES ('${ids.nurse}', 'N', 'n', 'nurse'); ${unitRow(UNIT, 'A')}`);
    const fresh = { id: 'gen_random_uuid()' };
    const add = (over: Readonly<Record<string, string>>) =>
      sqlStateOf(at.exec(movementRow({ ...fresh, ...over })));
    expect(await sqlStateOf(at.exec(movementRow()))).toBe('accepted');
    expect(await add({ pieces: '0' })).toBe('23514');
    expect(await add({ pieces: '0', area_mm2: '-5', kind: "'discarded'" })).toBe('accepted');
    expect(await add({ kind: "'lost'" })).toBe('23514');
    expect(await add({ kind: "'adjusted'" })).toBe('23514');
    expect(await add({ kind: "'adjusted'", reason: "'counted'" })).toBe('accepted');
    const uuid = 'gen_random_uuid()';
    expect(await add({ treatment_record_id: uuid, waste_record_id: uuid })).toBe('23514');
    const counter = { pieces: '-2', reverses: `'${MOVEMENT}'` };
    expect(await add(counter)).toBe('accepted');
    expect(await add(counter)).toBe('23505');
    expect(await add({ stock_unit_id: uuid })).toBe('23503');
  },
);

test.for(everyEnd)(
  '220: treatments and their corrections stay as they were and as they were signed, and can say what a tissue trace asks: %s',
  async ([, open]) => {
    end = await open();
    const at = end;
    const FILE = '220_treatment_trace.sql';
    await migrateBefore(at, FILE);
    await fillCharts(at);
    const add = (kind: string) =>
      sqlStateOf(
        at.exec(`INSERT INTO treatment_concerns (id, treatment_record_id, kind, about, reason, raised_at)
          VALUES (gen_random_uuid(), '${ids.unsigned.treatment}', '${kind}', 'a', 'r', now())`),
      );
    expect([await add('expired'), await add('shortInStock')]).toEqual(['accepted', '23514']);
    const tables = ['treatment_records', 'corrected_treatments', 'current_treatments'];
    const before = await inTurn(tables, (table) => rowsOf(at, table));
    const concerns = await rowsOf(at, 'treatment_concerns');

    await migrateTo(at, FILE);

    const unsaid = {
      label_scans: null,
      reconstitution_material: null,
      reconstitution_lot: null,
      reconstitution_expires_on: null,
    };
    const after = await inTurn(tables, (table) => rowsOf(at, table));
    expect(after).toEqual(before.map((rows) => rows.map((row) => ({ ...row, ...unsaid }))));
    expect(signedTexts(after[0] ?? [])).toEqual(signedTexts(before[0] ?? []));
    expect(await rowsOf(at, 'treatment_concerns')).toEqual(concerns);
    const kinds = ['quarantined', 'shortInStock', 'serialUsed', 'otherOrder', 'areaMissing'];
    expect(await inTurn(kinds, add)).toEqual(kinds.map(() => 'accepted'));
    expect(await add('anything')).toBe('23514');
    await at.exec(`UPDATE treatment_records SET label_scans = '["(10)A"]', reconstitution_lot = 'L'
      WHERE id = '${ids.unsigned.treatment}'`);
    const shown = (await rowsOf(at, 'current_treatments')).find(
      (row) => row['id'] === ids.unsigned.treatment,
    );
    expect(shown).toMatchObject({ label_scans: ['(10)A'], reconstitution_lot: 'L' });
  },
);

test.for(everyEnd)(
  '235: movements from before are added up and put in doubt once, and stay as they were: %s',
  async ([, open]) => {
    end = await open();
    const at = end;
    const FILE = '235_stock_compared.sql';
    await migrateBefore(at, FILE);
    await fillCharts(at);
    await at.exec(`${unitRow(UNIT, 'A')}; ${unitRow(OTHER_UNIT, 'B')}; ${movementRow()};
      ${movementRow({ id: 'gen_random_uuid()', pieces: '3' })};
      ${movementRow({ id: 'gen_random_uuid()', stock_unit_id: `'${OTHER_UNIT}'` })};
      ${movementRow({ id: 'gen_random_uuid()', stock_unit_id: `'${OTHER_UNIT}'`, pieces: '-2' })}`);
    const before = await rowsOf(at, 'stock_movements');

    await migrateTo(at, FILE);

    expect(await rowsOf(at, 'stock_movements')).toEqual(before);
    const sums = async () => {
      const { rows } = await at.query(
        'SELECT stock_unit_id, pieces::int AS pieces FROM stock_sums',
      );
      return rows;
    };
    expect(await sums()).toEqual([{ stock_unit_id: UNIT, pieces: 5 }]);
    const { rows: doubts } = await at.query('SELECT subject_id FROM stock_doubts ORDER BY 1');
    expect(doubts).toEqual(before.map((row) => ({ subject_id: row['id'] })));
    await at.exec(movementRow({ id: 'gen_random_uuid()', pieces: '-5' }));
    expect(await sums()).toEqual([]);
  },
);

describe('attacks by SQL on stock', () => {
  const ends: End[] = [];
  beforeAll(async () => {
    for (const [, open] of everyEnd) {
      const at = await open();
      ends.push(at);
      await migrateFully(at);
      await fillCharts(at);
      await at.exec(`${unitRow(UNIT, 'A')}; ${unitRow(OTHER_UNIT, 'B')}; ${movementRow()};
        INSERT INTO stock_unit_versions VALUES ('${UNIT}', 1, '{}', 'misread', '${ids.nurse}', now());
        INSERT INTO waste_records (id, stock_unit_id, pieces, reason, wasted_at, recorded_by)
          VALUES ('${WASTE}', '${UNIT}', 1, 'wet', now(), '${ids.nurse}')`);
    }
  }, 120_000);
  afterAll(() => Promise.all(ends.map((each) => each.close())));

  /** Runs an attack on all and undoes it: what each answers, once if alike. */
  async function answersOf(attack: string): Promise<string> {
    const answers = new Set<string>();
    for (const at of ends) {
      await at.exec('BEGIN');
      answers.add(await messageOf(at.exec(attack)));
      await at.exec('ROLLBACK');
    }
    return [...answers].join(' | ');
  }

  const KEPT = 'A movement of stock stays as it is. Take it back by a counter-entry.';
  const LABEL = 'What a label said before stays as it is.';
  const WASTED = 'A waste record stays as it is. Void it if it is wrong.';
  const SUMMED = 'What is on hand stays as it is: the sum of movements. Record a movement.';
  const voiding = `UPDATE waste_records SET voided_at = now(), voided_by = '${ids.nurse}',
    void_reason = 'other box' WHERE id = '${WASTE}'`;
  const attacks: readonly (readonly [string, string, string | RegExp])[] = [
    ['changing pieces', 'UPDATE stock_movements SET pieces = 3', KEPT],
    ['changing area', 'UPDATE stock_movements SET area_mm2 = 5', KEPT],
    ['changing nothing', 'UPDATE stock_movements SET reason = reason', KEPT],
    [
      'giving it to another unit',
      `UPDATE stock_movements SET stock_unit_id = '${OTHER_UNIT}'`,
      KEPT,
    ],
    ['deleting one', `DELETE FROM stock_movements WHERE id = '${MOVEMENT}'`, KEPT],
    ['deleting all', 'DELETE FROM stock_movements', KEPT],
    ['emptying the table', 'TRUNCATE stock_movements', KEPT],
    ['emptying it with all that names it', 'TRUNCATE stock_movements CASCADE', KEPT],
    ['emptying it through the units', 'TRUNCATE stock_units CASCADE', /stays as it is/],
    ['replacing one', `${movementRow()} ON CONFLICT (id) DO UPDATE SET pieces = 9`, KEPT],
    [
      'merging over one',
      `MERGE INTO stock_movements AS m USING (SELECT 1) AS s ON m.id = '${MOVEMENT}'
       WHEN MATCHED THEN DELETE`,
      KEPT,
    ],
    ['deleting the unit it is of', `DELETE FROM stock_units WHERE id = '${UNIT}'`, /foreign key/],
    [
      'deleting the place it is in',
      `DELETE FROM stock_locations WHERE id = '${SHELF}'`,
      /foreign key/,
    ],
    [
      'deleting whoever moved it',
      `DELETE FROM users WHERE id = '${ids.nurse}'`,
      /foreign key|kept/,
    ],
    ['changing what a label said', "UPDATE stock_unit_versions SET content = '{}'", LABEL],
    ['deleting what a label said', 'DELETE FROM stock_unit_versions', LABEL],
    ['emptying what labels said', 'TRUNCATE stock_unit_versions', LABEL],
    ['changing a waste record', 'UPDATE waste_records SET pieces = 2', WASTED],
    ['deleting a waste record', 'DELETE FROM waste_records', WASTED],
    ['emptying the waste records', 'TRUNCATE waste_records', WASTED],
    ['changing one while voiding it', `${voiding}; UPDATE waste_records SET pieces = 2`, WASTED],
    ['undoing a voiding', `${voiding}; UPDATE waste_records SET voided_at = NULL`, WASTED],
    ['changing a sum', 'UPDATE stock_sums SET pieces = 9', SUMMED],
    ['deleting a sum', 'DELETE FROM stock_sums', SUMMED],
    ['adding a sum', `INSERT INTO stock_sums VALUES ('${OTHER_UNIT}', '${SHELF}', 4)`, SUMMED],
    ['emptying the sums', 'TRUNCATE stock_sums', SUMMED],
    ['voiding a waste record', voiding, 'accepted'],
    [
      'adding a counter-entry',
      movementRow({ id: 'gen_random_uuid()', pieces: '-2', reverses: `'${MOVEMENT}'` }),
      'accepted',
    ],
    [
      'applying changes from another computer',
      "SET LOCAL caretrail.applying = 'on'; DELETE FROM stock_movements",
      'accepted',
    ],
  ];
  test.for(attacks)('%s', async ([, attack, said]) => {
    expect(await answersOf(attack)).toMatch(said);
  });
});
