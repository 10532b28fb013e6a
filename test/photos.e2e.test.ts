import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationAs, look, openChartOf, press } from './app-page.ts';
import { PATIENT } from './e2e-steps.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { letterBytes } from './letters.ts';
import { drawAround, drawWithMouse, recordAssessment, woundPicture } from './wound-photos.ts';
import { pdfBytes } from './pictures.ts';

const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const app = demonstrationAs('Hannah Winslow', CAMERA);
beforeAll(async () => {
  await openChartOf(app.page, PATIENT);
  await app.page
    .getByRole('button', { name: /^Open wound 1/i })
    .first()
    .click();
  await recordAssessment(app.page);
});
afterEach(closeDialogs);

const dialog = () => app.page.getByRole('dialog').last();
/** So that one journey that ends early does not end the others. */
async function closeDialogs(): Promise<void> {
  for (let left = await app.page.getByRole('dialog').count(); left > 0; left -= 1)
    await app.page.keyboard.press('Escape');
}

const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name });

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

describe('photos', () => {
  test('are added from files; each that cannot be taken says why, and takes none of the others with it', async () => {
    const { page } = app;
    const early = await woundPicture('#a3262a', '2026:09:01 09:30:00');
    const undated = await woundPicture('#c2524a');
    await press(page, 'Add photos');
    await dialog().getByText('DEMO-0001').waitFor();
    await dialog()
      .getByLabel('Photos', { exact: true })
      .setInputFiles([
        file('early.jpg', early),
        file('undated.jpg', undated),
        file('letter.jpg', Buffer.from(pdfBytes(1))),
        file('cut.jpg', early.subarray(0, early.length / 2)),
      ]);
    await dialog().getByText('This file is a PDF, whatever its name says').waitFor();
    await dialog().getByText('The picture is damaged or cut off').waitFor();
    await dialog()
      .getByText(/days before the assessment of/)
      .waitFor();
    expect(await dialog().getByLabel('Taken on', { exact: true }).first().inputValue()).toBe(
      '2026-09-01',
    );
    await look(page, 'photos-add');
    await inDialog('Add 2 photos').click();
    await dialog().getByText('Check on which day each photo was taken').waitFor();
    await inDialog('Confirm Taken on').click();
    await dialog().getByLabel('Caption').nth(1).fill('After cleansing');
    await inDialog('Add 2 photos').click();
    await dialog().getByText('Added').nth(1).waitFor();
    await inDialog('Close').last().click();
    await page.getByRole('heading', { name: 'Photos (2)' }).waitFor();
    const drawn = page.locator('.gallery .photo-tile img');
    await drawn.nth(1).waitFor();
    const widths = await drawn.evaluateAll((images) =>
      images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
    );
    expect(Math.min(...widths)).toBeGreaterThan(50);
    expect(app.problems).toEqual([]);
  });

  test('are measured with the keyboard alone, and the assessment takes the area over', async () => {
    const { page } = app;
    const photo = page.locator('.gallery').getByRole('button', { name: /1 Sept? 2026/ });
    await photo.focus();
    await page.keyboard.press('Enter');
    await dialog().getByText('Taken', { exact: true }).waitFor();
    await look(page, 'photo-viewer');
    await inDialog('Measure').click();
    const pane = dialog().getByRole('application');
    await pane.focus();
    // Both marks stand 480 pixels apart; each is taken to its place and back.
    for (const key of ['ArrowRight', 'ArrowLeft', 'PageDown', 'ArrowRight', 'ArrowLeft'])
      await page.keyboard.press(key);
    await dialog().getByText('Mark 2 of 2').waitFor();
    await dialog().getByLabel('Between the marks', { exact: true }).fill('60');
    await dialog().getByRole('radio', { name: '2. Outline' }).check({ force: true });
    await pane.focus();
    await page.keyboard.press('Enter');
    // A triangle of 240 by 180 pixels, 8 to the millimetre: 337.5 mm².
    await dialog().locator('.measure__area').getByText('3.4 cm²').waitFor();
    await page.keyboard.press('Shift+ArrowUp');
    await inDialog('Undo').click();
    await dialog().locator('.measure__area').getByText('3.4 cm²').waitFor();
    await look(page, 'photo-measure');
    await inDialog('Save measurement').click();
    await dialog().getByText('3.4 cm², estimated').waitFor();
    await inDialog('Use in the assessment').click();
    await page.getByRole('heading', { name: 'Correct this assessment' }).waitFor();
    await page.getByRole('button', { name: /^Use 3\.4 cm²/ }).click();
    expect(await page.getByLabel('Measured area (cm²)').inputValue()).toBe('3.38');
    expect(await page.getByRole('radio', { name: /^Photo/ }).isChecked()).toBe(true);
    await press(page, 'Back to wound');
    expect(app.problems).toEqual([]);
  });

  test('are drawn around by hand', async () => {
    const { page } = app;
    await page
      .locator('.gallery')
      .getByRole('button', { name: /After cleansing/ })
      .click();
    await inDialog('Measure').click();
    const pane = dialog().getByRole('application');
    await dialog().getByRole('radio', { name: '2. Outline' }).check({ force: true });
    await drawAround(page, pane);
    await dialog()
      .getByText(/Corner 1 of \d+/)
      .waitFor();
    await dialog().getByText('Put both marks on the ruler.').waitFor();
    expect(await inDialog('Save measurement').isDisabled()).toBe(true);
    await inDialog('Cancel').click();
    await page.keyboard.press('Escape');
  });

  test('are compared beside each other and with a slider that the keyboard moves', async () => {
    const { page } = app;
    await press(page, 'Compare');
    await dialog()
      .getByText(/^\d+ days$/)
      .waitFor();
    await dialog().locator('.zoom-pane img').nth(1).waitFor();
    await look(page, 'photos-beside');
    await dialog().getByRole('tab', { name: 'Slider' }).click();
    const slider = dialog().getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toBe('51% earlier, 49% later');
    await look(page, 'photos-slider');
    await page.keyboard.press('Escape');
    expect(app.problems).toEqual([]);
  });

  test('are taken with the camera, again when they are no good; without one, words say what to do', async () => {
    const { page } = app;
    await press(page, 'Add photos');
    await dialog().getByRole('tab', { name: 'Camera' }).click();
    const shutter = inDialog('Take photo');
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    expect((await shutter.boundingBox())?.height).toBeGreaterThanOrEqual(56);
    await shutter.click();
    await inDialog('Take again').click();
    await look(page, 'photos-camera');
    await shutter.click();
    await inDialog('Use photo').click();
    await inDialog('Add 1 photo').click();
    await page.getByRole('heading', { name: 'Photos (3)' }).waitFor();
    await page.evaluate(() => {
      const none = () => Promise.reject(new DOMException('', 'NotFoundError'));
      Object.defineProperty(navigator.mediaDevices, 'getUserMedia', { value: none });
    });
    await press(page, 'Add photos');
    await dialog().getByRole('tab', { name: 'Camera' }).click();
    await dialog().getByText('No camera was found on this computer').waitFor();
    await inDialog('Choose files').click();
    await dialog().getByLabel('Photos', { exact: true }).waitFor();
    await inDialog('Cancel').click();
    expect(app.problems).toEqual([]);
  });

  test('are struck out with a reason and the PIN, and stay to be looked at', async () => {
    const { page } = app;
    await page
      .locator('.gallery')
      .getByRole('button', { name: /After cleansing/ })
      .click();
    await inDialog('Strike out').click();
    await dialog().getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
    await inDialog('Strike out').click();
    await dialog().getByText('Say why this photo is struck out').waitFor();
    await dialog().getByLabel('Reason for striking out').fill('Of another wound');
    await look(page, 'photo-strike-out');
    await inDialog('Strike out').click();
    await dialog().getByText('Of another wound').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.gallery').getByText('Struck out').first().waitFor();
    await page.locator('.gallery-frame').scrollIntoViewIfNeeded();
    await look(page, 'wound-photos');
    expect(app.problems).toEqual([]);
  });
});

