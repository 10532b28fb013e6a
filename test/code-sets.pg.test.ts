import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateFully, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '240_code_sets.sql';

async function codesFor(query: string): Promise<readonly string[]> {
  const { rows } = await end.query(
    `SELECT code FROM code_set_codes WHERE code_set_words(code, description) @@ $1::tsquery
      ORDER BY code`,
    [query],
  );
  return (rows as { code: string }[]).map(({ code }) => code);
}

test.for(everyEnd)(
  'charts from before stay as they are, and the starter codes are found by their words: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    const charts = async () =>
      (await end.query('SELECT to_jsonb(w) AS row FROM wounds AS w ORDER BY id')).rows;
    const before = await charts();

    await migrateTo(end, FILE);

    expect(await charts()).toEqual(before);
    const { rows } = await end.query(
      `SELECT read_count, added_count, is_starter, is_complete, effective_from,
        (SELECT count(*)::integer FROM code_set_codes) AS codes,
        (SELECT count(*)::integer FROM code_set_codes WHERE is_billable) AS billable
        FROM code_set_editions`,
    );
    expect(rows).toEqual([
      {
        read_count: 273,
        added_count: 273,
        is_starter: true,
        is_complete: false,
        effective_from: '2020-10-01',
        codes: 273,
        billable: 200,
      },
    ]);
    expect(await codesFor(`'heel':* & 'fat':*`)).toEqual(['L97412', 'L97422']);
    expect(await codesFor(`'e1162':*`)).toEqual(['E1162', 'E11621', 'E11622']);
  },
);

test.for(everyEnd)(
  'words are compared without case, marks and punctuation: %s',
  async ([, open]) => {
    end = await open();
    await migrateFully(end);
    await end.exec(
      `INSERT INTO code_set_codes (code_set, code, valid_from, is_billable, description)
      VALUES ('icd10cm', 'H8109', '2020-10-01', true, 'Ménière''s disease, ear (left)/right')`,
    );
    for (const query of [`'meniere'`, `'left' & 'right'`, `'h8109'`, `'s'`])
      expect(await codesFor(query), query).toContain('H8109');
  },
);

const CHECK = '23514';
const UNIQUE = '23505';
const code = (values: string) =>
  `INSERT INTO code_set_codes
    (code_set, code, valid_from, valid_to, is_billable, billing_unit, description)
    VALUES (${values})`;
const edition = (values: string) =>
  `INSERT INTO code_set_editions (id, code_set, effective_from, is_complete, imported_at,
    is_starter, file_name, digest, imported_by, finished_at, read_count, added_count)
    VALUES (gen_random_uuid(), ${values})`;
const source = `false, 'f.txt', '${'a'.repeat(64)}', '${ids.nurse}'`;

const refusals: readonly (readonly [string, string])[] = [
  ['accepted', code(`'icd10cm', 'A00', '2020-10-01', '2020-10-01', false, NULL, 'd'`)],
  [UNIQUE, code(`'icd10cm', 'A00', '2020-10-01', NULL, true, NULL, 'e'`)],
  ['accepted', code(`'hcpcs', 'Q4101', '2020-10-01', NULL, NULL, 'cm2', 'd'`)],
  [CHECK, code(`'icd10cm', 'A01', '2020-10-01', '2020-09-30', false, NULL, 'd'`)],
  [CHECK, code(`'icd10cm', 'A0.1', '2020-10-01', NULL, false, NULL, 'd'`)],
  [CHECK, code(`'icd10cm', '15271', '2020-10-01', NULL, false, NULL, 'd'`)],
  [CHECK, code(`'icd10cm', 'A01', '2020-10-01', NULL, NULL, NULL, 'd'`)],
  [CHECK, code(`'icd10cm', 'A01', '2020-10-01', NULL, true, 'cm2', 'd'`)],
  [CHECK, code(`'hcpcs', 'Q4102', '2020-10-01', NULL, true, NULL, 'd'`)],
  [CHECK, code(`'cpt', 'Q4102', '2020-10-01', NULL, NULL, NULL, 'd'`)],
  [CHECK, code(`'hcpcs', 'Q4102', '2020-10-01', NULL, NULL, NULL, ''`)],
  ['accepted', edition(`'hcpcs', '2025-10-01', true, now(), ${source}, now(), 3, 3`)],
  [UNIQUE, edition(`'hcpcs', '2025-10-01', true, now(), ${source}, now(), 3, 3`)],
  [CHECK, edition(`'hcpcs', '2026-01-01', true, now(), ${source}, now(), 4, 3`)],
  ['accepted', edition(`'hcpcs', '2026-01-01', true, now(), ${source}, NULL, 4, 3`)],
  [CHECK, edition(`'hcpcs', '2026-04-01', true, now(), false, NULL, NULL, NULL, NULL, 0, 0`)],
];

test.for(everyEnd)('a code or an edition that cannot be is refused: %s', async ([, open]) => {
  end = await open();
  await migrateFully(end);
  await fillCharts(end);
  for (const [state, sql] of refusals) expect(await sqlStateOf(end.exec(sql)), sql).toBe(state);
});
