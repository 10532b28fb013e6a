import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, messageOf, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '186_amended_cosignatures.sql';
const CORRECTION = '0199aaaa-0000-7000-8000-00000000c0de';

test.for(everyEnd)(
  'records, corrections and signatures from before are shown as they were: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    const shownOf = async () => [
      (await end.query('SELECT * FROM current_treatments ORDER BY id')).rows,
      (await end.query('SELECT * FROM current_assessments ORDER BY id')).rows,
      (await end.query('SELECT * FROM record_signatures ORDER BY id')).rows,
    ];
    const before = await shownOf();

    await migrateTo(end, FILE);

    expect(await shownOf()).toEqual(before);
    const { rows } = await end.query('SELECT DISTINCT needs_cosignature FROM record_amendments');
    expect(rows).toEqual([{ needs_cosignature: false }]);
    expect((await end.query('SELECT * FROM correction_cosignatures')).rows).toEqual([]);
  },
);

test.for(everyEnd)(
  'a corrected record is co-signed when its correction is, and only a co-signer may sign either: %s',
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    await fillCharts(end);
    const { treatment } = ids.signed;
    const sign = (meaning: string, amendment: string) =>
      `INSERT INTO record_signatures (id, treatment_record_id, meaning, amendment_id, signed_by,
          signer_name, signed_at, attestation, content_digest)
        VALUES (gen_random_uuid(), '${treatment}', '${meaning}', ${amendment}, '${ids.clinician}', 'C',
          '2026-03-11T15:00:00Z', 'words', 'digest')`;
    const amend = (kind: string) =>
      `INSERT INTO record_amendments (id, treatment_record_id, kind, reason, note, content,
          needs_cosignature, amended_by, amended_at)
        VALUES ('${CORRECTION}', '${treatment}', '${kind}', 'why',
          ${kind === 'correction' ? `NULL, '{"quantityUsed": 7}'` : `'words', NULL`}, true,
          '${ids.nurse}', '2026-03-10T16:00:00Z')`;
    await end.exec(`UPDATE treatment_records SET cosigned_at = '2026-03-10T15:30:00Z',
      cosigned_by = '${ids.clinician}' WHERE id = '${treatment}'`);
    expect(await sqlStateOf(end.exec(amend('clarification')))).toBe('23514');
    await end.exec(amend('correction'));
    const cosigned = async () =>
      (
        await end.query(`SELECT quantity_used, needs_cosignature, cosigned_at IS NOT NULL AS done,
          cosigned_by FROM current_treatments WHERE id = '${treatment}'`)
      ).rows;
    const waits = { quantity_used: 7, needs_cosignature: true, done: false, cosigned_by: null };
    expect(await cosigned()).toEqual([waits]);
    const quoted = `'${CORRECTION}'`;
    expect(await sqlStateOf(end.exec(sign('author', quoted)))).not.toBe('accepted');
    expect(await sqlStateOf(end.exec(sign('amender', 'NULL')))).toBe('23514');
    expect(await sqlStateOf(end.exec(sign('cosigner', 'NULL')))).toBe('accepted');
    expect(await cosigned()).toEqual([waits]);
    expect(await sqlStateOf(end.exec(sign('cosigner', quoted)))).toBe('accepted');
    expect(await cosigned()).toEqual([{ ...waits, done: true, cosigned_by: ids.clinician }]);
    const undo = 'UPDATE record_amendments SET needs_cosignature = false';
    expect(await messageOf(end.exec(undo))).toContain('kept for ever');
  },
);
