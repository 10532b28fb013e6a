import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type AppPage,
  goTo,
  look,
  openChartOf,
  openDemonstration,
  pictureOfFailure,
  press,
} from './app-page.ts';
import { orderFile } from './code-files.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const PATIENT = 'Hollis, Margaret';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration(ADMINISTRATOR);
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const codeField = () => app.page.getByRole('textbox', { name: 'ICD-10 code', exact: true });
const search = () => app.page.getByRole('combobox', { name: 'Find a diagnosis code' });

test('a diagnosis is found by its words with the keyboard, and fills the field of a wound', async () => {
  const { page } = app;
  await openChartOf(page, PATIENT);
  await press(page, 'Register wound');
  await codeField().waitFor();
  const find = page.getByRole('button', { name: 'Find a diagnosis code' });
  await find.focus();
  await page.keyboard.press('Enter');
  await search().waitFor();
  await look(page, '90-find-diagnosis');
  await page.keyboard.type('fat ulcer heel left');
  await page.getByRole('option', { name: /^L97\.422 Non-pressure chronic ulcer/ }).waitFor();
  await page.keyboard.press('Enter');
  await find.waitFor();
  expect(await codeField().inputValue()).toBe('L97.422');
  expect(await codeField().evaluate((field) => field === document.activeElement)).toBe(true);
});

test('a heading is shown as one that no claim can carry', async () => {
  const { page } = app;
  await press(page, 'Find a diagnosis code');
  await search().fill('L97.4');
  await page.getByRole('option', { name: /Not billable: 10 more specific codes/ }).waitFor();
  await page.keyboard.press('Escape');
  await codeField().fill('l97 999');
  await codeField().blur();
  expect(await codeField().inputValue()).toBe('L97.999');
});

test('an edition is looked at before it goes in, and then stands in the list', async () => {
  const { page } = app;
  await goTo(page, 'Code sets');
  await page.getByText('Starter subset of wound codes, comes with Caretrail').waitFor();
  await press(page, 'Compare with the codes here');
  await page.getByText('Choose the file first').waitFor();
  await look(page, '91-code-sets');
  await page.locator('input[type=file]').setInputFiles({
    name: 'icd10cm-order-2026.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(
      `${orderFile([
        ['L97', 'Ulcer of lower limb', 'heading'],
        ['L97422', 'Ulcer of left heel with fat layer exposed'],
        ['Z9989', 'Dependence on other machines'],
      ])}cut off`,
    ),
  });
  expect(await page.getByLabel('Counts from', { exact: true }).inputValue()).toBe('2025-10-01');
  await press(page, 'Compare with the codes here');
  await page.getByText('1 line could not be read, so no code was ended.').waitFor();
  await look(page, '92-code-preview');
  await press(page, 'Import: 3 codes would change');
  await page.getByText('Import finished; 1 line could not go in').waitFor();
  await page.getByRole('row', { name: /ICD-10-CM, from 1 Oct 2025 A selection/ }).waitFor();
  await look(page, '93-code-import');
});
