import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answerDisclosure } from './disclosure-steps.ts';
import {
  type AppPage,
  goTo,
  look,
  openChartOf,
  openDemonstration,
  pictureOfFailure,
  press,
  pressWithPin,
} from './app-page.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Philippa Ashgrove');
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const PATIENT_ID = '0aa0ee49-0000-4000-8000-000000000001';
const lines = [
  {
    resourceType: 'Patient',
    id: PATIENT_ID,
    name: [{ family: 'Fernsby', given: ['Ottilie'] }],
    gender: 'female',
    birthDate: '1951-05-06',
    identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'urn:clinic', value: 'F-771' }],
  },
  {
    resourceType: 'Device',
    id: '0aa0ee49-0000-4000-8000-000000000002',
    udiCarrier: [{ deviceIdentifier: '08806388269618' }],
    deviceName: [{ name: 'Pacemaker' }],
    lotNumber: 'A1',
    patient: { reference: `Patient/${PATIENT_ID}` },
  },
  { resourceType: 'Patient', id: '0aa0ee49-0000-4000-8000-000000000003', birthDate: '1951' },
  { resourceType: 'Medication', id: 'm1' },
].map((resource) => JSON.stringify(resource));

test('FHIR files go in from the import screen, and the report tells what became of each type', async () => {
  const { page } = app;
  await goTo(page, 'Import');
  await page.getByText('FHIR files', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Where they come from' }).waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'all.ndjson',
    mimeType: 'application/x-ndjson',
    buffer: Buffer.from(`${lines.join('\n')}\n{"resourceType":"Pat`),
  });
  await look(page, '96-import-fhir');
  await press(page, 'Start import');
  await page.getByText('Import finished; 2 resources could not go in').waitFor();
  await page
    .getByText('the device identifier has a wrong check digit; it is kept as it came')
    .waitFor();
  await page.getByText('birthDate is not a whole day').waitFor();
  await look(page, '97-fhir-report');
});

test('a chart shows the devices that came, and is written as FHIR', async () => {
  const { page } = app;
  await goTo(page, 'Patients');
  await openChartOf(page, 'Fernsby, Ottilie');
  await press(page, 'Show devices');
  await page.getByText('08806388269618').waitFor();
  await press(page, 'Give out as FHIR');
  await press(page, 'Write the file');
  await page.getByText('Who gets it is missing').waitFor();
  await answerDisclosure(page, 'Harborlight Clinic', /Treatment by another provider/);
  await pressWithPin(page, 'Write the file');
  await page.getByText('Written down in the log of disclosures').waitFor();
  await page.getByRole('button', { name: /^Save the file/ }).waitFor();
  await look(page, '98-chart-fhir');
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('heading', { name: 'Given out (1)' }).waitFor();
  await page.getByText(/^As FHIR, for another program/).waitFor();
});

test('the treatments of some days are written as one file, once it is said which days', async () => {
  const { page } = app;
  await goTo(page, 'FHIR export');
  await press(page, 'Give out as FHIR');
  await page.getByText('Say from which day to which').waitFor();
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await press(page, 'Give out as FHIR');
  await answerDisclosure(page, 'Harborlight Clinic', /Treatment by another provider/);
  await pressWithPin(page, 'Write the file');
  await page.getByText('Written down in the log of disclosures').waitFor();
  expect(await page.getByText('SupplyDelivery').count()).toBe(1);
  await look(page, '99-fhir-export');
});