describe('documents', () => {
  test('are attached and read page by page; a file that is none says so', async () => {
    const { page } = app;
    await press(page, 'Attach');
    await dialog()
      .getByLabel('File', { exact: true })
      .setInputFiles({
        name: 'letter.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('No'),
      });
    await dialog().getByRole('radio', { name: 'Letter' }).check({ force: true });
    await dialog().getByLabel('Title').fill('Vascular laboratory');
    await inDialog('Attach document').click();
    await dialog().getByText('Date of the document is missing').waitFor();
    await dialog().getByLabel('Date of the document').fill('2026-10-02');
    await inDialog('Attach document').click();
    await dialog().getByText('This file is neither a PDF nor').waitFor();
    await dialog()
      .getByLabel('File', { exact: true })
      .setInputFiles({
        name: 'letter.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(letterBytes(['Ankle pressure 78 mmHg', 'Second page'])),
      });
    await look(page, 'document-attach');
    await inDialog('Attach document').click();
    await page.getByRole('button', { name: /Vascular laboratory/ }).click();
    await dialog().getByText('Page 1 of 2').waitFor();
    await dialog().getByText('Ankle pressure 78 mmHg').waitFor({ state: 'attached' });
    const isInked = await page.locator('canvas.pdf__page').evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) return false;
      const context = canvas.getContext('2d');
      const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return pixels.some((value, at) => at % 4 === 0 && value < 60);
    });
    expect(isInked).toBe(true);
    await look(page, 'document-pdf');
    await dialog().getByRole('region').focus();
    await page.keyboard.press('PageDown');
    await dialog().getByText('Second page').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    expect(app.problems).toEqual([]);
  });

  test('are struck out with a reason and the PIN, and stay to be read', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /Vascular laboratory/ }).click();
    await inDialog('Strike out').click();
    await dialog().getByLabel('Reason for striking out').fill('Of a namesake');
    await dialog().getByLabel('Your PIN').fill('111111');
    await inDialog('Strike out').click();
    await dialog().getByText('That PIN is not right.').first().waitFor();
    await dialog().getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await dialog().getByText('Of a namesake').waitFor();
    await page.keyboard.press('Escape');
    const entry = page.getByRole('button', { name: /Vascular laboratory/ });
    await entry.getByText('Struck out').waitFor();
    expect(app.problems).toEqual([]);
  });

  test('are consents that somebody signs here, whose words are no example any more', async () => {
    const { page } = app;
    await press(page, 'Sign consent');
    await inDialog(/Begin from/).click();
    await page.getByRole('option', { name: 'Example: photos of the wound' }).click();
    await dialog().getByText('Not ready to be signed').waitFor();
    await inDialog('Show to sign').click();
    await dialog()
      .getByText(/Still in brackets: \[Example to adapt/)
      .waitFor();
    await look(page, 'consent-words');
    await dialog().getByLabel('Words that are signed').fill('I agree to photos of my wound.');
    await dialog().getByRole('radio', { name: 'Patient', exact: true }).check({ force: true });
    expect(await dialog().getByLabel('Name of who signs').inputValue()).toBe('Margaret Hollis');
    await dialog().getByRole('checkbox', { name: 'Signs by making a mark' }).check({ force: true });
    await inDialog('Show to sign').click();
    await dialog().getByText('Witness is missing').waitFor();
    await dialog().getByLabel('Witness').fill('Wes Doe');
    await inDialog('Show to sign').click();
    await dialog().getByText('Signed by making a mark').waitFor();
    await inDialog('Save signed consent').click();
    await dialog().getByText('It is not signed yet').waitFor();
    await drawWithMouse(page, dialog().locator('canvas'));
    await look(page, 'consent-sign');
    await inDialog('Save signed consent').click();
    await page.getByRole('button', { name: /Consent to wound photography/ }).click();
    await dialog().getByRole('img', { name: 'Signature of Margaret Hollis' }).waitFor();
    await dialog().getByText('Wes Doe').waitFor();
    await look(page, 'consent-signed');
    await page.keyboard.press('Escape');
    expect(app.problems).toEqual([]);
  });
});
