import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fhirReport } from '../shared/exchange/fhir-contract.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { exportedText } from './fhir-files.ts';
import { endOfJob, resultOf, storeFolder } from './import-runs.ts';
import type { SourceFolder } from './synthea-source.ts';

const SYNTHEA = join(import.meta.dirname, '../../shared/data/synthea-fhir');
const TABLES = [
  'facilities',
  'users',
  'patients',
  'allergies',
  'conditions',
  'patientDevices',
] as const;

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(() => app.close());

async function importFolder(folder: SourceFolder, source: string | null = null) {
  const files = await storeFolder(app, folder);
  const ended = endOfJob(app);
  const { jobId } = valueOf(await app.client['exchange.importFhir']({ files, source }));
  await ended;
  const result = (await resultOf(app, jobId)) as { readonly value?: unknown } | null;
  expect(app.incidents).toEqual([]);
  return fhirReport.parse(result?.value);
}

async function tables() {
  const rows = await Promise.all(TABLES.map((table) => allRows(app.database, table)));
  return Object.fromEntries(TABLES.map((table, at) => [table, rows[at] ?? []]));
}

const numbers = ({ tallies }: Awaited<ReturnType<typeof importFolder>>) =>
  Object.fromEntries(
    tallies.map(({ resourceType, read, imported, unchanged, skipped, refused }) => [
      resourceType,
      [read, imported, unchanged, skipped, refused],
    ]),
  );

function ndjson(...resources: readonly object[]): string {
  return `${resources.map((each) => JSON.stringify(each)).join('\n')}\n`;
}

const id = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const patient = (number: number, more: object = {}) => ({
  resourceType: 'Patient',
  id: id(number),
  name: [{ family: 'Núñez', given: ['Zoë', 'María'] }],
  gender: 'female',
  birthDate: '1950-02-28',
  identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'urn:clinic', value: `M-${number}` }],
  ...more,
});
const ofPatient = (number: number) => ({ reference: `Patient/${id(number)}` });

test.skipIf(!existsSync(SYNTHEA))(
  'the synthetic patients of a bulk export go in whole, and a second time change nothing (needs ../shared/data/synthea-fhir)',
  async () => {
    const folder = Object.fromEntries(
      readdirSync(SYNTHEA).map((name) => [name, readFileSync(join(SYNTHEA, name))]),
    );
    const report = await importFolder(folder);
    expect(numbers(report)).toEqual({
      AllergyIntolerance: [11, 11, 0, 0, 0],
      Condition: [555, 555, 0, 0, 0],
      Device: [16, 16, 0, 0, 0],
      Location: [44, 0, 0, 44, 0],
      Organization: [43, 43, 0, 0, 0],
      Patient: [13, 13, 0, 0, 0],
      Practitioner: [43, 43, 0, 0, 0],
      PractitionerRole: [43, 0, 0, 43, 0],
    });
    const wrongDigits = report.warnings.filter(({ resourceType }) => resourceType === 'Device');
    expect(wrongDigits.length).toBeGreaterThan(8);
    const before = await tables();
    expect(
      before['users']?.filter((user) => 'facilityId' in user && user.facilityId !== null),
    ).toHaveLength(43);
    const again = await importFolder(folder);
    expect(again.tallies.map(({ imported }) => imported)).toEqual(Array(8).fill(0));
    expect(again.tallies.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(681);
    expect(await tables()).toEqual(before);
  },
);

test('a Bundle gives the same as lines do, in whichever order its entries stand', async () => {
  const allergy = {
    resourceType: 'AllergyIntolerance',
    id: id(9),
    code: { text: 'Latex' },
    patient: { reference: `urn:uuid:${id(1)}` },
    reaction: [
      { manifestation: [{ text: 'Rash' }], severity: 'mild' },
      { manifestation: [{ text: 'Wheeze' }], severity: 'severe' },
    ],
  };
  const entry = [allergy, patient(1)].map((resource) => ({
    fullUrl: `urn:uuid:${resource.id}`,
    resource,
  }));
  const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 2);
  const report = await importFolder({ 'bundle.json': bundle });
  expect(numbers(report)).toEqual({
    AllergyIntolerance: [1, 1, 0, 0, 0],
    Patient: [1, 1, 0, 0, 0],
  });
  const before = await tables();
  expect(before['allergies']).toMatchObject([
    { substance: 'Latex', reaction: 'Rash; Wheeze', severity: 'severe' },
  ]);
  const again = await importFolder({
    'a.ndjson': ndjson({ ...allergy, patient: ofPatient(1) }),
    'b.ndjson': ndjson(patient(1), patient(1)),
  });
  expect(numbers(again)).toEqual({
    AllergyIntolerance: [1, 0, 1, 0, 0],
    Patient: [2, 0, 2, 0, 0],
  });
  expect(await tables()).toEqual(before);
});

