import { afterEach, expect, test } from 'vitest';
import { type End, openPglite } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '140_attachments.sql';

let end: End;
afterEach(() => end.close());

const id = (last: number): string => `0199aaaa-0000-7000-8000-00000000000${last}`;
const [USER, PATIENT, WOUND, EPISODE, ASSESSMENT] = [1, 2, 3, 4, 5].map(id);
const digest = (letter: string): string => letter.repeat(64);

const BEFORE = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'Nora', 'nora', 'nurse');
  INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    VALUES ('${PATIENT}', 'Maria', 'Diaz', '1950-02-28', 'female', 'maria diaz');
  INSERT INTO wounds (id, patient_id, wound_number, body_site, laterality, body_view, etiology, status_on, recorded_by)
    VALUES ('${WOUND}', '${PATIENT}', 1, 'heel', 'left', 'sole', 'pressure', '2026-03-01', '${USER}');
  INSERT INTO care_episodes (id, wound_id, started_on, started_by)
    VALUES ('${EPISODE}', '${WOUND}', '2026-03-01', '${USER}');
  INSERT INTO wound_assessments (id, patient_id, wound_id, episode_id, assessed_on, recorded_by)
    VALUES ('${ASSESSMENT}', '${PATIENT}', '${WOUND}', '${EPISODE}', '2026-03-02', '${USER}');
  INSERT INTO stored_files (digest, byte_length, permission, stored_at, purpose)
    VALUES ('${digest('a')}', 1, 'imports.run', '2026-03-01T10:00:00Z', 'import-source');`;

const photo = (change: string): string => `
  INSERT INTO wound_photos (id, patient_id, wound_id, wound_assessment_id, digest, thumbnail_digest,
    media_type, width_px, height_px, taken_at, added_by)
  VALUES (gen_random_uuid(), '${PATIENT}', '${WOUND}', '${ASSESSMENT}', '${digest('b')}', '${digest('c')}',
    'image/jpeg', 640, 480, '2026-03-02T10:00:00Z', '${USER}');
  UPDATE wound_photos SET ${change}`;

test.for(everyEnd)(
  'photos and documents come to a database that holds wounds, which stay as they are: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await end.exec(BEFORE);
    const tables = ['users', 'patients', 'wounds', 'wound_assessments', 'stored_files'];
    const all = async () => {
      const rows: unknown[] = [];
      for (const table of tables) rows.push((await end.query(`SELECT * FROM ${table}`)).rows);
      return rows;
    };
    const before = await all();
    expect(await sqlStateOf(end.query('SELECT * FROM wound_photos'))).toBe('42P01');

    await migrateTo(end, FILE);

    expect(await all()).toEqual(before);
    expect(await sqlStateOf(end.exec(photo("caption = 'Before'")))).toBe('accepted');
    for (const [change, code] of [
      ['width_px = 0', '23514'],
      ['measured_area_mm2 = 4', '23514'],
      ["void_reason = 'Blurred'", '23514'],
      [`digest = NULL`, '23502'],
      [`wound_assessment_id = '${id(9)}'`, '23503'],
    ] as const)
      expect(await sqlStateOf(end.exec(photo(change))), change).toBe(code);
  },
);

test('what was found in a file goes with the file, and a consent has its words, its signer and its time together', async () => {
  end = await openPglite();
  await migrateTo(end, FILE);
  await end.exec(BEFORE);
  const found = (letter: string) => `INSERT INTO stored_file_contents (digest, purpose, media_type)
    VALUES ('${digest(letter)}', 'import-source', 'text/csv')`;
  expect(await sqlStateOf(end.exec(found('b')))).toBe('23503');
  expect(await sqlStateOf(end.exec(found('a')))).toBe('accepted');
  await end.exec(`DELETE FROM stored_files`);
  expect((await end.query('SELECT * FROM stored_file_contents')).rows).toEqual([]);

  const consent = (columns: string, values: string) =>
    sqlStateOf(
      end.exec(`INSERT INTO chart_documents (id, patient_id, kind, title, document_on, digest,
        media_type, byte_length, added_by${columns})
      VALUES (gen_random_uuid(), '${PATIENT}', 'consent', 'Consent', '2026-03-02', '${digest('a')}',
        'image/png', 1, '${USER}'${values})`),
    );
  expect(await consent('', '')).toBe('accepted');
  expect(await consent(', statement', ", 'I agree'")).toBe('23514');
  expect(await consent(', statement, signed_at', ", 'I agree', now()")).toBe('23514');
  expect(await consent(', statement, signed_at, signer_name', ", 'I agree', now(), 'M'")).toBe(
    'accepted',
  );
});

test.for(everyEnd)(
  'a signed consent can be voided once, and is never changed or deleted: %s',
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    await end.exec(BEFORE);
    await end.exec(`INSERT INTO chart_documents (id, patient_id, kind, title, document_on, digest,
      media_type, byte_length, added_by, statement, signed_at, signer_name)
    VALUES ('${id(6)}', '${PATIENT}', 'consent', 'Consent', '2026-03-02', '${digest('a')}',
      'image/png', 1, '${USER}', 'I agree', now(), 'Maria Diaz')`);
    const attempt = (statement: string) => sqlStateOf(end.exec(statement));
    const voided = "UPDATE chart_documents SET voided_at = now(), void_reason = 'Of a namesake'";
    for (const attack of [
      "UPDATE chart_documents SET statement = 'I agree to all'",
      "UPDATE chart_documents SET signer_name = 'Another', voided_at = now(), void_reason = 'x'",
      'UPDATE chart_documents SET statement = NULL, signed_at = NULL, signer_name = NULL',
      `UPDATE chart_documents SET digest = '${digest('b')}'`,
      'DELETE FROM chart_documents',
      'DELETE FROM patients',
    ])
      expect(await attempt(attack), attack).toBe('23001');
    expect(await attempt(voided)).toBe('accepted');
    expect(await attempt('UPDATE chart_documents SET voided_at = NULL, void_reason = NULL')).toBe(
      '23001',
    );
    expect(await attempt(voided)).toBe('23001');
  },
);
