import { describe, expect, test } from 'vitest';
import { writeOwnLabel } from '../shared/labels/own-label.ts';
import { demonstrationAs, goTo, look, openChartOf, press } from './app-page.ts';
import { choose, PATIENT, pick } from './e2e-steps.ts';
import { scanByKeys } from './scanner-keys.ts';

const app = demonstrationAs('Philippa Ashgrove');
const FOAM = 'Cloudrest foam dressing 4 x 4 in';
const FOAM_SKU = 'DEMO-FOAM-4X4';

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });
const heading = (name: string | RegExp) => app.page.getByRole('heading', { name });

async function stockOf(name: string): Promise<void> {
  await goTo(app.page, 'Stock');
  await app.page.getByRole('button', { name: `${name}: lots and movements` }).click();
  await heading('Lots and serials').waitFor();
}

describe('what comes in', () => {
  test('is taken in with lot, expiry and condition, and goes on the shelf once somebody checked it', async () => {
    const { page } = app;
    await goTo(page, 'Stock');
    await press(page, 'Receive');
    await textbox('Supplier').fill('Cloudrest Medical');
    await pick(page, 'Or choose the product', ['Cloudrest foam', /4 x 4/]);
    await textbox('Lot').fill('CF-2041');
    await page.getByLabel('Expires', { exact: true }).fill('2030-06-30');
    await page.getByLabel('Pieces', { exact: true }).fill('12');
    await page.getByText('I checked it: put it in Store room at once').click();
    await look(page, '70-receive');
    await press(page, 'Save what came');
    await page.getByRole('button', { name: `${FOAM}: lots and movements` }).waitFor();
    await look(page, '71-stock');
  });

  test('is asked about where it has expired; nothing that was typed is lost, and it waits', async () => {
    const { page } = app;
    await press(page, 'Receive');
    await pick(page, 'Or choose the product', ['Cloudrest foam', /4 x 4/]);
    await textbox('Lot').fill('CF-OLD');
    await page.getByLabel('Expires', { exact: true }).fill('2020-01-31');
    await press(page, 'Save what came');
    await page
      .getByText(/expired on 2020-01-31/)
      .first()
      .waitFor();
    expect(await textbox('Lot').inputValue()).toBe('CF-OLD');
    await textbox('Note').fill('To be sent back');
    await press(page, 'Save what came');
    await page.getByRole('tab', { name: /In quarantine/ }).click();
    await press(page, `Reject ${FOAM}, lot CF-OLD`);
    await dialog().getByLabel('Note', { exact: true }).fill('Expired on arrival');
    await dialog().getByRole('button', { name: 'Reject', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Receipts' }).click();
    await page.getByText(/Rejected by Philippa Ashgrove: Expired on arrival/).waitFor();
    await look(page, '72-receipts');
  });
});

describe('what lies on the shelf', () => {
  test('is scanned at the bedside: product, lot and expiry are filled in and cannot be typed over', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await openChartOf(page, PATIENT);
    await press(page, 'Log treatment');
    await heading('Log a treatment').waitFor();
    await scanByKeys(
      page,
      writeOwnLabel({ sku: FOAM_SKU, lot: 'CF-2041', serial: null, expiresOn: '2030-06-30' }),
    );
    await expect.poll(() => textbox('Lot number').inputValue()).toBe('CF-2041');
    expect(await textbox('Lot number').getAttribute('readonly')).not.toBeNull();
    await choose(page, /Left/);
    await look(page, '73-scanned-treatment');
    await press(page, 'Save treatment');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
  });

  test('tells everything that happened to a lot, from its receipt to the patient', async () => {
    const { page } = app;
    await stockOf(FOAM);
    await page.getByRole('button', { name: /^Lot CF-2041: everything/ }).click();
    await dialog().getByText('Applied', { exact: true }).waitFor();
    await dialog().getByText('Cloudrest Medical').waitFor();
    await look(page, '74-movements');
    await page.keyboard.press('Escape');
  });

  test('is wasted piece by piece with a reason', async () => {
    const { page } = app;
    await press(page, 'Waste Lot CF-2041');
    await dialog().getByLabel('Reason', { exact: true }).fill('Dropped on the floor');
    await press(page, 'Record waste');
    await page.getByText('1 piece of Lot CF-2041 recorded as waste.').waitFor();
    await look(page, '75-stock-product');
  });

  test('goes back to the supplier with a reason', async () => {
    const { page } = app;
    await press(page, 'Send away Lot CF-OLD');
    await dialog().getByLabel('Reason', { exact: true }).fill('Expired on arrival');
    await press(page, 'Let it go');
    await page.getByText('1 piece of Lot CF-OLD left the stock.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Move Lot CF-OLD' }).count()).toBe(0);
  });

  test('is counted blind, and what differs is adjusted with its reason', async () => {
    const { page } = app;
    await goTo(page, 'Stock');
    await press(page, 'Count a place');
    await dialog().getByRole('button', { name: /Place/ }).click();
    await page.getByRole('option', { name: 'Store room' }).click();
    await press(page, 'Begin');
    await heading('Count of Store room').waitFor();
    await look(page, '76-count');
    const rows = page.getByRole('button', { name: /: count / });
    await page.getByRole('button', { name: /: count Lot CF-2041/ }).click();
    await dialog().getByLabel('Pieces seen', { exact: true }).fill('9');
    await dialog().getByLabel('Why it differs', { exact: true }).fill('One was lent to the ward');
    await press(page, 'Enter');
    await page.getByText('One was lent to the ward').waitFor();
    expect(await rows.count()).toBeGreaterThan(0);
    await press(page, 'Break off');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Break off' }).click();
    await page.getByText(/Closed by/).waitFor();
  });

  test('disagrees with nothing that was not seeded', async () => {
    const { page } = app;
    await goTo(page, 'Stock');
    await page.getByRole('tab', { name: /Disagreements/ }).click();
    await look(page, '77-disagreements');
    expect(app.problems).toEqual([]);
  });
});
