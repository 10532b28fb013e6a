import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLockedEnds } from './locked-ends.ts';
import { amendmentRow, documentRow, ids, photoRow } from './locked-rows.ts';

let locked: Awaited<ReturnType<typeof openLockedEnds>>;
beforeAll(async () => {
  locked = await openLockedEnds();
}, 120_000);
afterAll(() => locked.close());

const { signed, unsigned } = ids;
const NOT_CHANGED = 'A signed or voided record cannot be changed. Amend a signed one instead.';

const valueOfType = new Map([
  ['uuid', 'gen_random_uuid()'],
  ['integer', '4711'],
  ['boolean', 'NOT COLUMN'],
  ['date', "'2020-02-02'"],
  ['jsonb', `'[{"altered": true}]'`],
  ['timestamp with time zone', "'2020-02-02T02:02:02Z'"],
]);

/** Columns of a table with an expression that gives each another value. */
async function otherValues(table: string): Promise<readonly (readonly [string, string])[]> {
  const [end] = locked.ends;
  if (!end) throw new Error('no database was opened');
  const { rows } = (await end.query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  )) as { rows: { name: string; type: string }[] };
  return rows.map(({ name, type }) => {
    const value = (valueOfType.get(type) ?? "'altered'").replace('COLUMN', name);
    return [name, value] as const;
  });
}

describe('a signed record', () => {
  test.for([
    ['treatment_records', signed.treatment],
    ['wound_assessments', signed.assessment],
  ] as const)(
    '%s: every column is locked but the co-signature and the voiding',
    async ([table, id]) => {
      const columns = await otherValues(table);
      expect(columns.length).toBeGreaterThan(30);
      const open = new Set(['cosigned_at', 'cosigned_by', 'voided_at', 'voided_by', 'void_reason']);
      for (const [name, value] of columns) {
        if (open.has(name)) continue;
        const said = await locked.answer(
          `UPDATE ${table} SET ${name} = ${value} WHERE id = '${id}'`,
        );
        // The database itself keeps this one, whatever it is set to.
        expect(said, name).toBe(name === 'updated_at' ? 'accepted' : NOT_CHANGED);
      }
    },
  );

  test.for([
    ['treatment_records', signed.treatment],
    ['wound_assessments', signed.assessment],
  ] as const)('%s: is co-signed once and voided once, each for ever', async ([table, id]) => {
    const cosign = (by: string) =>
      `UPDATE ${table} SET cosigned_at = now(), cosigned_by = '${by}' WHERE id = '${id}';`;
    const strike = (why: string) =>
      `UPDATE ${table} SET voided_at = now(), voided_by = '${ids.nurse}', void_reason = '${why}'
       WHERE id = '${id}';`;
    expect(await locked.answer(cosign(ids.clinician))).toBe('accepted');
    expect(await locked.answer(cosign(ids.clinician) + cosign(ids.nurse))).toBe(
      'A co-signature stays as it is.',
    );
    expect(
      await locked.answer(
        `${cosign(ids.clinician)} UPDATE ${table} SET cosigned_at = NULL, cosigned_by = NULL`,
      ),
    ).toBe('A co-signature stays as it is.');
    expect(await locked.answer(cosign(ids.clinician) + strike('wrong patient'))).toBe('accepted');
    const voided = 'A voided record stays as it is.';
    expect(await locked.answer(strike('wrong patient') + strike('no, other'))).toBe(voided);
    expect(await locked.answer(strike('wrong patient') + cosign(ids.clinician))).toBe(voided);
    const unvoid = `UPDATE ${table} SET voided_at = NULL, voided_by = NULL, void_reason = NULL`;
    expect(await locked.answer(`${strike('wrong patient')} ${unvoid}`)).toBe(voided);
    const both = `UPDATE ${table} SET cosigned_at = now(), cosigned_by = '${ids.clinician}',
      version = 2 WHERE id = '${id}'`;
    expect(await locked.answer(both)).toBe(NOT_CHANGED);
  });

  test('one that was voided unsigned changes no more either, and cannot be signed', async () => {
    const strike = `UPDATE treatment_records SET voided_at = now(), void_reason = 'wrong'
      WHERE id = '${unsigned.treatment}';`;
    const sign = `UPDATE treatment_records SET signed_at = now(), signed_by = '${ids.nurse}'
      WHERE id = '${unsigned.treatment}'`;
    expect(await locked.answer(strike + sign)).toBe(NOT_CHANGED);
    expect(await locked.answer(strike)).toBe('accepted');
  });
});

