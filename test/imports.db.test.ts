import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { importFolder, importHcpcs, reportIn, storeFolder, tables } from './import-runs.ts';
import { type SourceFolder, syntheaFolder } from './synthea-source.ts';
import { noContact } from './clinic.ts';

const REAL_FOLDER = join(import.meta.dirname, '../../shared/data/synthea');
const REAL_HCPCS = join(import.meta.dirname, '../../shared/data/codes/hcpcs-wound-2025-10.csv');
let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(async () => {
  await app.close();
  if (app.incidents.length > 0) throw new Error('An import met an unexpected error');
});

const realFiles = (): SourceFolder =>
  Object.fromEntries(
    readdirSync(REAL_FOLDER).map((name) => [name, readFileSync(join(REAL_FOLDER, name))]),
  );

test.skipIf(!existsSync(REAL_FOLDER))(
  'the real Synthea folder goes in whole, and a second import of it changes nothing (../shared/data)',
  async () => {
    const report = reportIn(await importFolder(app, realFiles()));
    expect(report.refusedRows).toEqual([]);
    expect(Object.fromEntries(report.files.map(({ file, imported }) => [file, imported]))).toEqual({
      'organizations.csv': 173,
      'providers.csv': 173,
      'patients.csv': 59,
      'allergies.csv': 25,
      'supplies.csv': 504,
      'encounters.csv': 0,
      'procedures.csv': 0,
    });
    expect(report.notes[0]).toBe(
      'Of 504 treatments 215 have no diagnosis (their encounter gives no reason) and 132 no procedure.',
    );
    const records = await allRows(app.database, 'treatmentRecords');
    expect(records.filter(({ diagnosis }) => diagnosis === null)).toHaveLength(215);
    expect(records.filter(({ procedurePerformed }) => procedurePerformed === null)).toHaveLength(
      132,
    );
    const patients = await allRows(app.database, 'patients');
    expect(patients.filter(({ deceasedOn }) => deceasedOn !== null)).toHaveLength(9);
    const users = await allRows(app.database, 'users');
    expect(users.filter(({ isEnabled }) => !isEnabled)).toHaveLength(173);
    expect(new Set(users.map(({ signInName }) => signInName)).size).toBe(users.length);

    const before = await tables(app);
    const again = reportIn(await importFolder(app, realFiles()));
    expect(await tables(app)).toEqual(before);
    for (const { imported, skipped, unchanged, refused, read } of again.files) {
      expect(imported).toBe(0);
      expect(unchanged + skipped + refused).toBe(read);
    }
  },
  // A loaded computer takes its time.
  120_000,
);

test.skipIf(!existsSync(REAL_HCPCS))(
  'the real HCPCS list becomes products with their billing units (../shared/data)',
  async () => {
    const list = readFileSync(REAL_HCPCS);
    expect(reportIn(await importHcpcs(app, list)).files).toMatchObject([
      { read: 530, imported: 530 },
    ]);
    const products = await allRows(app.database, 'products');
    expect(products.find(({ sku }) => sku === 'A2001')).toMatchObject({
      name: 'Innovamatrix ac, per square centimeter',
      hcpcsCode: 'A2001',
      billingUnit: 'cm2',
    });
    expect(reportIn(await importHcpcs(app, list)).files).toMatchObject([
      { imported: 0, unchanged: 530 },
    ]);
    expect(await allRows(app.database, 'products')).toHaveLength(products.length);
  },
);

test('a supply becomes an order with its line and a record by the encounter’s provider', async () => {
  const report = reportIn(await importFolder(app, syntheaFolder(2)));
  expect(report.notes[0]).toContain('Of 2 treatments 1 have no diagnosis');
  const { patients, users, allergies, orders, orderLines, treatmentRecords, facilities } =
    await tables(app);
  expect(patients).toMatchObject([{ firstName: 'Zoë1' }, { firstName: 'Zoë2' }]);
  expect(patients?.[0]).toMatchObject({
    mrn: 'SYN-AAAAAAAA0000',
    searchText: ' nunez1 zoe1 syn aaaaaaaa0000',
  });
  expect(JSON.stringify(await tables(app))).not.toContain('999-00-1234');
  expect(allergies).toMatchObject([
    {
      substance: 'Latex',
      reaction: 'Rash; Anaphylaxis',
      severity: 'severe',
      onsetOn: '1999-12-29',
    },
  ]);
  const provider = (users as { id: string; signInName: string }[]).find(
    ({ signInName }) => signInName === 'Gerardo48 Rentería94',
  );
  expect(provider).toMatchObject({ role: 'clinician', isEnabled: false, credential: null });
  const [order] = orders as { id: string; patientId: string }[];
  expect(order).toMatchObject({
    orderedBy: provider?.id,
    facilityId: (facilities as { id: string }[])[0]?.id,
  });
  expect(orderLines).toHaveLength(2);
  const records = treatmentRecords as {
    procedurePerformed: string | null;
    diagnosis: string | null;
  }[];
  expect(records.map(({ procedurePerformed }) => procedurePerformed)).toContain(
    'Debridement; Dressing change',
  );
  expect(new Set(records.map(({ diagnosis }) => diagnosis))).toEqual(
    new Set(['Diabetic foot ulcer', null]),
  );
  expect(records[0]).toMatchObject({
    recordedBy: provider?.id,
    quantityUsed: 2,
    dateApplied: '2021-01-01',
    isImported: true,
  });
});

