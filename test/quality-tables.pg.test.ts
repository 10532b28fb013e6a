import { afterEach, describe, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '180_quality_reviews.sql';

let end: End;
afterEach(() => end.close());

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

describe.each(everyEnd)('on %s', (_name, open) => {
  test('records from before can be reviewed, each once in a sample', async () => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(BEFORE);
    await migrateTo(end, FILE);
    await end.exec(REVIEWED);
    const again = `INSERT INTO quality_reviews (id, sample_id, treatment_record_id)
      VALUES (gen_random_uuid(), '${SAMPLE}', '${RECORD}')`;
    expect(await sqlStateOf(end.exec(again))).toBe('23505');
    const finished = `UPDATE quality_reviews SET reviewed_at = now() WHERE id = '${REVIEW}'`;
    expect(await sqlStateOf(end.exec(finished))).toBe('23514');
    expect(await sqlStateOf(end.exec(`DELETE FROM treatment_records WHERE id = '${RECORD}'`))).toBe(
      '23503',
    );
    await end.exec(`DELETE FROM quality_samples WHERE id = '${SAMPLE}'`);
    const { rows } = await end.query('SELECT count(*) AS left FROM quality_findings');
    expect(rows).toEqual([{ left: 0 }]);
  });
});
