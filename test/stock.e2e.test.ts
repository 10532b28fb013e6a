import { describe, expect, test } from 'vitest';
import { writeOwnLabel } from '../shared/labels/own-label.ts';
import { demonstrationAs, goTo, look, openChartOf, press } from './app-page.ts';
import { choose, openChart, PATIENT, pick } from './e2e-steps.ts';
import { scanByKeys } from './scanner-keys.ts';

const app = demonstrationAs('Philippa Ashgrove');
const FOAM = 'Cloudrest foam dressing 4 x 4 in';
const FOAM_SKU = 'DEMO-FOAM-4X4';
const labelOf = (lot: string) =>
  writeOwnLabel({ sku: FOAM_SKU, lot, serial: null, expiresOn: '2030-06-30' });

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });
const heading = (name: string | RegExp) => app.page.getByRole('heading', { name });

async function stockOf(name: string): Promise<void> {
  await goTo(app.page, 'Stock');
  await app.page.getByRole('button', { name: `${name}: lots and movements` }).click();
  await heading('Lots and serials').waitFor();
}

/** Leaves the form of a treatment without a trace of it. */
async function giveUpDraft(): Promise<void> {
  await press(app.page, 'Discard draft');
  await app.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Discard/ })
    .click();
  await app.page.getByRole('button', { name: 'Same as last' }).waitFor();
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
    await scanByKeys(page, labelOf('CF-2041'));
    await expect.poll(() => textbox('Lot number').inputValue()).toBe('CF-2041');
    expect(await textbox('Lot number').getAttribute('readonly')).not.toBeNull();
    await choose(page, /Left/);
    await look(page, '73-scanned-treatment');
    await press(page, 'Save treatment');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
  });

  test('begins a treatment where it is scanned on a chart, be there a draft or not', async () => {
    const { page } = app;
    const lot = textbox('Lot number');
    await openChart(page, 'DEMO-0001');
    await scanByKeys(page, ']d20109501101530004');
    await page.getByText(/^A label was scanned that could not be read/).waitFor();
    await scanByKeys(page, labelOf('CF-2041'));
    await heading('Log a treatment').waitFor();
    await expect.poll(() => lot.inputValue()).toBe('CF-2041');
    await textbox('Notes').fill('With the scanned pack');
    await press(page, 'Back to chart');
    await page.getByText('You were logging a treatment for this patient').waitFor();
    await scanByKeys(page, labelOf('CF-2041'));
    await page.getByText('A label was scanned', { exact: true }).waitFor();
    await press(page, 'Discard draft');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard draft' }).click();
    await expect.poll(() => lot.inputValue()).toBe('CF-2041');
    expect(await textbox('Notes').inputValue()).toBe('');
    await giveUpDraft();
  });

  test('is scanned into a repeated treatment at once, which still asks about what was carried', async () => {
    const { page } = app;
    const mark = page.getByText('From last time – check');
    await press(page, 'Same as last');
    await mark.first().waitFor();
    const carried = await mark.count();
    expect(await page.getByText('A scanner works anywhere').count()).toBe(0);
    await scanByKeys(page, labelOf('CF-2041'));
    await expect.poll(() => textbox('Lot number').inputValue()).toBe('CF-2041');
    // The label says the product; nothing but a person says how many, and on which wound.
    expect(await mark.count()).toBe(carried - 1);
    await page.getByRole('button', { name: 'Confirm Quantity' }).waitFor();
    expect(await page.getByText('Clear what was scanned').count()).toBe(0);
    await look(page, '73-scanned-repeat');
    await giveUpDraft();
  });

  test('is found in the stock by a scan, its lot first', async () => {
    const { page } = app;
    const rows = page.getByRole('button', { name: /: everything that happened to it$/ });
    await goTo(page, 'Stock');
    await scanByKeys(page, labelOf('cf2041'));
    await page.getByText('Only lot cf2041, as it was scanned').waitFor();
    await heading('Lots and serials').waitFor();
    expect(await rows.count()).toBe(1);
    await look(page, '75-scanned-stock');
    await press(page, 'Show all lots');
    expect(await rows.count()).toBeGreaterThan(1);
    await scanByKeys(page, labelOf('CF-NONE'));
    await page.getByText('Nothing of lot CF-NONE is on hand').waitFor();
    await scanByKeys(page, 'CT1/NOT-OURS/LX');
    await page.getByText('No product of the catalogue has this label').waitFor();
    await look(page, '75-scanned-unknown');
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
    await scanByKeys(page, labelOf('CF-2041'));
    await dialog().getByRole('heading', { name: 'Count Lot CF-2041' }).waitFor();
    expect(await dialog().getByLabel('Pieces seen', { exact: true }).inputValue()).toBe('');
    await dialog().getByLabel('Pieces seen', { exact: true }).fill('9');
    await dialog().getByLabel('Why it differs', { exact: true }).fill('One was lent to the ward');
    await press(page, 'Enter');
    await page.getByText('One was lent to the ward').waitFor();
    expect(await rows.count()).toBeGreaterThan(0);
    await scanByKeys(page, labelOf('CF-FOUND'));
    await dialog().getByText(`Product: ${FOAM_SKU}. Another`).waitFor();
    expect(await textbox('Lot').inputValue()).toBe('CF-FOUND');
    await look(page, '76-count-scanned');
    await press(page, 'Cancel');
    await scanByKeys(page, labelOf('CF-2041').replace('2030', '2031'));
    await dialog()
      .getByText(/The label says it expires/)
      .waitFor();
    await press(page, 'Cancel');
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

  test('is corrected where its label was read wrongly, with a reason', async () => {
    const { page } = app;
    const area = textbox('Area of one piece (cm²)');
    await page.getByRole('tab', { name: 'On hand' }).click();
    await stockOf(FOAM);
    await press(page, 'Correct Lot CF-2041');
    await area.fill('about 100');
    await press(page, 'Save correction');
    await dialog().getByText('Reason is missing').waitFor();
    await dialog().getByText('Area of one piece (cm²) must be a number').waitFor();
    await look(page, '78-correct-unit');
    await area.fill('103.2');
    await page.getByLabel('Expires', { exact: true }).fill('2030-07-31');
    await textbox('Reason').fill('Read off the pack');
    await press(page, 'Save correction');
    await page.getByText('Lot CF-2041 was corrected.').waitFor();
    await page.getByRole('cell', { name: '31 Jul 2030' }).waitFor();
    await press(page, 'Correct Lot CF-2041');
    expect(await area.inputValue()).toBe('103.2');
    await textbox('Reason').fill('Nothing in fact');
    await press(page, 'Save correction');
    await dialog().getByText('This correction changes nothing').waitFor();
    await press(page, 'Cancel');
    expect(app.problems).toEqual([]);
  });
});
