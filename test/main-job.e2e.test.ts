import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type AppPage,
  goTo,
  openAppPage,
  pictureOfFailure,
  press,
  pressWithPin,
} from './app-page.ts';
import { pick, registerPatient, savedFile } from './e2e-steps.ts';
import { setUpClinic } from './passphrase-page.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openAppPage();
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const PIN = '314159';
const diagnosis = '=SUM(A1) <b>L97.422</b> 👩🏽‍⚕️ שלום';

async function addProduct(): Promise<void> {
  const { page } = app;
  await goTo(page, 'Products');
  await press(page, 'Add product');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Foam dressing 4 × 4 in');
  await dialog.getByLabel('SKU').fill('FOAM-4X4');
  await dialog.getByRole('button', { name: 'Add product' }).click();
  await page.getByRole('cell', { name: 'FOAM-4X4' }).waitFor();
}

async function orderTen(): Promise<void> {
  const { page } = app;
  await press(page, 'New order');
  await pick(page, 'Add a product', ['foam', /Foam dressing/]);
  await page.getByRole('textbox', { name: /^Quantity of/ }).fill('10');
  await press(page, 'Place order');
  await press(page, 'Open the chart');
}

async function logTreatment(): Promise<void> {
  const { page } = app;
  await press(page, 'Log treatment');
  await page.getByText('Foam dressing 4 × 4 in').first().click();
  await page.getByRole('textbox', { name: 'Quantity' }).fill('2');
  await page.getByLabel('Wound location').fill('Left heel');
  await page.getByLabel('Diagnosis').fill(diagnosis);
  await press(page, 'Save treatment');
  const dialog = page.getByRole('alertdialog');
  for (const identity of ['Núñez, María', '28 Feb 1950', '00417'])
    await dialog.getByText(identity).first().waitFor();
  await press(page, 'Confirm and save');
  await page.getByText('Saved on this computer').waitFor();
}

/** Only what is signed is billed. */
async function signIt(): Promise<void> {
  const { page } = app;
  await press(page, 'Sign now');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your PIN').fill(PIN);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

async function exported(form: 'machines' | 'Excel'): Promise<Buffer> {
  const { page } = app;
  const save = page.getByRole('button', { name: new RegExp(`^Save for ${form}`) });
  const { fileName, bytes } = await savedFile(page, () => save.click());
  expect(fileName).toMatch(/^caretrail-billing-[\d-]+-to-[\d-]+-\w+\.csv$/);
  return bytes;
}

test('from an empty computer to a file for billing, in one go', async () => {
  const { page } = app;
  await setUpClinic(page, PIN);
  await addProduct();
  await registerPatient(page, {
    lastName: 'Núñez',
    firstName: 'María',
    birthOn: '1950-02-28',
    mrn: '00417',
  });
  await orderTen();
  await logTreatment();
  await page.getByText('8 left').waitFor();
  expect(await page.getByText(diagnosis).count()).toBe(1);
  expect(page.url()).not.toMatch(/Núñez|00417|[0-9a-f]{8}-/);
  expect(await page.title()).not.toMatch(/Núñez/);

  await signIt();
  await goTo(page, 'Billing');
  await page.getByRole('tab', { name: 'Lines for another program' }).click();
  await page.getByText('1 new treatment for 1 patient').waitFor();
  await pressWithPin(page, 'Export', PIN);
  await page.getByText('1 treatment exported as one batch').waitFor();
  const machine = await exported('machines');
  const rows: Record<string, string>[] = parse(machine, { columns: true });
  expect(rows).toMatchObject([
    { patient_mrn: '00417', product_id: 'FOAM-4X4', quantity_used: '2', diagnosis },
  ]);
  const excel = await exported('Excel');
  expect([...excel.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(excel.toString()).toContain("'=SUM(A1)");

  await page
    .getByText(/went out already/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
  expect(app.problems).toEqual([]);
});

test('a reload stays signed in; a restart asks for the PIN, and the record is there', async () => {
  const { page } = app;
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await app.restart('SIGKILL');
  await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
  await page.getByRole('button', { name: 'Ada Admin' }).click();
  await page.getByLabel('PIN', { exact: true }).fill('000000');
  await page.keyboard.press('Enter');
  await page.getByText('That PIN is not right').first().waitFor();
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox').fill('nunez');
  await page.getByRole('button', { name: /Núñez/ }).first().click();
  await page.getByText('Treatments (1)').waitFor();
  expect(app.problems).toEqual([]);
});
