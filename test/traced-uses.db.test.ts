import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSignatures, countAlteredCorrections } from '../main/signing/verify-actions.ts';
import { noText } from './clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly, openSigningClinic, type SigningClinic } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => closeQuietly(app));

/** What a tissue trace asks of a use, with the separator that a scan gives between elements. */
const traced = {
  labelScans: ['0109501101530003\u001d10L-1', '+A123'],
  reconstitutionMaterial: 'Saline 0.9 %',
  reconstitutionLot: 'S-7',
  reconstitutionExpiresOn: '2027-01-31',
};

const noTrace = {
  labelScans: null,
  reconstitutionMaterial: null,
  reconstitutionLot: null,
  reconstitutionExpiresOn: null,
};

function whole(over: object) {
  const { patientId: _, ...fields } = clinic.treatment;
  return { ...noText, ...fields, overuseReason: 'More was needed', lotNumber: 'L-1', ...over };
}

/** How many signed treatments, amendments and corrections are not as they were signed. */
function altered() {
  return app.database.read(async (db) => {
    const { troubles } = await checkSignatures(db, { afterId: '', limit: 500 });
    const all = [...troubles, ...(await countAlteredCorrections(db))];
    return all.reduce((sum, { count }) => sum + count, 0);
  });
}

test('scans and what it was made ready with are kept as they came, read back, and kept by a correction', async () => {
  const { client } = clinic;
  const record = await clinic.treat(traced);
  expect(record).toMatchObject(traced);
  const { id: treatmentRecordId } = record;
  expect(valueOf(await client['treatments.get']({ treatmentRecordId }))).toMatchObject(traced);
  const change = { treatmentRecordId, reason: 'Mistyped' };
  const noted = { ...change, seen: 1, ...whole({ ...traced, doctorNotes: 'Dry' }) };
  expect(valueOf(await client['treatments.correct'](noted))).toMatchObject(traced);
  const less = { ...change, seen: 2, ...whole({ ...traced, labelScans: ['+A123'] }) };
  expect(valueOf(await client['treatments.correct'](less)).labelScans).toEqual(['+A123']);
  const versions = valueOf(await client['treatments.versions']({ treatmentRecordId }));
  expect(versions.map((each) => each.record.labelScans)).toEqual([
    traced.labelScans,
    traced.labelScans,
  ]);
});

test('an empty list of scans says that nothing was scanned', async () => {
  expect(await clinic.treat({ labelScans: [] })).toMatchObject(noTrace);
});

test('they are signed with the record, kept by a correction of something else, and found when they were altered', async () => {
  const { client } = clinic;
  const record = await clinic.signed(traced);
  const amended = await clinic.correct(record.id, { ...traced, doctorNotes: 'Dry' });
  expect(valueOf(amended)).toMatchObject({ ...traced, doctorNotes: 'Dry' });
  const nothing = await clinic.correct(
    record.id,
    { ...traced, doctorNotes: 'Dry' },
    { supersedes: await newestCorrection(record.id) },
  );
  expect(nothing).toMatchObject({ failure: { code: 'NothingSaid' } });
  const rescanned = valueOf(
    await clinic.correct(
      record.id,
      { ...traced, doctorNotes: 'Dry', labelScans: null, reconstitutionLot: 'S-8' },
      { supersedes: await newestCorrection(record.id) },
    ),
  );
  expect(rescanned).toMatchObject({ labelScans: null, reconstitutionLot: 'S-8' });
  const history = await client['signing.history']({ kind: 'treatment', id: record.id });
  expect(valueOf(history).original).toMatchObject(traced);
  expect(await altered()).toBe(0);
  await alter(
    `UPDATE treatment_records SET label_scans = '["other"]' WHERE id = '${record.id}'`,
    async () => expect(await altered()).toBe(1),
  );
  await alter(
    `UPDATE corrected_treatments SET reconstitution_lot = 'x' WHERE id = '${record.id}'`,
    async () => expect(await altered()).toBe(1),
  );
  expect(await altered()).toBe(0);
});

test('a signed record that says none of it is as it was signed before there was such a thing', async () => {
  const record = await clinic.signed();
  expect(record).toMatchObject(noTrace);
  expect(await altered()).toBe(0);
});

async function newestCorrection(id: string): Promise<string> {
  const rows = await app.database.read((db) =>
    db
      .selectFrom('correctedTreatments')
      .select('correctionId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  return rows.correctionId;
}

/** Does what a superuser could, looks, and undoes it by doing the same with what stood there. */
async function alter(attack: string, look: () => Promise<void>): Promise<void> {
  const table = attack.split(' ')[1] ?? '';
  await app.database.transact(async (tx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    await sql.raw(`CREATE TABLE stood AS SELECT * FROM ${table}`).execute(tx);
    await sql.raw(attack).execute(tx);
  });
  await look();
  await app.database.transact(async (tx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    await sql.raw(`DELETE FROM ${table}`).execute(tx);
    await sql.raw(`INSERT INTO ${table} SELECT * FROM stood`).execute(tx);
    await sql`DROP TABLE stood`.execute(tx);
  });
}

test('a scan with a character that cannot be stored is refused, and so is a day that is none', async () => {
  for (const wrong of [{ labelScans: ['a\u0000'] }, { reconstitutionExpiresOn: '2027-02-30' }])
    expect(
      await clinic.client['treatments.record']({ ...clinic.treatment, ...wrong }),
    ).toMatchObject({ failure: { code: 'InvalidInput' } });
});
