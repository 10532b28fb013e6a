import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppPage,
  goTo,
  look,
  openDemonstration,
  pictureOfFailure,
  press,
  pressWithPin,
} from './app-page.ts';
import { lockAs, openChart } from './e2e-steps.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const NURSE = 'Hannah Winslow';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration(ADMINISTRATOR);
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });

const row = (texts: readonly string[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), app.page.getByRole('row'));

async function select(label: RegExp, option: RegExp): Promise<void> {
  await dialog().getByRole('button', { name: label }).click();
  await app.page.getByRole('option', { name: option }).click();
}

describe('who pays and what is charged', () => {
  test('a payer is added, with what is wrong said at its field', async () => {
    const { page } = app;
    await goTo(page, 'Payers and fees');
    await row(['Harborlight Health Plan', 'DEMO1']).waitFor();
    await look(page, 'payers');
    await press(page, 'Add a payer');
    await textbox('Name').fill('Medicare of Nowhere');
    await press(page, 'Save payer');
    await dialog().getByText('Payer ID is missing').waitFor();
    await textbox('Payer ID').fill('NOWHERE');
    await select(/Kind of insurance/, /Medicare Part B/);
    await look(page, 'payers-add');
    await press(page, 'Save payer');
    await row(['Medicare of Nowhere', 'NOWHERE', 'Medicare Part B']).waitFor();
  });

  test('a fee is set in dollars and found by its code', async () => {
    const { page } = app;
    await press(page, 'Set a fee');
    await textbox('Code').fill('q4186');
    await textbox('Charge for one unit, in dollars').fill('127.145');
    await press(page, 'Save fee');
    await dialog()
      .getByText(/must be an amount in dollars and cents/)
      .waitFor();
    await textbox('Charge for one unit, in dollars').fill('127.14');
    await select(/Payer/, /Medicare of Nowhere/);
    await look(page, 'payers-fee');
    await press(page, 'Save fee');
    await page.getByRole('searchbox', { name: 'Find a code' }).fill('q41');
    await row(['Q4186', 'Medicare of Nowhere', '$127.14']).waitFor();
    await page.getByText('2 fees', { exact: true }).waitFor();
  });

  test('who bills is corrected, and a post office box is refused', async () => {
    const { page } = app;
    await goTo(page, 'Billing organisation');
    await page.getByText('1234567893').waitFor();
    await look(page, 'billing-organisation');
    await press(page, 'Correct Riverbend Wound Care Associates');
    await textbox('Street').fill('PO Box 12');
    await press(page, 'Save organisation');
    await dialog().getByText('Street is a post office box. Enter the street').waitFor();
    await look(page, 'billing-organisation-correct');
    await textbox('Street').fill('200 Example Avenue');
    await press(page, 'Save organisation');
    await page.getByText(/200 Example Avenue/).waitFor();
  });
});

describe('on a chart', () => {
  test('a nurse ends the old insurance and enters the new card', async () => {
    const { page } = app;
    await lockAs(page, NURSE);
    await openChart(page, 'DEMO-0001');
    const panel = page.getByRole('region', { name: 'Insurance' });
    await panel.getByText('Harborlight Health Plan').waitFor();
    await press(page, 'Add insurance');
    await select(/Payer/, /Medicare of Nowhere/);
    await textbox('Member number').fill('1EG4-TE5-MK7');
    await dialog().getByRole('radio', { name: 'First' }).check({ force: true });
    await press(page, 'Save insurance');
    await dialog()
      .getByText(/no Medicare beneficiary identifier/)
      .waitFor();
    await textbox('Member number').fill('1EG4-TE5-MK73');
    await press(page, 'Save insurance');
    await dialog()
      .getByText(/has the same turn/)
      .waitFor();
    await look(page, 'coverage-add');
    await page.keyboard.press('Escape');
    await press(page, 'Strike out: insurance with Harborlight Health Plan');
    await page.getByRole('alertdialog').getByRole('textbox').fill('Never had it');
    await pressWithPin(page, 'Strike out');
    await page.getByText('Show 1 ended or struck out').waitFor();
    await press(page, 'Add insurance');
    expect(await textbox('Member number').inputValue()).toBe('1EG4-TE5-MK73');
    await press(page, 'Save insurance');
    await panel.getByText('Member 1EG4TE5MK73').waitFor();
    await look(page, 'coverage');
  });

  test('a condition is put on the problem list and struck out', async () => {
    const { page } = app;
    await press(page, 'Add condition');
    await textbox('ICD-10-CM code').fill('e1165');
    await press(page, 'Save condition');
    await dialog().getByText('In words is missing').waitFor();
    await textbox('In words').fill('Type 2 diabetes mellitus with hyperglycemia');
    await look(page, 'condition-add');
    await press(page, 'Save condition');
    const panel = page.getByRole('region', { name: 'Conditions' });
    await panel.getByText('E11.65').waitFor();
    await press(page, 'Strike out: Type 2 diabetes mellitus with hyperglycemia');
    await page.getByRole('alertdialog').getByRole('textbox').fill('Another patient');
    await pressWithPin(page, 'Strike out');
    await panel.getByText('E11.65').waitFor({ state: 'detached' });
  });

  test('what was struck out keeps its history, with who did it and why', async () => {
    const { page } = app;
    const shown = (panel: string) =>
      page.getByRole('region', { name: panel }).getByRole('button', { name: /^Show \d+ ended/ });
    await shown('Conditions').click();
    await press(page, 'History: Type 2 diabetes mellitus with hyperglycemia');
    await dialog().getByText('Another patient').waitFor();
    await dialog()
      .getByRole('heading', { name: new RegExp(`^Changed .* by ${NURSE}$`) })
      .waitFor();
    await look(page, 'condition-history');
    await page.keyboard.press('Escape');
    await shown('Insurance').click();
    await press(page, 'History: insurance with Harborlight Health Plan');
    await dialog().getByText('Never had it').waitFor();
    await look(page, 'coverage-history');
    await page.keyboard.press('Escape');
    expect(app.problems).toEqual([]);
  });
});
