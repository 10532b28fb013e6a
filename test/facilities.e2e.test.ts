import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { lockAs } from './e2e-steps.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const app = demonstrationAs(ADMINISTRATOR);

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => dialog().getByRole('textbox', { name, exact: true });

const row = (texts: readonly string[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), app.page.getByRole('row'));

async function select(label: RegExp, option: RegExp): Promise<void> {
  await dialog().getByRole('button', { name: label }).click();
  await app.page.getByRole('option', { name: option }).click();
}

describe('where care is given', () => {
  test('a facility is added, with what is wrong at its field and what claims still need', async () => {
    const { page } = app;
    await goTo(page, 'Facilities');
    await row(['Riverbend Wound Clinic', '11 Office', '00001-0001', 'Complete']).waitFor();
    await press(page, 'Add a facility');
    await textbox('NPI of the facility').fill('1234567890');
    await press(page, 'Save facility');
    await dialog().getByText('Name is missing').waitFor();
    await dialog()
      .getByText(/has a wrong check digit/)
      .waitFor();
    await look(page, 'facilities-refused');
    await textbox('Name').fill('Meadow Nursing Home');
    await dialog()
      .getByRole('button', { name: /Place of service/ })
      .press('Enter');
    await page.getByRole('option', { name: '11 Office' }).waitFor();
    await page.keyboard.type('31');
    await look(page, 'facilities-place-of-service');
    await page.keyboard.press('Enter');
    await dialog()
      .getByRole('button', { name: /31 Skilled nursing facility/ })
      .waitFor();
    await textbox('NPI of the facility').fill('1000000145');
    await textbox('Street').fill('7 Meadow Lane');
    await textbox('City').fill('Riverbend');
    await textbox('State').fill('oh');
    await textbox('ZIP+4').fill('00002');
    await dialog().getByText('Claims need the ZIP+4 with all nine digits.').waitFor();
    await look(page, 'facilities-add');
    await press(page, 'Save facility');
    await row(['Meadow Nursing Home', '31 Skilled nursing facility', 'Incomplete']).waitFor();
    await look(page, 'facilities');
  });

  test('what is typed outlives a lock, and is saved afterwards', async () => {
    const { page } = app;
    await press(page, 'Meadow Nursing Home: correct this facility');
    await textbox('ZIP+4').fill('00002-0003');
    await lockAs(page, ADMINISTRATOR);
    await goTo(page, 'Facilities');
    await press(page, 'Meadow Nursing Home: correct this facility');
    expect(await textbox('ZIP+4').inputValue()).toBe('00002-0003');
    await press(page, 'Save facility');
    await row(['Meadow Nursing Home', '00002-0003', 'Complete']).waitFor();
  });

  test('a facility goes out of use: its orders name it, a new order does not', async () => {
    const { page } = app;
    await press(page, 'Stop using Riverbend Home Visits');
    await row(['Riverbend Home Visits', 'No longer used']).waitFor();
    await look(page, 'facilities-not-used');
    await goTo(page, 'Users');
    await press(page, 'Tomás Rivera-Lund: open');
    await dialog()
      .getByRole('button', { name: /Facility/ })
      .click();
    await page.getByRole('option', { name: 'Riverbend Home Visits (no longer used)' }).waitFor();
    await page.keyboard.press('Escape');
    await press(page, 'Cancel');
    await press(page, 'Hannah Winslow: open');
    await dialog()
      .getByRole('button', { name: /Facility/ })
      .click();
    await page.getByRole('option', { name: 'Meadow Nursing Home' }).waitFor();
    expect(await page.getByRole('option', { name: /Home Visits/ }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await press(page, 'Cancel');
  });
});

describe('a person as claims name them', () => {
  test('the name is read from the display name until somebody says more', async () => {
    const { page } = app;
    await press(page, 'Add a person');
    await textbox('Name').fill('Maria Cruz Lopez, RN');
    await dialog().getByText('Lopez, Maria Cruz', { exact: true }).waitFor();
    await textbox('Last name').fill('Cruz Lopez');
    await textbox('First name').fill('Maria');
    await dialog().getByText('Cruz Lopez, Maria', { exact: true }).waitFor();
    await textbox('NPI').fill('1000000152');
    await select(/Role/, /Nurse/);
    await look(page, 'users-add-claim-name');
    await press(page, 'Add person');
    await press(page, 'Maria Cruz Lopez, RN: open');
    await dialog().getByText('Cruz Lopez, Maria', { exact: true }).waitFor();
    expect(await textbox('First name').inputValue()).toBe('Maria');
    await look(page, 'users-claim-name');
    await press(page, 'Cancel');
    expect(app.problems).toEqual([]);
  });
});
