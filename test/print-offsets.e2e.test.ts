import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
import { savedFile } from './e2e-steps.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Philippa Ashgrove');
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });

test('a printer is aligned with the red form: its offset is typed in millimetres, and the page shows it', async () => {
  const { page } = app;
  await goTo(page, 'Claim form printing');
  await page.getByText('No printers yet').waitFor();
  await press(page, 'Add a printer');
  await textbox('Printer').fill('Front desk');
  await textbox('To the right, in mm').fill('1.5 in');
  await press(page, 'Save printer');
  await page.getByText(/must be a length in millimetres/).waitFor();
  await look(page, 'claim-printing-add');
  await textbox('To the right, in mm').fill('1.5');
  await textbox('Down, in mm').fill('-2');
  await press(page, 'Save printer');
  await page.getByRole('row').filter({ hasText: '1.5 mm right, 2 mm up' }).waitFor();

  await page.getByRole('button', { name: /Offset of the page/ }).click();
  await page.getByRole('option', { name: /Front desk/ }).click();
  await press(page, 'Make the alignment page');
  await page.getByRole('button', { name: 'Save as PDF' }).waitFor();
  await page.locator('.pdf-panel canvas').first().waitFor();
  await look(page, 'claim-printing');
  const { fileName } = await savedFile(page, () => press(page, 'Save as PDF'));
  expect(fileName).toBe('claim-form-alignment.pdf');
});

test('a printer that is gone is removed', async () => {
  const { page } = app;
  await press(page, 'Remove Front desk');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('No printers yet').waitFor();
  expect(await page.getByRole('button', { name: 'Remove Front desk' }).count()).toBe(0);
});

test('bills for a patient are made from the chart, and days without any say so', async () => {
  const { page } = app;
  await goTo(page, 'Patients');
  await openChartOf(page, 'Hollis, Margaret');
  await page.getByLabel('Services from', { exact: true }).fill('2020-01-01');
  await page.getByLabel('Services until', { exact: true }).fill('2020-01-31');
  await pressWithPin(page, 'Make statement');
  await page.getByText('Nothing of these days is in a claim that stands.').waitFor();
  await page.getByText('Bills for the patient').scrollIntoViewIfNeeded();
  await look(page, 'chart-bills');
  expect(await page.getByRole('button', { name: 'Make superbills' }).isEnabled()).toBe(true);
});
