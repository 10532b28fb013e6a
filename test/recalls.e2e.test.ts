import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppPage,
  goTo,
  look,
  openDemonstration,
  pictureOfFailure,
  press,
  pressWithPin,
  signIn,
} from './app-page.ts';
import { savedFile } from './e2e-steps.ts';
import { printedPages } from './printed-pages.ts';
import { LABEL, RECALLED, stockAndUse } from './recall-stock.ts';
import { scanByKeys } from './scanner-keys.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Philippa Ashgrove');
  await app.restart('SIGTERM', () => stockAndUse(app.dataDir));
  await signIn(app.page, 'Philippa Ashgrove');
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });
const trace = () => press(app.page, 'Trace');

async function pickProduct(): Promise<void> {
  const field = app.page.getByRole('combobox', { name: 'Find the recalled product' });
  await field.fill('cloudrest 6 x 6');
  await app.page.getByRole('option', { name: RECALLED.name }).click();
  await app.page.getByText(`(${RECALLED.sku})`).waitFor();
}

/** A fact of the answer by its label. */
const figure = (label: string) =>
  app.page.locator('.key-value-list__entry', { hasText: label }).locator('dd').textContent();

describe('a question', () => {
  test('says what is missing at its fields, and which lines of a list cannot be read', async () => {
    const { page } = app;
    await goTo(page, 'Recalls');
    await trace();
    await page.getByText('Choose the recalled product').waitFor();
    await page.getByText('Lot number is missing').waitFor();
    await look(page, 'recalls-1-question');
    await pickProduct();
    await page.getByText('A list of lots or serials', { exact: true }).click();
    await page.getByLabel('List as a file (CSV)').setInputFiles({
      name: 'notice.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`Lot,Serial\n${RECALLED.lot},\n,\n"broken`),
    });
    await trace();
    await page
      .getByText(/Line 3 says neither a lot nor a serial\. Line 4 has a quotation/)
      .waitFor();
    await look(page, 'recalls-2-list');
    expect(app.problems).toEqual([]);
  });

  test('is filled by a scanned label, and outlives a lock', async () => {
    const { page } = app;
    await press(page, 'Clear the question');
    await scanByKeys(page, LABEL);
    await page.getByText(`(${RECALLED.sku})`).waitFor();
    expect(await textbox('Lot number').inputValue()).toBe(RECALLED.lot);
    await page.keyboard.press('Control+l');
    await signIn(page, 'Philippa Ashgrove');
    await goTo(page, 'Recalls');
    expect(await textbox('Lot number').inputValue()).toBe(RECALLED.lot);
  });

  test('can be an exercise: it is timed, and nothing can be moved', async () => {
    const { page } = app;
    await page.getByText('A list of lots or serials', { exact: true }).click();
    await textbox('List').fill(RECALLED.lot);
    await page.getByText('An exercise', { exact: true }).click();
    await trace();
    await page.getByRole('heading', { name: 'Recall traced' }).waitFor();
    await page.getByText(/^in \d+\.\d+ s, /).waitFor();
    expect(await page.getByRole('button', { name: 'Quarantine what is left' }).count()).toBe(0);
    await press(page, 'Close with a note');
    await dialog().getByLabel('Note').fill('Everybody was found at once');
    await press(page, 'Close it');
    await page.getByRole('heading', { name: 'Recalls', exact: true }).waitFor();
  });
});

