import { describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { demonstrationAs, goTo, look, openChartOf, press } from './app-page.ts';
import { choose, PATIENT } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');
const FILM = 'Clearbrook transparent film 4 x 4 in';

const dialog = () => app.page.getByRole('dialog');
const alertDialog = () => app.page.getByRole('alertdialog');
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true });
const textbox = (name: string) => dialog().getByRole('textbox', { name, exact: true });
const heading = (name: string | RegExp) => app.page.getByRole('heading', { name });

async function openFilm(): Promise<void> {
  await goTo(app.page, 'Stock');
  await app.page.getByRole('button', { name: `${FILM}: lots and movements` }).click();
  await heading('Lots and serials').waitFor();
}

async function choosePlace(name: string): Promise<void> {
  await dialog()
    .getByRole('button', { name: /New place/ })
    .click();
  await app.page.getByRole('option', { name, exact: true }).click();
}

describe('storage places', () => {
  test('are listed with what they hold, added and renamed', async () => {
    const { page } = app;
    await goTo(page, 'Storage places');
    await page.getByRole('row', { name: /Store room.*Shelf.*pieces of/ }).waitFor();
    await press(page, 'Add a place');
    await inDialog('Add').click();
    await dialog().getByText('Name is missing').first().waitFor();
    await textbox('Name').fill('Room 2 cart');
    await look(page, '78-place');
    await inDialog('Add').click();
    await page.getByText('Room 2 cart added.').waitFor();
    await press(page, 'Change Room 2 cart');
    await textbox('Name').fill('Room 3 cart');
    await inDialog('Save').click();
    await page.getByRole('row', { name: /Room 3 cart.*Nothing/ }).waitFor();
    await look(page, '79-places');
  });

  test('go out of use once nothing lies there, and can be used again', async () => {
    const { page } = app;
    await press(page, 'Retire Store room');
    await alertDialog().getByRole('button', { name: 'Retire' }).click();
    await alertDialog().getByText('Something lies there.').waitFor();
    await alertDialog().getByRole('button', { name: 'Cancel' }).click();
    await press(page, 'Retire Room 3 cart');
    await alertDialog().getByRole('button', { name: 'Retire' }).click();
    await page.getByText('Room 3 cart is no longer used.').waitFor();
    await expect.poll(() => page.getByRole('row', { name: /Room 3 cart/ }).count()).toBe(0);
    await page.getByText('Show places that are no longer used').click();
    await press(page, 'Use again Room 3 cart');
    await alertDialog().getByRole('button', { name: 'Use again' }).click();
    await page.getByText('Room 3 cart is used again.').waitFor();
  });
});

