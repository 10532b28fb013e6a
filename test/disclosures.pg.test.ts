import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '280_disclosures.sql';

const given = (over: Readonly<Record<string, string>> = {}) => {
  const row: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    patient_id: '(SELECT id FROM patients LIMIT 1)',
    kind: `'chart'`,
    treatment_record_id: 'NULL',
    recipient_name: `'Dr Ada Okafor'`,
    recipient_kind: `'provider'`,
    purpose: `'Second opinion'`,
    basis: `'treatment'`,
    basis_note: 'NULL',
    parts: `'["wounds"]'`,
    from_on: 'NULL',
    to_on: 'NULL',
    pdf_digest: `repeat('a', 64)`,
    zip_digest: `repeat('b', 64)`,
    page_count: '1',
    file_count: '1',
    missing_count: '0',
    disclosed_by: `'${ids.nurse}'`,
    disclosed_at: 'now()',
    ...over,
  };
  return `INSERT INTO disclosures (${Object.keys(row).join(', ')})
    VALUES (${Object.values(row).join(', ')})`;
};

test.for(everyEnd)(
  'what was given out can be written down and never changed or taken back: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    const charts = 'SELECT (SELECT count(*) FROM patients) + (SELECT count(*) FROM users) AS n';
    const before = await end.query(charts);

    await migrateTo(end, FILE);

    expect((await end.query(charts)).rows).toEqual(before.rows);
    const answers: string[] = [];
    for (const statement of [
      given(),
      given({
        kind: `'packet'`,
        treatment_record_id: '(SELECT id FROM treatment_records LIMIT 1)',
      }),
      given({ kind: `'packet'` }),
      given({ basis: `'authorization'` }),
      given({ basis: `'authorization'`, basis_note: `'Form 12'` }),
      given({ from_on: `'2026-03-02'`, to_on: `'2026-03-01'` }),
      `UPDATE disclosures SET purpose = 'Another'`,
      'DELETE FROM disclosures',
      'TRUNCATE disclosures',
      'DELETE FROM patients WHERE id IN (SELECT patient_id FROM disclosures)',
    ])
      answers.push(await sqlStateOf(end.exec(statement)));
    expect(answers.slice(0, 9)).toEqual([
      'accepted',
      'accepted',
      '23514',
      '23514',
      'accepted',
      '23514',
      '23001',
      '23001',
      '23001',
    ]);
    expect(['23001', '23503']).toContain(answers[9]);
  },
);

const FHIR_FILE = '298_fhir_disclosures.sql';

test.for(everyEnd)(
  'a FHIR file is written down with its own digest, and pages with theirs: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FHIR_FILE);
    await fillCharts(end);
    await end.exec(given());
    const logged = 'SELECT kind, pdf_digest, zip_digest FROM disclosures';
    const before = await end.query(logged);

    await migrateTo(end, FHIR_FILE);

    expect((await end.query(logged)).rows).toEqual(before.rows);
    const none = { pdf_digest: 'NULL', zip_digest: 'NULL', page_count: '0' };
    const digest = { fhir_digest: `repeat('c', 64)` };
    const answers: string[] = [];
    for (const statement of [
      given(),
      given({ kind: `'fhir'`, ...none, ...digest }),
      given({ kind: `'fhir'`, ...none }),
      given({ kind: `'fhir'`, ...digest }),
      given({ ...none }),
      given({ ...digest }),
    ])
      answers.push(await sqlStateOf(end.exec(statement)));
    expect(answers).toEqual(['accepted', 'accepted', ...Array<string>(4).fill('23514')]);
  },
);
