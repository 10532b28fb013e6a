import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import {
  type AppPage,
  look,
  openChartOf,
  openDemonstration,
  pictureOfFailure,
  press,
  signIn,
} from './app-page.ts';
import { letterBytes } from './letters.ts';
import { woundPicture } from './wound-photos.ts';

const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const PATIENT = 'Hollis, Margaret';
const NURSE = 'Hannah Winslow';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration(NURSE, SERVED_PASSPHRASE, CAMERA);
  await openChartOf(app.page, PATIENT);
  await app.page
    .getByRole('button', { name: /^Open wound 1/i })
    .first()
    .click();
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog').last();
const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name });
const strip = () => app.page.getByRole('list', { name: 'Photos that wait to be saved' });
const drawn = () => strip().locator('img');

/** Chooses files in the dialog that is open, and waits until the core has kept so many in all. */
async function choosePhotos(files: readonly Buffer[], kept: number): Promise<void> {
  await dialog()
    .getByLabel('Photos', { exact: true })
    .setInputFiles(
      files.map((buffer, at) => ({ name: `wound ${at}.jpg`, mimeType: 'image/jpeg', buffer })),
    );
  await dialog()
    .getByLabel('Taken on', { exact: true })
    .nth(kept - 1)
    .waitFor();
}

/** Takes up what was being typed, after whatever interrupted it. */
async function continueTyping(): Promise<void> {
  const { page } = app;
  await signIn(page, NURSE);
  await page.getByRole('link', { name: 'Patients' }).click();
  await openChartOf(page, PATIENT);
  await page.getByText('You were assessing a wound of this patient').waitFor();
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Assess the wound' }).waitFor();
}

async function typePin(): Promise<void> {
  await app.page.getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
  await app.page.keyboard.press('Enter');
}

describe('photos that are taken while an assessment is typed', () => {
  test('are shown at once, and are there again after a crash and after a lock', async () => {
    const { page } = app;
    await press(page, 'Assess wound');
    await press(page, 'Take photo');
    await dialog().getByText('DEMO-0001').waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await inDialog('Take photo').click();
    await inDialog('Use photo').click();
    await dialog().getByLabel('Caption').fill('Before cleansing');
    await inDialog('Done').click();
    await drawn().waitFor();
    await press(page, 'Choose photos');
    const dated = await woundPicture('#a3262a', '2026:10:01 09:30:00');
    await choosePhotos([dated, await woundPicture('#c2524a')], 3);
    await look(page, 'assessing-photos');
    await inDialog('Done').click();
    await drawn().nth(2).waitFor();
    await page.getByLabel('Length, head to toe (cm)').fill('3');
    await page.getByText('Draft kept').waitFor();
    await look(page, 'assessing-strip');

    await app.restart('SIGKILL');
    await continueTyping();
    await drawn().nth(2).waitFor();
    expect(await page.getByLabel('Length, head to toe (cm)').inputValue()).toBe('3');
    await strip()
      .getByRole('button', { name: /Before cleansing/ })
      .waitFor();
    await page.keyboard.press('Control+l');
    await continueTyping();
    await drawn().nth(2).waitFor();
    expect(app.problems).toEqual([]);
  });

  test('are looked at before the save, and one that is left out holds nothing up', async () => {
    const { page } = app;
    await page.getByRole('radio', { name: /^Ruler/ }).check({ force: true });
    await page.getByLabel('Width, side to side (cm)').fill('2');
    await press(page, 'Save assessment');
    await page.getByText('Check on which day each photo was taken').waitFor();
    await strip().getByRole('button', { name: 'Leave out photo 3' }).click();
    await press(page, 'Save assessment');
    const question = page.getByRole('alertdialog');
    await question.getByText('2 photos').waitFor();
    const settled = await page.evaluate(() => performance.now() + 450);
    await page.waitForFunction((ms) => performance.now() > ms, settled);
    await press(page, 'Confirm and save');
    await page.getByText(/^Assessment, .* · 2 photos · not signed yet/).waitFor();
    await page.getByRole('heading', { name: /^Photos \(\d+\)/ }).waitFor();
    await look(page, 'assessment-saved');
  });
});

test('an assessment that was just saved is signed right there', async () => {
  const { page } = app;
  await press(page, 'Sign now');
  await dialog().getByText(PATIENT).waitFor();
  await typePin();
  await page.getByText('Signed on this computer', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Sign now' }).count()).toBe(0);
});

test('a photo comes to a signed assessment by an amendment, and stands with it', async () => {
  const { page } = app;
  await page
    .getByRole('button', { name: /^Open assessment of/ })
    .first()
    .click();
  await press(page, 'Amend');
  await page.getByRole('radio', { name: /^Additional finding/ }).check({ force: true });
  await page.getByLabel('Reason for the amendment').fill('Taken, and left on the camera');
  await page.getByLabel('Additional finding', { exact: true }).fill('Seen from the side.');
  await press(page, 'Choose photos');
  await choosePhotos([await woundPicture('#7a2024', '2026:10:01 09:40:00')], 1);
  await inDialog('Done').click();
  await drawn().waitFor();
  await page.getByText(/Draft kept/).waitFor();
  await look(page, 'amend-photo');
  await press(page, 'Sign amendment');
  await dialog().getByText('1 photo').waitFor();
  await typePin();
  const brought = page.getByRole('group', { name: 'Photos of this amendment' });
  await brought.locator('img').waitFor();
  await look(page, 'amended-photo');
  await brought.getByRole('button').click();
  await dialog().getByText('Assessment signed: nothing here changes').waitFor();
  expect(await inDialog('Measure').count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(app.problems).toEqual([]);
});

test('a document comes to a signed treatment by an amendment, and stands with it', async () => {
  const { page } = app;
  await page.getByRole('link', { name: 'Patients' }).click();
  await openChartOf(page, PATIENT);
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Signed' })
    .getByRole('button', { name: /^Open / })
    .first()
    .click();
  await press(page, 'Amend');
  await page.getByRole('radio', { name: /^Late entry/ }).check({ force: true });
  await page.getByLabel('Reason for the amendment').fill('The letter came later');
  await page.getByLabel('Late entry', { exact: true }).fill('See the letter.');
  await press(page, 'Add document');
  await dialog()
    .getByLabel('File', { exact: true })
    .setInputFiles({
      name: 'letter.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(letterBytes(['Ankle pressure 78 mmHg'])),
    });
  await dialog().getByRole('radio', { name: 'Letter' }).check({ force: true });
  await dialog().getByLabel('Title').fill('Vascular laboratory');
  await dialog().getByLabel('Date of the document').fill('2026-10-02');
  await inDialog('Add document').click();
  await page.getByRole('button', { name: 'Leave out Vascular laboratory' }).waitFor();
  await page.getByText(/Draft kept/).waitFor();
  await look(page, 'amend-document');
  await press(page, 'Sign amendment');
  await dialog().getByText('1 document').waitFor();
  await typePin();
  const brought = page.getByRole('list', { name: 'Documents of this amendment' });
  await brought.getByRole('button', { name: /Vascular laboratory/ }).click();
  await dialog().getByText('Ankle pressure 78 mmHg').waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await look(page, 'amended-document');
  expect(app.problems).toEqual([]);
});