test('what cannot go in is refused by type, file and line, without a word of what stands there', async () => {
  const lines = [
    JSON.stringify(patient(1)),
    JSON.stringify(patient(2)).slice(0, 90),
    JSON.stringify(patient(3, { birthDate: '1950' })),
    JSON.stringify(patient(4, { birthDate: '2950-01-01' })),
    JSON.stringify(patient(5, { gender: 'Secretwoman' })),
    JSON.stringify(patient(6, { name: [{ given: ['Secretwoman'] }] })),
    JSON.stringify(patient(7, { id: '7' })),
    JSON.stringify(patient(8, { birthDate: { secret: 'Secretwoman' } })),
    JSON.stringify({ resourceType: 'Secretwoman', id: id(20) }),
    JSON.stringify({ resourceType: 'Medication', id: id(21) }),
    JSON.stringify({
      resourceType: 'Condition',
      id: id(22),
      code: { text: 'Secret' },
      subject: ofPatient(99),
    }),
    JSON.stringify({ resourceType: 'Condition', id: id(23), subject: ofPatient(1) }),
    JSON.stringify({
      resourceType: 'Condition',
      id: id(24),
      code: { text: 'Secret' },
      subject: ofPatient(1),
      onsetDateTime: '2020-01-02',
      abatementDateTime: '2020-01-01',
    }),
    JSON.stringify({
      resourceType: 'AllergyIntolerance',
      id: id(25),
      code: { text: 'Secret' },
      patient: {},
    }),
  ];
  const report = await importFolder({ 'all.ndjson': lines.join('\n') });
  const said = report.refused.map(
    ({ place, resourceType, reason }) => `${place} ${resourceType}: ${reason}`,
  );
  expect(said.toSorted()).toEqual([
    'line 11 Condition: its patient is not here and not among these files',
    'line 12 Condition: code has no words, or too many',
    'line 13 Condition: abatementDateTime is before onsetDateTime',
    'line 14 AllergyIntolerance: patient names nobody',
    'line 2 Unreadable: is not whole JSON',
    'line 3 Patient: birthDate is not a whole day',
    'line 4 Patient: birthDate is in the future',
    'line 5 Patient: gender has a value that FHIR does not know',
    'line 6 Patient: lastName is missing',
    'line 7 Patient: its id is no UUID, and other systems may give it too: say which system the files come from',
    'line 8 Patient: birthDate is missing or not of the type string',
    'line 9 Unreadable: is of no type that FHIR R4 has',
  ]);
  expect(JSON.stringify(report)).not.toContain('Secret');
  expect(numbers(report)).toEqual({
    AllergyIntolerance: [1, 0, 0, 0, 1],
    Condition: [3, 0, 0, 0, 3],
    Medication: [1, 0, 0, 1, 0],
    Patient: [7, 1, 0, 0, 6],
    Unreadable: [2, 0, 0, 0, 2],
  });
});

test('the same number of two systems is two people, and each system’s own is one', async () => {
  const one = patient(1, { id: '7' });
  await importFolder({ 'a.ndjson': ndjson(one) }, 'https://one.example/fhir');
  await importFolder({ 'a.ndjson': ndjson(one) }, 'https://one.example/fhir');
  const report = await importFolder({ 'a.ndjson': ndjson(one) }, 'https://two.example/fhir');
  expect(await allRows(app.database, 'patients')).toHaveLength(2);
  expect(report.warnings.map(({ reason }) => reason)).toEqual([
    'has the medical record number of somebody else here; look whether they are one person',
  ]);
});

