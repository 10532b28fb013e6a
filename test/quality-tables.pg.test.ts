import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { type End, openPglite, openServer } from './migration-ends.ts';

const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));

let end: End;
afterEach(() => end.close());

const openers: readonly [string, () => Promise<End>][] = [
  ['PGlite', openPglite],
  ['PostgreSQL 18', () => openServer(inject('postgresUrls')[18])],
  ['PostgreSQL 15', () => openServer(inject('postgresUrls')[15])],
];

const USER = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const ORDER = '0199aaaa-0000-7000-8000-000000000003';
const RECORD = '0199aaaa-0000-7000-8000-000000000004';
const SAMPLE = '0199aaaa-0000-7000-8000-000000000005';
const REVIEW = '0199aaaa-0000-7000-8000-000000000006';

const BEFORE = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
  INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'female', ' b a');
  INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
    VALUES ('${ORDER}', 'O-1', '${PATIENT}', '2026-03-01', '${USER}');
  INSERT INTO treatment_records
    (id, patient_id, order_id, product_id, product_name, quantity_used, date_applied, recorded_by)
    VALUES ('${RECORD}', '${PATIENT}', '${ORDER}', 'FOAM', 'Foam', 1, '2026-03-02', '${USER}');`;

const REVIEWED = `
  INSERT INTO quality_samples (id, title, rule, drawn_by, drawn_at)
    VALUES ('${SAMPLE}', 'March', '{}', '${USER}', now());
  INSERT INTO quality_reviews (id, sample_id, treatment_record_id)
    VALUES ('${REVIEW}', '${SAMPLE}', '${RECORD}');
  INSERT INTO quality_findings (id, review_id, item_key, finding)
    VALUES (gen_random_uuid(), '${REVIEW}', 'lotTraced', 'No lot');`;

async function refusal(sql: string): Promise<string | undefined> {
  return end.exec(sql).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );
}

describe.each(openers)('on %s', (_name, open) => {
  test('records from before can be reviewed, each once in a sample', async () => {
    end = await open();
    const at = migrations.findIndex(({ name }) => name === '180_quality_reviews.sql');
    await migrate(end, migrations.slice(0, at));
    await end.exec(BEFORE);
    await migrate(end, migrations.slice(0, at + 1));
    await end.exec(REVIEWED);
    const again = `INSERT INTO quality_reviews (id, sample_id, treatment_record_id)
      VALUES (gen_random_uuid(), '${SAMPLE}', '${RECORD}')`;
    expect(await refusal(again)).toBe('23505');
    const finished = `UPDATE quality_reviews SET reviewed_at = now() WHERE id = '${REVIEW}'`;
    expect(await refusal(finished)).toBe('23514');
    expect(await refusal(`DELETE FROM treatment_records WHERE id = '${RECORD}'`)).toBe('23503');
    await end.exec(`DELETE FROM quality_samples WHERE id = '${SAMPLE}'`);
    const { rows } = await end.query('SELECT count(*) AS left FROM quality_findings');
    expect(rows).toEqual([{ left: 0 }]);
  });
});
