import type { Page } from 'playwright-core';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  demonstrationAs,
  goTo,
  look,
  openAppPage,
  openChartOf,
  press,
  pressWithPin,
} from './app-page.ts';
import { fillPatient, lockAs, PATIENT } from './e2e-steps.ts';

const SYNTHEA = join(import.meta.dirname, '../../shared/data/synthea');

test('the first screen offers to set up this computer or to explore', async () => {
  const app = await openAppPage();
  await app.page.getByRole('heading', { name: 'Set up this computer' }).waitFor();
  await look(app.page, '01-set-up');
  expect(app.problems).toEqual([]);
  await app.close();
});

describe('every screen, in both sizes and themes, has no barrier that axe knows', () => {
  const app = demonstrationAs('Philippa Ashgrove');

  test('signing in', async () => {
    const { page } = app;
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
    await look(page, '02-sign-in');
    await page.getByRole('button', { name: 'Philippa Ashgrove' }).click();
    await page.getByLabel('PIN', { exact: true }).waitFor();
    await look(page, '03-pin');
    await page.getByLabel('PIN', { exact: true }).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('That PIN is not right').first().waitFor();
    await look(page, '04-wrong-pin');
    await page.getByLabel('PIN', { exact: true }).fill('246810');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
  });

  test('patients', async () => {
    const { page } = app;
    await look(page, '05-patients');
    await press(page, 'New patient');
    await page.getByRole('heading', { name: 'New patient' }).waitFor();
    await press(page, 'Register patient');
    await page
      .getByText(/is missing/)
      .first()
      .waitFor();
    await look(page, '06-new-patient');
    await fillPatient(page, { lastName: 'Hollis', firstName: 'Margaret', birthOn: '1946-05-12' });
    await press(page, 'Register patient');
    await page.getByRole('dialog').waitFor();
    await look(page, '07-likely-duplicate');
    await page.keyboard.press('Escape');
    await goTo(page, 'Patients');
  });

  test('the chart and logging a treatment', async () => {
    const { page } = app;
    await openChartOf(page, PATIENT);
    await look(page, '08-chart');
    await press(page, 'Log treatment');
    await page.getByRole('heading', { name: 'Log a treatment' }).waitFor();
    await look(page, '09-log-treatment');
    await press(page, 'Back to chart');
    await press(page, 'Same as last');
    await page.getByText('From last time – check').first().waitFor();
    await look(page, '10-same-as-last');
    await press(page, 'Confirm all');
    await press(page, 'Save treatment');
    await page.getByRole('alertdialog').waitFor();
    await look(page, '11-confirm-identity');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
    await look(page, '12-saved');
    await page
      .getByRole('button', { name: /^Correct / })
      .first()
      .click();
    await page.getByRole('button', { name: /^Save/ }).waitFor();
    await look(page, '13-correct');
    await press(page, 'Back to chart');
    await press(page, 'Add allergy');
    await page.getByRole('dialog').waitFor();
    await look(page, '14-add-allergy');
    await page.keyboard.press('Escape');
  });

  test('orders and products', async () => {
    const { page } = app;
    await goTo(page, 'Orders');
    await page.getByRole('table').first().waitFor();
    await look(page, '15-orders');
    await page.getByRole('button', { name: 'New order' }).click();
    await page.getByRole('heading', { name: 'New order' }).waitFor();
    await look(page, '16-new-order');
    await goTo(page, 'Products');
    await page.getByRole('table').first().waitFor();
    await look(page, '17-products');
  });

  test('billing', async () => {
    const { page } = app;
    await goTo(page, 'Billing');
    await page.getByRole('tab', { name: 'Lines for another program' }).click();
    await page.getByText(/new treatments? for/).waitFor();
    await look(page, '18-billing');
    await pressWithPin(page, 'Export');
    await page.getByText(/exported as one batch/).waitFor();
    await look(page, '19-billing-exported');
  });

  test('storage and backups', async () => {
    const { page } = app;
    await goTo(page, 'Storage');
    await page.getByRole('heading', { name: 'Encryption' }).waitFor();
    await look(page, '25-storage');
  });

  test('users and the own menu', async () => {
    const { page } = app;
    await goTo(page, 'Users');
    await page.getByRole('table').first().waitFor();
    await look(page, '20-users');
    await page.getByRole('button', { name: /Philippa Ashgrove Administrator/ }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, '21-own-menu');
    await page.keyboard.press('Escape');
  });

  test.skipIf(!existsSync(SYNTHEA))(
    'import, with the real Synthea folder (skipped where ../shared/data/synthea is absent)',
    async () => {
      const { page } = app;
      await goTo(page, 'Import');
      await look(page, '22-import');
      const names = (await readdir(SYNTHEA)).filter((name) => name.endsWith('.csv'));
      await page.getByText('Choose single files instead of a folder').click();
      await page
        .locator('input[type=file]')
        .setInputFiles(names.map((name) => join(SYNTHEA, name)));
      await page
        .getByRole('button', { name: /^(Start|Import)/ })
        .first()
        .click();
      await page.getByRole('table').first().waitFor();
      await page.getByText(/215/).first().waitFor();
      await look(page, '23-imported');
      await goTo(page, 'Patients');
      await page.getByRole('searchbox').fill('abe');
      await look(page, '24-patients-imported');
    },
  );

  test('and none of them reported an error or a refused script or style', () => {
    expect(app.problems).toEqual([]);
  });

  test('a nurse is shown only what a nurse may do', async () => {
    const { page } = app;
    await lockAs(page, 'Tomás Rivera-Lund');
    expect(await places(page)).toEqual([
      'Patients',
      'Due today',
      'To sign',
      'Orders',
      'Stock',
      'Products',
      'Recalls',
      'Labels',
      'Outcomes',
    ]);
    await lockAs(page, 'Colleen Marsh');
    expect(await places(page)).toEqual([
      'Patients',
      'Orders',
      'Products',
      'Billing',
      'Outcomes',
      'Settings',
    ]);
  });
});

/** The entries of the rail, without how much waits in them. */
async function places(page: Page): Promise<readonly string[]> {
  const links = await page.getByRole('navigation').getByRole('link').allInnerTexts();
  return links.map((text) => text.split('\n').at(-1)?.trim() ?? '');
}