describe('a mistake', () => {
  test('of moving pieces is taken back with a reason, and both entries stay', async () => {
    const { page } = app;
    await openFilm();
    await page
      .getByRole('button', { name: /^Move Lot/ })
      .first()
      .click();
    await choosePlace('Room 3 cart');
    await dialog().getByLabel('Pieces', { exact: true }).fill('2');
    await inDialog('Move').click();
    await page.getByText(/2 pieces of Lot .* moved\./).waitFor();
    await page
      .getByRole('button', { name: /everything that happened to it/ })
      .first()
      .click();
    await inDialog('Take back: Transferred, 2 pieces out of Store room').click();
    await inDialog('Take back').click();
    await dialog().getByText('Reason is missing').first().waitFor();
    await textbox('Reason').fill('The other cart');
    await look(page, '80-take-back');
    await inDialog('Take back').click();
    await dialog().getByText('Transferred, counter-entry').first().waitFor();
    await expect.poll(() => dialog().getByText('Taken back', { exact: true }).count()).toBe(2);
    await look(page, '81-taken-back');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('row', { name: /Room 3 cart/ }).count()).toBe(0);
  });

  test('in a label is corrected, and what stood there before is told with all that happened', async () => {
    const { page } = app;
    await page
      .getByRole('button', { name: /^Correct Lot/ })
      .first()
      .click();
    const was = await textbox('Lot').inputValue();
    await textbox('Lot').fill(`${was}-8`);
    await textbox('Reason').fill('The last figure was missing');
    await inDialog('Save correction').click();
    await page.getByText(`Lot ${was}-8 was corrected.`).waitFor();
    await page
      .getByRole('button', { name: `Lot ${was}-8: everything that happened to it` })
      .first()
      .click();
    await dialog().getByText('Reason: The last figure was missing').waitFor();
    await dialog()
      .getByRole('row', { name: `Lot ${was} ${was}-8`, exact: true })
      .waitFor();
    await look(page, '81-corrected-label');
    await page.keyboard.press('Escape');
  });

  test('in a waste record is voided with a reason and the PIN', async () => {
    const { page } = app;
    await page
      .getByRole('button', { name: /^Waste Lot/ })
      .first()
      .click();
    await textbox('Reason').fill('Dropped on the floor');
    await inDialog('Record waste').click();
    await page.getByText(/recorded as waste/).waitFor();
    await page
      .getByRole('button', { name: /^Void waste of/ })
      .first()
      .click();
    await textbox('Reason for voiding').fill('It was whole');
    await dialog().getByLabel('Your PIN', { exact: true }).fill(DEMONSTRATION_PIN);
    await look(page, '82-void-waste');
    await inDialog('Void waste record').click();
    await page.getByText(/Voided by Philippa Ashgrove: It was whole/).waitFor();
    await expect.poll(() => page.getByRole('button', { name: /^Void waste of/ }).count()).toBe(0);
  });
});

describe('at the bedside', () => {
  test('a piece that was opened for a patient and not used is recorded from the chart', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await openChartOf(page, PATIENT);
    await press(page, 'Record waste');
    await dialog().getByText('Hollis, Margaret').waitFor();
    await textbox('Reason').fill('Fell on the floor');
    await dialog()
      .getByRole('button', { name: /Witness/ })
      .click();
    expect(await page.getByRole('option', { name: /Philippa Ashgrove/ }).count()).toBe(0);
    await page.getByRole('option', { name: /Hannah Winslow/ }).click();
    await look(page, '83-waste-of-patient');
    await recordAllTheSame();
    await page.getByText('1 piece recorded as waste.').first().waitFor();
  });

  test('another piece of what was just used is recorded, with the product filled in', async () => {
    const { page } = app;
    await press(page, 'Log treatment');
    await heading('Log a treatment').waitFor();
    await choose(page, /Cloudrest foam/);
    await page.getByLabel('Quantity', { exact: true }).fill('1');
    await choose(page, /Left/);
    await press(page, 'Save treatment');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
    await press(page, 'Another piece was wasted');
    await dialog()
      .getByRole('button', { name: /foam dressing.*Product/ })
      .waitFor();
    await textbox('Reason').fill('The first one tore');
    await recordAllTheSame();
    await page.getByText('1 piece recorded as waste.').first().waitFor();
    await look(page, '84-another-wasted');
  });

  test('names the patient in the list of waste', async () => {
    const { page } = app;
    await goTo(page, 'Stock');
    await page.getByRole('tab', { name: 'Waste' }).click();
    await page.getByRole('row', { name: /foam dressing.*Hollis.*The first one tore/ }).waitFor();
    await page
      .getByRole('row', { name: /Hollis.*Fell on the floor.*Hannah Winslow watched/ })
      .waitFor();
    expect(app.problems).toEqual([]);
  });
});

/** Where it is more than the movements know of, says how that can be. */
async function recordAllTheSame(): Promise<void> {
  await inDialog('Record waste').click();
  const asked = textbox('How that can be');
  const closed = dialog().waitFor({ state: 'detached' });
  await Promise.race([asked.waitFor(), closed]);
  if ((await asked.count()) > 0) {
    await asked.fill('It was never received');
    await inDialog('Record waste').click();
  }
  await closed;
}
