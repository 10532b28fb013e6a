import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alterCalls } from './altered-calls.ts';
import {
  type AppPage,
  goTo,
  look,
  openChartOf,
  openDemonstration,
  pictureOfFailure,
  press,
  signIn,
} from './app-page.ts';
import { savedFile } from './e2e-steps.ts';
import { receivedOrder } from './received-order.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const PATIENT = 'Hollis, Margaret';
const FOAM = 'Cloudrest foam dressing 4 x 4 in';
const SHEET = 'Thistledown tissue sheet 4 x 4 cm';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration(ADMINISTRATOR);
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog');
const question = () => app.page.getByRole('alertdialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });
const heading = (name: string) => app.page.getByRole('heading', { name, exact: true });

async function select(within: Locator, label: RegExp, option: string): Promise<void> {
  await within.getByRole('button', { name: label }).click();
  await app.page.getByRole('option', { name: option, exact: true }).click();
}

async function openProduct(name: string): Promise<void> {
  const { page } = app;
  await goTo(page, 'Products');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('button', { name: `${name}: open product` }).click();
  await heading(name).waitFor();
}

describe('a product', () => {
  test('is read by what it is for, and what nobody has said stands as not recorded', async () => {
    const { page } = app;
    await openProduct(SHEET);
    await page.getByText('Area of one piece').waitFor();
    await page.getByText('16.0 cm²').waitFor();
    await page.getByText('No device identifier yet').waitFor();
    await look(page, '60-product');
  });

  test('keeps what was typed over a lock, and tells what is wrong at its field', async () => {
    const { page } = app;
    await press(page, 'Change product');
    await textbox('Maker').fill('Meadowlark Tissue');
    await textbox('Pieces per pack').fill('one');
    await select(dialog(), /Storage/, 'Frozen');
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
    await signIn(page, ADMINISTRATOR);
    await openProduct(SHEET);
    await press(page, 'Go on changing');
    expect(await textbox('Maker').inputValue()).toBe('Meadowlark Tissue');
    await press(page, 'Save product');
    await dialog().getByText('Pieces per pack must be a whole number').waitFor();
    await look(page, '61-change-product');
    await textbox('Pieces per pack').fill('1');
    await press(page, 'Save product');
    await page.getByText(`${SHEET} was saved.`).waitFor();
    await page.getByText('Meadowlark Tissue').waitFor();
    await page.getByText('Frozen').waitFor();
  });

  test('gets its device identifiers, each with its own check', async () => {
    const { page } = app;
    await press(page, 'Add device identifier');
    await textbox('Device identifier').fill('08806388269618');
    await dialog().getByRole('button', { name: 'Add device identifier' }).click();
    await dialog().getByText('The identifier has a wrong check digit').waitFor();
    await look(page, '62-device-identifier');
    await textbox('Device identifier').fill('8806388269617');
    await textbox('Pieces in that package').fill('5');
    await dialog().getByRole('button', { name: 'Add device identifier' }).click();
    await page.getByRole('row', { name: /08806388269617 GS1 \(GTIN\) 5/ }).waitFor();

    await openProduct(FOAM);
    await press(page, 'Add device identifier');
    await textbox('Device identifier').fill('08806388269617');
    await dialog().getByRole('button', { name: 'Add device identifier' }).click();
    await dialog().getByText(`is a device identifier of ${SHEET}`).waitFor();
    await press(page, 'Cancel');
  });

  test('is kept in stock once somebody has confirmed it', async () => {
    const { page } = app;
    await press(page, 'Keep in stock');
    await question().getByText('This cannot be turned off').waitFor();
    await question().getByRole('button', { name: 'Keep in stock' }).click();
    await page.getByText(/Every piece of .* is accounted for from now on/).waitFor();
    await page.getByText(/^Since /).waitFor();
    expect(await page.getByRole('button', { name: 'Keep in stock' }).count()).toBe(0);
    await press(page, 'All products');
    await press(page, 'Add product');
    await press(page, 'Add device identifier');
    await dialog().getByRole('button', { name: 'Remove device identifier 1' }).waitFor();
    await look(page, '75-add-product');
    await press(page, 'Cancel');
  });
});

async function chooseList(text: string): Promise<void> {
  const { page } = app;
  await page.locator('input[type=file]').setInputFiles({
    name: 'dealer list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  await press(page, 'Compare with the catalogue');
}

describe('a product list', () => {
  test('is looked at line by line before anything of it is saved', async () => {
    const { page } = app;
    await goTo(page, 'Products');
    await press(page, 'Import or export');
    await heading('Import a list').waitFor();
    await look(page, '63-import-products');
    await chooseList(
      [
        'Artikel;Name;Maker;Pieces per pack;Area cm2;Price',
        `DEMO-FOAM-4X4;${FOAM};Cloudrest Medical;10;;1,50`,
        'DEALER-1;Mesh 5 x 5 cm;Dealer;;25;90,00',
        'DEALER-2;Tape;Dealer;ten;;2,00',
        'DEALER-1;Mesh again;Dealer;;25;90,00',
        `DEMO-FOAM-6X6;Cloudrest foam dressing 6 x 6 in;;;;3,00`,
      ].join('\r\n'),
    );
    const choice = page.getByRole('table', { name: 'Columns of the file' });
    await choice.waitFor();
    await press(page, 'Compare with the catalogue');
    await page.getByText('Choose the column that holds the SKU').waitFor();
    await look(page, '64-columns');
    await select(choice, /What the column Artikel says/, 'SKU');
    await press(page, 'Compare with the catalogue');
    await page.getByText('2 lines cannot go in').waitFor();
    await page.getByText('Pieces per pack is not a whole number').waitFor();
    await page.getByText('SKU stands on line 3 already').waitFor();
    await look(page, '65-left-out');
    await page.getByRole('tab', { name: /Changed/ }).click();
    await page.getByText('Maker: Cloudrest Medical').waitFor();
    await look(page, '66-changed');
    await page.getByRole('tab', { name: /As it is/ }).click();
    await page.getByText('DEMO-FOAM-6X6').waitFor();
  });

  test('is still there after a lock, and goes in when it is confirmed', async () => {
    const { page } = app;
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
    await signIn(page, ADMINISTRATOR);
    await goTo(page, 'Products');
    await press(page, 'Import or export');
    await press(page, 'Import 2 products: 1 new, 1 changed');
    await page.getByText('Import finished; 2 rows could not go in').waitFor();
    await page.getByText('1 product added, 1 changed.').waitFor();
    await look(page, '67-imported-products');
    await press(page, 'All products');
    await page.getByRole('searchbox').fill('mesh dealer');
    await page.getByRole('button', { name: 'Mesh 5 x 5 cm Dealer: open product' }).waitFor();
  });

  test('that the catalogue wrote changes nothing in it', async () => {
    const { page } = app;
    await press(page, 'Import or export');
    await press(page, 'Choose another file');
    const saved = await savedFile(page, () => press(page, 'Save the catalogue'));
    expect(saved.fileName).toMatch(/^products-\d{4}-\d\d-\d\d\.csv$/);
    const text = saved.bytes.toString();
    expect(text).toContain('gs1:08806388269617*5');
    await chooseList(text);
    await page.getByRole('button', { name: 'Nothing to import' }).waitFor();
    const productCount = text.trimEnd().split('\r\n').length - 1;
    await page.getByRole('tab', { name: `As it is ${productCount}` }).waitFor();
  });
});

describe('an order', () => {
  test('is drafted for a facility, and nothing is used from the draft', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await openChartOf(page, PATIENT);
    await press(page, 'New order');
    await page.getByRole('combobox', { name: 'Add a product' }).fill('mesh');
    await page.getByRole('option', { name: /Mesh 5 x 5/ }).click();
    await page.getByRole('textbox', { name: /^Quantity of/ }).fill('2');
    await textbox('Order number').fill('PO-77');
    await page.getByRole('button', { name: /Facility/ }).click();
    await page.getByRole('option').nth(1).click();
    await look(page, '68-new-order');
    await press(page, 'Save as draft');
    await page.getByText('Draft PO-77 saved on this computer').waitFor();
    await press(page, 'Open the chart');
    await page.getByText('Draft', { exact: true }).waitFor();
    await press(page, 'Log treatment');
    await page.getByRole('heading', { name: 'Log a treatment' }).waitFor();
    await page.getByRole('radiogroup', { name: /Product/ }).waitFor();
    expect(await page.getByRole('radio', { name: /Mesh 5 x 5/ }).count()).toBe(0);
    await press(page, 'Back to chart');
  });

  test('is changed while it is a draft, and placed', async () => {
    const { page } = app;
    await goTo(page, 'Orders');
    await page.getByRole('button', { name: /^PO-77/ }).click();
    await heading('Order PO-77').waitFor();
    await press(page, 'Change draft');
    await page.getByRole('textbox', { name: /^Quantity of/ }).fill('3');
    await look(page, '69-change-draft');
    await press(page, 'Save draft');
    await heading('Order PO-77').waitFor();
    await look(page, '70-draft');
    await press(page, 'Place order');
    await dialog().getByRole('button', { name: 'Place order' }).click();
    await page.getByText('Order PO-77 was placed.').waitFor();
    await page.getByText('Nothing came in yet').waitFor();
    await page.getByRole('row', { name: /Mesh 5 x 5 cm.* 3 0 0 3 left/ }).waitFor();
    await look(page, '71-order');
  });

  test('that was used from cannot be cancelled, and says what was used', async () => {
    const { page } = app;
    await press(page, 'Open the chart');
    await press(page, 'Log treatment');
    await page.getByRole('radio', { name: /Mesh 5 x 5/ }).check({ force: true });
    await page.getByRole('textbox', { name: 'Quantity' }).fill('1');
    await press(page, 'Save treatment');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
    await goTo(page, 'Orders');
    await page.getByRole('button', { name: /^PO-77/ }).click();
    await press(page, 'Cancel order');
    await question().getByRole('button', { name: 'Cancel order' }).click();
    await question().getByText('The reason is missing').waitFor();
    await question().getByRole('textbox', { name: 'Reason' }).fill('Ordered twice');
    await question().getByRole('button', { name: 'Cancel order' }).click();
    await question().getByText('Mesh 5 x 5 cm: 1 used').waitFor();
    await look(page, '72-cancel-refused');
    await press(page, 'Keep order');
  });

  test('that nothing was used from is cancelled with a reason, and found by its state', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await openChartOf(page, PATIENT);
    await press(page, 'New order');
    await page.getByRole('combobox', { name: 'Add a product' }).fill('mesh');
    await page.getByRole('option', { name: /Mesh 5 x 5/ }).click();
    await page.getByRole('textbox', { name: /^Quantity of/ }).fill('1');
    await textbox('Order number').fill('PO-78');
    await press(page, 'Place order');
    await page.getByText('Order PO-78 saved on this computer').waitFor();
    await press(page, 'Open the order');
    await press(page, 'Cancel order');
    await question().getByRole('textbox', { name: 'Reason' }).fill('Ordered twice');
    await question().getByRole('button', { name: 'Cancel order' }).click();
    await page.getByText('Order PO-78 was cancelled.').waitFor();
    await page.getByText('Ordered twice').waitFor();
    await press(page, 'All orders');
    await select(page.locator('.orders-filter'), /State/, 'Cancelled');
    await page.getByText('1 order', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^PO-78/ }).waitFor();
    await look(page, '73-orders');
  });

  test('shows what came in for it, with lot, expiry and what was decided', async () => {
    const { page } = app;
    const calls = await alterCalls(page);
    await page.reload();
    await goTo(page, 'Orders');
    calls.answer('orders.get', receivedOrder);
    await page.getByRole('button', { name: /^PO-77/ }).click();
    await page.getByRole('row', { name: /Mesh 5 x 5 cm DEALER-1 3 2 1 2 left/ }).waitFor();
    const arrivals = page.getByRole('table', { name: 'What came in for this order' });
    await arrivals.getByRole('row', { name: /Lot L-1 31 Jan 2027 1 Accepted/ }).waitFor();
    await arrivals.getByRole('row', { name: /Lot L-2, serial S-9 Not said 1 Waits/ }).waitFor();
    await arrivals.getByRole('row', { name: /Neither on the label .* Not accepted/ }).waitFor();
    await look(page, '74-arrivals');
    calls.restore();
    expect(app.problems).toEqual([]);
  });
});