test('equal rows of a file each become a record, and rows added above them change no id', async () => {
  const folder = syntheaFolder(1);
  const [header = '', row = ''] = folder['supplies.csv'].split('\n');
  const twice = `${header}\n${row}\n${row}\n`;
  const first = reportIn(await importFolder(app, { ...folder, 'supplies.csv': twice }));
  expect(first.files.find(({ file }) => file === 'supplies.csv')).toMatchObject({ imported: 2 });
  const above = `${header}\n${row.replace('Foam dressing,2', 'Foam dressing,9')}\n${row}\n${row}\n`;
  const second = reportIn(await importFolder(app, { ...folder, 'supplies.csv': above }));
  expect(second.files.find(({ file }) => file === 'supplies.csv')).toMatchObject({
    imported: 1,
    unchanged: 2,
  });
});

test('an imported record that was corrected here is kept, and the report says so', async () => {
  const folder = syntheaFolder(2);
  await importFolder(app, folder);
  const [patient] = await app.database.read((db) =>
    db.selectFrom('patients').selectAll().where('firstName', '=', 'Zoë1').execute(),
  );
  const { id = '', birthOn = '', sex = 'unknown' } = patient ?? {};
  const corrected = {
    ...noContact,
    birthOn,
    sex,
    firstName: 'Zoe',
    lastName: 'Nunez',
    confirmedNotDuplicate: true,
  };
  valueOf(await app.client['patients.correct']({ patientId: id, seen: 1, ...corrected }));
  const before = await tables(app);
  const report = reportIn(await importFolder(app, folder));
  expect(await tables(app)).toEqual(before);
  expect(report.files.find(({ file }) => file === 'patients.csv')).toMatchObject({
    unchanged: 1,
    skipped: 1,
  });
  expect(report.notes).toContain(
    '1 row of patients.csv: already here and different. What is here was kept.',
  );
});

test('bad rows are told by line and reason, the rest goes in, and the numbers add up', async () => {
  const folder = syntheaFolder(5);
  const supplies = folder['supplies.csv'].replace('Foam dressing,2\n', 'Foam dressing,0\nbad\n');
  const patients = folder['patients.csv'].replace(
    '1950-02-28,,999-00-1234,Zoë4',
    '1950-02-30,,,Zoë4',
  );
  const given = { ...folder, 'supplies.csv': supplies, 'patients.csv': patients };
  const report = reportIn(await importFolder(app, given));
  expect(report.refusedRows).toEqual([
    {
      file: 'patients.csv',
      line: 5,
      reason: 'BIRTHDATE is not a day in the calendar (YYYY-MM-DD)',
    },
    { file: 'supplies.csv', line: 2, reason: 'QUANTITY must be at least 1' },
    { file: 'supplies.csv', line: 3, reason: 'has 1 fields where the header has 6' },
    {
      file: 'supplies.csv',
      line: 6,
      reason: 'PATIENT is not in patients.csv, or its row was refused',
    },
  ]);
  for (const { read, imported, unchanged, skipped, refused } of report.files)
    expect(imported + unchanged + skipped + refused).toBe(read);
  expect(await allRows(app.database, 'treatmentRecords')).toHaveLength(3);
  expect(await allRows(app.database, 'patients')).toHaveLength(4);
});

test('a folder without a file that is needed fails by its name, and nothing goes in', async () => {
  const { 'supplies.csv': _supplies, ...folder } = syntheaFolder(1);
  expect(await importFolder(app, folder)).toMatchObject({
    ok: false,
    failure: {
      code: 'MissingFile',
      message: 'Needed for this import and not given: supplies.csv.',
    },
  });
  expect(await allRows(app.database, 'patients')).toEqual([]);
});

test('a folder from a spreadsheet (byte order mark, CRLF, quotes) gives the same as the original', async () => {
  const folder = syntheaFolder(3);
  await importFolder(app, folder);
  const before = await tables(app);
  const quoted = Object.entries(folder).map(([name, text]) => {
    const lines = text
      .trimEnd()
      .split('\n')
      .map((each) => `"${each.replaceAll(',', '","')}"`);
    return [name, `\uFEFF${lines.join('\r\n')}\r\n\r\n`] as const;
  });
  const report = reportIn(await importFolder(app, Object.fromEntries(quoted)));
  expect(report.refusedRows).toEqual([]);
  expect(await tables(app)).toEqual(before);
});

test('only those who may import can start one', async () => {
  const nurse = await app.signIn('nurse');
  const files = await storeFolder(app, syntheaFolder(1));
  const reply = await nurse.client['imports.synthea']({ files });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'Forbidden' } });
});
