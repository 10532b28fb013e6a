import { expect, test } from 'vitest';
import { demonstrationAs, look, press } from './app-page.ts';

const app = demonstrationAs('Ruth Abernathy');

const openQuality = async () => {
  await app.page.getByRole('link', { name: 'Quality' }).click();
  await app.page.getByRole('heading', { name: 'Quality review', level: 1 }).waitFor();
};

test('a sample is drawn, a record of it reviewed, and its finding closed', async () => {
  const { page } = app;
  await openQuality();
  await look(page, 'quality-empty');
  await press(page, 'Draw a sample');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /By filter/ }).check({ force: true });
  await look(page, 'quality-draw');
  await press(page, 'Draw');
  await dialog.getByText('title is missing').waitFor();
  await dialog.getByLabel('Title').fill('Autumn');
  await dialog.getByLabel('First day').fill('2020-01-01');
  await press(page, 'Draw');
  await page.getByText(/drawn into “Autumn”/).waitFor();
  await look(page, 'quality-sample');

  await page
    .getByRole('button', { name: /^Review .*born/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Checklist' }).waitFor();
  await press(page, 'Finish review');
  await page.getByText('An answer is missing').first().waitFor();
  for (const group of await page.getByRole('radiogroup').all())
    await group.getByRole('radio', { name: 'Met', exact: true }).check({ force: true });
  const lot = page.getByRole('radiogroup', { name: /^Lot or serial/ });
  await lot.getByRole('radio', { name: 'Not met' }).check({ force: true });
  await press(page, 'Finish review');
  await page.getByText('A finding is missing').waitFor();
  await page.getByLabel('What was found').fill('The lot is not in the record');
  await look(page, 'quality-review');
  await press(page, 'Finish review');
  await page.getByText('1 finding', { exact: true }).waitFor();

  await page.getByRole('tab', { name: /Open findings/ }).click();
  await page.getByRole('button', { name: /The lot is not in the record/ }).click();
  await look(page, 'quality-close-finding');
  await page.getByLabel('What was done').fill('Asked for an amendment');
  await press(page, 'Close finding');
  await page.getByText('Nothing is open').waitFor();
  await page.getByRole('tab', { name: 'Results' }).click();
  await page.getByRole('table', { name: 'Results by question' }).waitFor();
  expect(await page.getByText('0 % (0 of 1)').count()).toBe(1);
  await look(page, 'quality-results');
});