test('a person who treats comes in without being able to sign in, with an NPI only where it can be one', async () => {
  const practitioner = (number: number, npi: string) => ({
    resourceType: 'Practitioner',
    id: id(number),
    name: [{ prefix: ['Dr.'], given: ['Ann'], family: 'Lee' }],
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: npi }],
  });
  const report = await importFolder({
    'p.ndjson': ndjson(practitioner(1, '1234567893'), practitioner(2, '1234567890')),
  });
  const users = await allRows(app.database, 'users');
  expect(users.filter(({ lastName }) => lastName === 'Lee')).toMatchObject([
    { displayName: 'Dr. Ann Lee', isEnabled: false, npi: '1234567893', firstName: 'Ann' },
    { displayName: 'Dr. Ann Lee', isEnabled: false, npi: null },
  ]);
  expect(report.warningCount).toBe(1);
  expect(await allRows(app.database, 'userPins')).toHaveLength(1);
});

test('a device is kept with its label as it came, and a wrong check digit is a warning', async () => {
  const device = (number: number, deviceIdentifier: string) => ({
    resourceType: 'Device',
    id: id(number),
    udiCarrier: [{ deviceIdentifier, carrierHRF: `(01)${deviceIdentifier}(10)A1` }],
    deviceName: [{ name: 'Pacemaker' }],
    lotNumber: 'A1',
    expirationDate: '2030-07-27T23:58:16-04:00',
    patient: ofPatient(1),
  });
  const report = await importFolder({
    'all.ndjson': ndjson(patient(1), device(2, '08806388269617'), device(3, '08806388269618')),
  });
  expect(report.warnings.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
    'line 3: the device identifier has a wrong check digit; it is kept as it came',
  ]);
  const [{ id: patientId } = { id: '' }] = await allRows(app.database, 'patients');
  expect(valueOf(await app.client['exchange.devices']({ patientId }))).toMatchObject([
    { name: 'Pacemaker', lotNumber: 'A1', expiresOn: '2030-07-27' },
    { deviceIdentifier: expect.stringMatching(/^0880638826961[78]$/) as unknown },
  ]);
});

test('a cancelled import goes on where it stopped, and counts each resource once', async () => {
  const count = 120;
  const files = await storeFolder(app, {
    'p.ndjson': ndjson(...Array.from({ length: count }, (_, at) => patient(at + 1))),
  });
  const stopped = endOfJob(app, ({ jobId, done }) => {
    if (done >= 50) void app.client['jobs.cancel']({ jobId });
  });
  const { jobId } = valueOf(await app.client['exchange.importFhir']({ files, source: null }));
  expect((await stopped).state).toBe('cancelled');
  const inBetween = (await allRows(app.database, 'patients')).length;
  expect(inBetween).toBeGreaterThanOrEqual(50);
  expect(inBetween).toBeLessThan(count);
  const ended = endOfJob(app);
  valueOf(await app.client['jobs.resume']({ jobId }));
  await ended;
  const result = (await resultOf(app, jobId)) as { readonly value?: unknown };
  expect(numbers(fhirReport.parse(result.value))).toEqual({ Patient: [count, count, 0, 0, 0] });
  expect(await allRows(app.database, 'patients')).toHaveLength(count);
});

test('what was exported here is found again when it comes back', async () => {
  await importFolder({ 'p.ndjson': ndjson(patient(1)) });
  const [{ id: patientId } = { id: '' }] = await allRows(app.database, 'patients');
  const { text } = await exportedText(
    { core: app.core, session: app.administrator },
    { patientId },
  );
  const report = await importFolder({ 'bundle.json': text });
  expect(numbers(report)).toEqual({ Patient: [1, 0, 1, 0, 0] });
  expect(await allRows(app.database, 'patients')).toHaveLength(1);
});
