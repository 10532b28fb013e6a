import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppPage,
  givePinAgain,
  goTo,
  look,
  openDemonstration,
  pictureOfFailure,
  press,
} from './app-page.ts';
import { savedFile } from './e2e-steps.ts';
import { answer277 } from './payer-answers.ts';

const BILLER = 'Colleen Marsh';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration(BILLER);
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const tab = (name: RegExp | string) => app.page.getByRole('tab', { name });
const dialog = () => app.page.getByRole('dialog');

describe('the billing desk', () => {
  test('says what each treatment lacks, and opens where it is put right', async () => {
    const { page } = app;
    await goTo(page, 'Billing');
    await press(page, 'Last month');
    await page.getByRole('row').nth(1).waitFor();
    await look(page, 'claims-1-not-ready');
    await page
      .getByRole('button', { name: /: show the claim$/ })
      .first()
      .click();
    await dialog().getByText('Not ready').waitFor();
    await look(page, 'claims-2-draft');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('makes what is ready into one file, whose claims explain themselves', async () => {
    const { page } = app;
    await tab(/^Ready/).click();
    await page.getByRole('heading', { name: 'Make claims' }).waitFor();
    await look(page, 'claims-3-ready');
    await page
      .getByRole('button', { name: /^Make claims for/ })
      .first()
      .click();
    await page.getByRole('dialog', { name: 'Your PIN again' }).waitFor();
    await look(page, 'claims-4-pin-again');
    await givePinAgain(page);
    await page.getByText(/^File \d+ is made$/).waitFor();
    await look(page, 'claims-4-made');
    const save = page.getByRole('button', { name: /^Save 837P/ }).first();
    const { fileName } = await savedFile(page, () => save.click());
    expect(fileName).toMatch(/^claims-\d{4}-.*\.837$/);
  });

  test('shows a batch, its claims and one of them', async () => {
    const { page } = app;
    await tab('Claims and answers').click();
    await page
      .getByRole('button', { name: /: show its claims$/ })
      .first()
      .click();
    await dialog().getByText('Sent, no answer yet').first().waitFor();
    await look(page, 'claims-5-batch');
    await dialog()
      .getByRole('button', { name: /: show the claim$/ })
      .first()
      .click();
    await dialog().getByText('Because').waitFor();
    await look(page, 'claims-6-claim');
  });

  test('moves a claim by what the payer answers, in plain words', async () => {
    const { page } = app;
    const title = await dialog().getByRole('heading').first().textContent();
    const controlNumber = (title ?? '').replace('Claim ', '');
    await page.keyboard.press('Escape');
    await dialog().getByText('Sent, no answer yet').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    const text = answer277([{ controlNumber, isAccepted: false }]);
    await page
      .getByLabel('999 or 277CA file')
      .setInputFiles({ name: 'answer.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await press(page, 'Read the answer');
    await page.getByText('1 rejected').first().waitFor();
    await look(page, 'claims-7-answer');
    await tab('Desk').click();
    await tab(/^Rejected/).click();
    await page
      .getByRole('button', { name: /^Bill again:/ })
      .first()
      .click();
    await page.getByRole('alertdialog').getByRole('textbox').fill('The NPI was corrected');
    await look(page, 'claims-8-again');
    await press(page, 'Bill again');
    await page.getByText('No claim of these days was rejected.').waitFor();
    expect(app.problems).toEqual([]);
  });
});
