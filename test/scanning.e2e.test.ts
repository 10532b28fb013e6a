import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import {
  type AppPage,
  goTo,
  look,
  openDemonstration,
  pictureOfFailure,
  press,
} from './app-page.ts';
import { barcodesIn, picturesOf } from './label-pictures.ts';
import { FIELDS, packRead, RAW, scanRegion, UNIT } from './scanned-unit.ts';
import { scanByKeys } from './scanner-keys.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Hannah Winslow');
  await goTo(app.page, 'Labels');
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog').last();

describe('a keyboard-wedge scanner', () => {
  // Before any label with a separator has come: from then on they are known to arrive.
  test('asks where a label can be read in more than one way, and says what is wrong with another', async () => {
    const { page } = app;
    await scanByKeys(page, ']d2010950110153000310AB1721ZZ');
    await scanRegion(app.page).getByText('Compare this label with the pack').waitFor();
    await look(page, 'scan-ambiguous');
    await scanRegion(app.page)
      .getByText(/Lot AB17, Serial/)
      .click();
    await press(page, 'This is what the pack says');
    expect(await packRead(app.page)).toMatchObject({ Lot: 'AB17', 'Serial number': 'ZZ' });
    await scanByKeys(page, ']d20109501101530004');
    await scanRegion(app.page).getByText('This label could not be read').waitFor();
    await look(page, 'scan-unreadable');
    await press(page, 'Dismiss');
    await press(page, 'Clear what was scanned');
  });

  test.each(['control', 'alt'] as const)(
    'is heard anywhere on a screen that takes labels, its separator sent by %s',
    async (separator) => {
      const { page } = app;
      await page.getByRole('heading', { level: 1 }).click();
      await scanByKeys(page, RAW, separator);
      await scanRegion(app.page).getByText(UNIT.lotNumber, { exact: true }).waitFor();
      expect(await packRead(app.page)).toEqual(FIELDS);
      await look(page, 'scan-read');
      await press(page, 'Clear what was scanned');
    },
  );

  test('leaves nothing in the field in focus, told by its AIM id or by its speed alone', async () => {
    const { page } = app;
    const search = page.getByRole('searchbox');
    await search.fill('foam');
    for (const raw of [RAW, RAW.slice(3)]) {
      await search.focus();
      await scanByKeys(page, raw);
      await scanRegion(app.page).getByText(UNIT.lotNumber, { exact: true }).waitFor();
      expect(await packRead(app.page)).toEqual(FIELDS);
      await press(page, 'Clear what was scanned');
      await search.fill('foam');
    }
    await scanByKeys(page, 'quickly pasted 0109');
    expect(await search.inputValue()).toBe('foamquickly pasted 0109');
    await search.fill('');
  });

  test('stops at a label of another pack, which begins it when asked', async () => {
    const { page } = app;
    await scanByKeys(page, RAW);
    await scanRegion(app.page).getByText(UNIT.lotNumber, { exact: true }).waitFor();
    await scanByKeys(page, ']d210OTHER');
    await scanRegion(app.page).getByText('Stop: this label is not of the same pack').waitFor();
    await look(page, 'scan-mismatch');
    await press(page, 'Keep the first pack');
    expect(await packRead(app.page)).toEqual(FIELDS);
    await press(page, 'Clear what was scanned');
  });

  test('sends off no form and types into none, where nothing takes a label', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await press(page, 'New patient');
    const lastName = page.getByLabel('Last name', { exact: true });
    await lastName.fill('Sample');
    await scanByKeys(page, RAW);
    await page.getByText('nothing on this screen takes one').waitFor();
    expect(await lastName.inputValue()).toBe('Sample');
    await page.getByRole('heading', { name: 'New patient' }).waitFor();
    expect(await page.locator('[aria-invalid=true]').count()).toBe(0);
    await look(page, 'scan-nobody');
    await goTo(page, 'Labels');
  });

  test('is set up and tried at this computer', async () => {
    const { page } = app;
    await press(page, 'Scanner settings');
    const field = dialog().getByLabel('Try it', { exact: true });
    await field.focus();
    await scanByKeys(page, RAW);
    await dialog().getByText('Separators arrive').waitFor();
    expect(await field.inputValue()).toBe('');
    await look(page, 'scanner-settings');
    await page.keyboard.press('Escape');
  });
});

describe('labels', () => {
  test('are chosen, made, looked at and put on paper at their size', async () => {
    const { page } = app;
    await page.getByRole('searchbox').fill('foam 6');
    await page
      .getByRole('button', { name: /^Add .*foam/ })
      .first()
      .click();
    await page.getByLabel(/^First free label/).fill('5');
    await press(page, 'Make labels');
    await page.getByRole('img', { name: 'Page 1' }).waitFor();
    await page.getByText('1 label on 1 page').first().waitFor();
    await look(page, 'labels');
    await page.getByRole('heading', { name: 'Labels made' }).scrollIntoViewIfNeeded();
    await page.getByRole('region', { name: /^Labels\. Page Up/ }).scrollIntoViewIfNeeded();
    await look(page, 'labels-made');
    await page.evaluate(() => {
      window.print = () => document.documentElement.classList.add('print-was-asked');
    });
    await press(page, 'Print');
    await page.locator('html.print-was-asked').waitFor();
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const [sheet, ...further] = await picturesOf(paper);
    expect(further).toEqual([]);
    const { width, height } = await sharp(sheet).metadata();
    expect([width, height]).toEqual([1726, 2233]);
    expect(sheet && (await barcodesIn(sheet))).toEqual([
      expect.stringMatching(/^\]Q1CT1\/DEMO-FOAM/),
    ]);
    expect(app.problems).toEqual([]);
  });
});

describe('a locked screen', () => {
  test('lets no scan into the PIN, and counts none as a try', async () => {
    const { page } = app;
    await press(page, 'Lock');
    await page.getByRole('button', { name: 'Hannah Winslow' }).click();
    const pin = page.getByLabel('PIN', { exact: true });
    await pin.focus();
    await scanByKeys(page, RAW);
    await scanByKeys(page, RAW.slice(3));
    expect(await pin.inputValue()).toBe('');
    await page.keyboard.type(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
    expect(app.problems).toEqual([]);
  });
});