describe('from a typed lot', () => {
  test('to whom it was used on, what was voided, and what is left', async () => {
    const { page } = app;
    await pickProduct();
    await textbox('Lot number').fill('cr 0771');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'Recall traced' });
    await heading.waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Recall traced');
    expect(await figure('Patients to call')).toBe('2');
    expect(await figure('Pieces left')).toBe('10, 10 on shelves');
    expect(await figure('Corrected since, voided')).toBe('0, 1');
    const row = page.getByRole('row', { name: /Hollis, Margaret / });
    expect(await row.textContent()).toMatch(/MRN DEMO-0001.*Left heel.*Lot CR-0771.*1 piece/);
    expect(await page.locator('s').first().textContent()).not.toBe('');
    await page
      .getByText(/from Cloudrest Medical/)
      .first()
      .waitFor();
    await look(page, 'recalls-3-answer');
    expect(app.problems).toEqual([]);
  });

  test('to the chart of a patient and back, with the answer still there', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /^Hollis, Margaret .*open chart$/ }).click();
    await page.getByRole('button', { name: 'Log treatment' }).waitFor();
    await page.goBack();
    const traced = page.getByRole('heading', { name: 'Recall traced' });
    await expect.poll(() => traced.count()).toBe(1);
  });

  test('to a call list on Letter and A4 with both identifiers beside each name', async () => {
    const { page } = app;
    await press(page, 'Print call list');
    await page.getByRole('heading', { name: 'Call list', exact: true }).waitFor();
    await look(page, 'recalls-4-call-list');
    for (const [format, width] of [
      ['Letter', 612],
      ['A4', 596],
    ] as const) {
      const pdf = await page.pdf({ format });
      const [sheet, ...more] = await printedPages(new Uint8Array(pdf));
      expect(more).toEqual([]);
      expect(Math.round(sheet?.width ?? 0)).toBe(width);
      expect(sheet?.text).toMatch(/Recall call list.*lot cr 0771.*2 patients to call/);
      expect(sheet?.text).toMatch(
        /Hollis, Margaret Born 12 May 1946 MRN DEMO-0001 Phone .*Called Reached Date, time, notes/,
      );
      expect(sheet?.text).toMatch(/MRN DEMO-0002.*Look at the record first.*\(Voided\)/);
      expect(sheet?.text).not.toContain('Lock');
    }
    await press(page, 'Back');
  });

  test('to a list in a file, whose name names nobody', async () => {
    const { page } = app;
    const { fileName, bytes } = await savedFile(page, () => pressWithPin(page, 'Export call list'));
    expect(fileName).toMatch(/^caretrail-recall-call-list-\d{4}-\d\d-\d\d\.csv$/);
    const text = bytes.toString();
    expect(text.split('\r\n').filter((line) => line !== '')).toHaveLength(4);
    expect(text).toContain('Hollis,Margaret,1946-05-12,');
    await page.getByText(/^Saved as caretrail-recall/).waitFor();
  });

  test('to quarantined stock, in one step', async () => {
    const { page } = app;
    await press(page, 'Quarantine what is left');
    await press(page, 'Enter recall and quarantine');
    await dialog().getByText('Why it is recalled is missing').waitFor();
    await dialog().getByLabel('Why it is recalled').fill('The seal may leak');
    await dialog().getByLabel('Source').fill('Maker’s notice 7');
    await look(page, 'recalls-5-quarantine');
    await dialog()
      .getByText(/^Also \d+ pieces that do not say which pack/)
      .click();
    await press(page, 'Enter recall and quarantine');
    await page.getByText('10 pieces moved to Quarantine.').waitFor();
    await page.getByText('10, 0 on shelves').waitFor();
    await press(page, 'Close with a note');
    await press(page, 'Close it');
    await goTo(page, 'Product safety');
    await page.getByRole('cell', { name: 'Lot cr 0771' }).waitFor();
    expect(app.problems).toEqual([]);
  });
});

test('past drills are listed with their times, and can be traced again', async () => {
  const { page } = app;
  await goTo(page, 'Recalls');
  await page.getByRole('tab', { name: 'Past drills' }).click();
  const rows = page.getByRole('table', { name: 'Past recalls and exercises' }).getByRole('row');
  await rows.nth(2).waitFor();
  expect(await rows.nth(1).textContent()).toMatch(/lot cr 0771.*Recall\d+\.\d+ s2\d*10/);
  expect(await rows.nth(2).textContent()).toMatch(/Exercise.*Everybody was found at once/);
  await look(page, 'recalls-6-drills');
  await page.getByRole('button', { name: /lot cr 0771.*: open$/ }).click();
  await look(page, 'recalls-7-drill');
  await press(page, 'Trace again');
  await page.getByRole('heading', { name: 'Recall traced' }).waitFor();
});

describe('a nurse', () => {
  beforeAll(async () => {
    await app.page.keyboard.press('Control+l');
    await signIn(app.page, 'Hannah Winslow');
  });

  test('finds no answer of the person before, and reads everything ever used on a patient', async () => {
    const { page } = app;
    await goTo(page, 'Recalls');
    expect(await page.getByRole('heading', { name: 'Recall traced' }).count()).toBe(0);
    await goTo(page, 'Patients');
    await page.getByRole('searchbox').fill('DEMO-0001');
    await page.getByText('1 patient found').waitFor();
    await page.getByRole('button', { name: /open chart/ }).click();
    await press(page, 'Everything ever used');
    const row = page.getByRole('row', { name: /CR-0771/ });
    expect(await row.textContent()).toMatch(
      /Cloudrest foam dressing 6 x 6.*usable until 31 Jan|CR-0771/,
    );
    await look(page, 'recalls-8-used-on');
    const [first] = await printedPages(new Uint8Array(await page.pdf({ format: 'A4' })));
    expect(first?.text).toMatch(/Hollis, Margaret Born 12 May 1946 · MRN DEMO-0001/);
    expect(app.problems).toEqual([]);
  });
});