describe('what signed records need', () => {
  test.for([
    ['patients', 'A patient', signed.patient],
    ['orders', 'An order', signed.order],
    ['wounds', 'A wound', signed.wound],
    ['care_episodes', 'An episode of care', signed.episode],
    ['users', 'A person', ids.nurse],
  ] as const)('deleting from %s what signed records name', async ([table, name, id]) => {
    expect(await locked.answer(`DELETE FROM ${table} WHERE id = '${id}'`)).toBe(
      `${name} with signed records cannot be deleted: signed records are kept for ever.`,
    );
  });

  test('deleting an order that only a correction names', async () => {
    const again = amendmentRow(
      ids.signature,
      { treatment: signed.treatment },
      { orderId: unsigned.order },
    );
    expect(
      await locked.answer(`${again} DELETE FROM orders WHERE id = '${unsigned.order}'`),
    ).toContain('An order with signed records cannot be deleted');
  });

  test.for([
    'treatment_records',
    'treatment_record_versions',
    'wound_assessments',
    'wound_assessment_versions',
    'record_signatures',
    'record_amendments',
    'corrected_treatments',
    'corrected_assessments',
    'wound_photos',
    'chart_documents',
    'patients',
    'users',
  ])('emptying %s', async (table) => {
    expect(await locked.answer(`TRUNCATE ${table} CASCADE`)).toMatch(
      /^The table \w+ is never emptied: signed records are kept for ever\.$/,
    );
  });
});

describe('what was never signed', () => {
  test('goes with its patient: records, versions, photos, documents, wounds and orders', async () => {
    const gone = `DELETE FROM patients WHERE id = '${unsigned.patient}'`;
    expect(await locked.answer(gone)).toBe('accepted');
    const left = [
      'treatment_records',
      'wound_assessments',
      'wound_photos',
      'chart_documents',
      'wounds',
    ]
      .map((table) => `(SELECT count(*) FROM ${table} WHERE patient_id = '${unsigned.patient}')`)
      .join(' + ');
    expect(
      await locked.answer(`${gone}; SELECT 1 / (CASE WHEN ${left} = 0 THEN 1 ELSE 0 END)`),
    ).toBe('accepted');
  });

  test('changes and goes freely', async () => {
    const { treatment, assessment, photo, document } = unsigned;
    for (const attack of [
      `UPDATE treatment_records SET quantity_used = 3 WHERE id = '${treatment}'`,
      `DELETE FROM treatment_records WHERE id = '${treatment}' AND (
         SELECT count(*) FROM chart_documents WHERE id = '${document}') = 0`,
      `UPDATE wound_assessments SET notes = 'x' WHERE id = '${assessment}'`,
      `UPDATE wound_photos SET caption = 'x' WHERE id = '${photo}'`,
      `DELETE FROM wound_photos WHERE id = '${photo}';
       DELETE FROM wound_assessments WHERE id = '${assessment}'`,
      `DELETE FROM chart_documents WHERE id = '${document}'`,
      photoRow(unsigned, ids.signature),
      documentRow(unsigned, ids.signature),
    ])
      expect(await locked.answer(attack), attack).toBe('accepted');
  });
});

describe('changes from elsewhere', () => {
  const attack = `UPDATE treatment_records SET quantity_used = 9 WHERE id = '${signed.treatment}'`;

  test('pass by the one setting, for its transaction and in its one spelling', async () => {
    const set = (value: string) => `SET LOCAL caretrail.applying = '${value}';`;
    expect(await locked.answer(set('on') + attack)).toBe('accepted');
    expect(
      await locked.answer(`${set('on')} DELETE FROM record_signatures; DELETE FROM corrected_treatments;
        TRUNCATE treatment_records CASCADE`),
    ).toBe('accepted');
    for (const value of ['off', '', 'true', 'ON'])
      expect(await locked.answer(set(value) + attack), value).toBe(NOT_CHANGED);
    expect(await locked.answer(attack)).toBe(NOT_CHANGED);
  });

  test('an older correction that comes in late does not take the place of the newer', async () => {
    const older = amendmentRow(ids.signature, { treatment: signed.treatment }, { quantityUsed: 8 });
    const shown = (quantity: number) =>
      `SELECT 1 / (CASE WHEN quantity_used = ${quantity} THEN 1 ELSE 0 END) FROM current_treatments
       WHERE id = '${signed.treatment}'`;
    const late = older.replace('2026-03-10T15', '2026-03-10T14');
    expect(await locked.answer(`${late} ${shown(5)}`)).toBe('accepted');
    expect(await locked.answer(`${older} ${shown(8)}`)).toBe('accepted');
  });
});

test('the view of current treatments has every column of the records, and so has that of assessments', async () => {
  const sql = `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name IN ('treatment_records', 'wound_assessments')
    EXCEPT SELECT CASE table_name WHEN 'current_treatments' THEN 'treatment_records'
      ELSE 'wound_assessments' END || '.' || column_name FROM information_schema.columns
      WHERE table_name IN ('current_treatments', 'current_assessments')`;
  for (const end of locked.ends) expect((await end.query(sql)).rows).toEqual([]);
});
