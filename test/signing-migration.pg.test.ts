import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids, photoRow } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, messageOf, migrateBefore, migrateTo } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

test.for(everyEnd)(
  'records from before are unsigned, shown as they are, and can be signed from then on: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, '130_signing.sql');
    await end.exec(`
      INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${ids.nurse}', 'N', 'n', 'nurse');
      INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
        VALUES ('${ids.signed.patient}', 'A', 'B', '1950-01-01', 'female', ' b a');
      INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
        VALUES ('${ids.signed.order}', '1', '${ids.signed.patient}', '2026-01-01', '${ids.nurse}');
      INSERT INTO treatment_records (id, patient_id, order_id, product_id, product_name, quantity_used,
          date_applied, recorded_by)
        VALUES ('${ids.signed.treatment}', '${ids.signed.patient}', '${ids.signed.order}', 'S', 'P', 2,
          '2026-01-02', '${ids.nurse}');`);
    const sql = 'SELECT to_jsonb(record) AS row FROM treatment_records AS record';
    const [kept] = (await end.query(sql)).rows as { row: object }[];

    await migrateTo(end, '130_signing.sql');

    const added = {
      signed_at: null,
      signed_by: null,
      needs_cosignature: false,
      cosigned_at: null,
      cosigned_by: null,
      voided_at: null,
      voided_by: null,
      void_reason: null,
      is_late_entry: false,
    };
    expect((await end.query(sql)).rows).toEqual([{ row: { ...kept?.row, ...added } }]);
    const { rows } = await end.query(
      'SELECT to_jsonb(shown) AS row FROM current_treatments AS shown',
    );
    expect(rows).toEqual([{ row: { ...kept?.row, ...added, correction_id: null } }]);
    const settings = await end.query(
      'SELECT late_entry_hours, nurse_cosignature, version FROM signing_settings',
    );
    expect(settings.rows).toEqual([
      { late_entry_hours: 24, nurse_cosignature: 'skinSubstitutes', version: 1 },
    ]);
    await end.exec(`UPDATE treatment_records SET signed_at = now(), signed_by = '${ids.nurse}'`);
    expect(await messageOf(end.exec('DELETE FROM treatment_records'))).toContain('kept for ever');
  },
);

test.for(everyEnd)(
  'photos and documents that are there already are locked from then on: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, '145_locked_attachments.sql');
    await fillCharts(end);
    const caption = (text: string) => `UPDATE wound_photos SET caption = '${text}'`;
    expect(await messageOf(end.exec(caption('before')))).toBe('accepted');

    await migrateTo(end, '145_locked_attachments.sql');

    expect((await end.query('SELECT caption FROM wound_photos')).rows).toHaveLength(2);
    expect(await messageOf(end.exec(caption('after')))).toContain('cannot be changed');
    expect(await messageOf(end.exec(photoRow(ids.signed, ids.signature)))).toContain('is signed');
    expect(await messageOf(end.exec(photoRow(ids.unsigned, ids.signature)))).toBe('accepted');
  },
);
