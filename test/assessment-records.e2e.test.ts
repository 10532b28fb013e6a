import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { demonstrationAs, look, press, signIn } from './app-page.ts';
import { choose, confirmAfterReading, openChart } from './e2e-steps.ts';
import { correctBeside } from './from-elsewhere.ts';
import { recordAssessment } from './wound-photos.ts';

const NURSE = 'Hannah Winslow';
const app = demonstrationAs(NURSE);
const dialog = () => app.page.getByRole('dialog');
const width = (page: Page) => page.getByLabel('Width, side to side (cm)');
const length = (page: Page) => page.getByLabel('Length, head to toe (cm)');
const isSaved = (page: Page) => page.getByText('Saved on this computer').first().waitFor();

async function openWound(page: Page): Promise<void> {
  await openChart(page, 'DEMO-0001');
  await page
    .getByRole('button', { name: /^Open wound 1/i })
    .first()
    .click();
  await page.getByRole('button', { name: 'Assess wound' }).waitFor();
}

/** The newest assessment of the wound, as it stands saved. */
async function openRecord(page: Page): Promise<void> {
  await openWound(page);
  await page
    .getByRole('button', { name: /^Open assessment of/ })
    .first()
    .click();
  await page.getByRole('heading', { name: /^Assessment of/ }).waitFor();
}

async function openForm(page: Page, button: 'Correct' | 'Amend'): Promise<void> {
  await openRecord(page);
  await press(page, button);
  await width(page).or(page.getByText('What kind of amendment is it?')).first().waitFor();
}

/** The same person at the same computer, in a second window. */
async function otherWindow(): Promise<Page> {
  const opening = app.page.waitForEvent('popup');
  await app.page.evaluate(() => void window.open('/'));
  const other = await opening;
  await other.getByRole('navigation').waitFor();
  return other;
}

async function signAmendment(page: Page): Promise<void> {
  await press(page, 'Sign amendment');
  await page.getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
  await page.keyboard.press('Enter');
}

beforeAll(async () => {
  await openWound(app.page);
  await recordAssessment(app.page);
});

test('a correction whose assessment was changed in another window says what both changed, and loses nothing', async () => {
  const { page } = app;
  await openForm(page, 'Correct');
  const other = await otherWindow();
  await openForm(other, 'Correct');
  await width(other).fill('2.5');
  await length(other).fill('3.5');
  await other.getByLabel('Reason for the correction').fill('Measured again');
  await press(other, 'Save correction');
  await confirmAfterReading(other);
  await isSaved(other);
  await other.close();
  await width(page).fill('2.2');
  await page.getByLabel('Reason for the correction').fill('Read the ruler wrong');
  await press(page, 'Save correction');
  await confirmAfterReading(page);
  const told = page.getByRole('alert').filter({ hasText: 'Not saved yet: somebody else changed' });
  await told.getByText('3.5').waitFor();
  await told.getByText('You both changed this.').waitFor();
  await told.getByText('2.5').waitFor();
  expect([await length(page).inputValue(), await width(page).inputValue()]).toEqual(['3.5', '2.2']);
  await look(page, 'assessment-changed-meanwhile');
  await press(page, 'Save correction');
  await confirmAfterReading(page);
  await isSaved(page);
  await openRecord(page);
  await press(page, 'History');
  await dialog().getByText('Reason: Measured again').waitFor();
  await dialog().getByText('Reason: Read the ruler wrong').waitFor();
  await page.keyboard.press('Escape');
  expect(app.problems).toEqual([]);
});

describe('a signed assessment', () => {
  test('is amended by a correction, which shows what it changes before and after', async () => {
    const { page } = app;
    await openRecord(page);
    await press(page, 'Sign');
    await page.getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await page.getByText('Signed on this computer', { exact: true }).waitFor();
    await press(page, 'Amend');
    await choose(page, /^Correction/);
    await page.getByLabel('Reason for the amendment').fill('Edge was read at the wrong line');
    await width(page).fill('2.4');
    await press(page, 'Sign amendment');
    await dialog().getByText('2.2 cm → 2.4 cm').waitFor();
    await page.getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await page.getByText('Amended (1)').waitFor();
    const change = page.getByRole('table', { name: 'What the correction changes' });
    await change.getByText('2.4 cm').first().waitFor();
    await page.getByText('Reason: Edge was read at the wrong line').waitFor();
    await look(page, 'assessment-amended');
    await press(page, 'Show original');
    await page
      .getByText(/2\.2 cm/)
      .nth(1)
      .waitFor();
    expect(app.problems).toEqual([]);
  });

  test('that was amended in another window is not amended unseen; what was typed is kept', async () => {
    const { page } = app;
    await openForm(page, 'Amend');
    const other = await otherWindow();
    await openForm(other, 'Amend');
    await choose(other, /^Correction/);
    await other.getByLabel('Reason for the amendment').fill('Second look');
    await length(other).fill('3.6');
    await signAmendment(other);
    await other.getByText('Amended (2)').waitFor();
    await other.close();
    await choose(page, /^Correction/);
    await page.getByLabel('Reason for the amendment').fill('Depth was left out');
    await page.getByLabel('Depth (cm)', { exact: true }).fill('0.3');
    await signAmendment(page);
    await page.getByText('Somebody else amended this meanwhile').waitFor();
    await look(page, 'assessment-amended-meanwhile');
    await press(page, 'Back to record');
    await page.getByText('Reason: Second look').waitFor();
    await press(page, 'Amend');
    await press(page, 'Continue');
    expect(await page.getByLabel('Reason for the amendment').inputValue()).toBe(
      'Depth was left out',
    );
    expect(await page.getByLabel('Depth (cm)', { exact: true }).inputValue()).toBe('0.3');
    await page.getByText('Their changes are in your form now:').waitFor();
    expect(await length(page).inputValue()).toBe('3.6');
    await signAmendment(page);
    await page.getByText('Amended (3)').waitFor();
    await page.getByText('3.6 × 2.4 × 0.3 cm').first().waitFor();
    expect(app.problems).toEqual([]);
  });

  test('shows two corrections of the same content side by side, and which one counts', async () => {
    const closed = { dataDir: app.dataDir, passphrase: SERVED_PASSPHRASE };
    const theirs = { by: 'Anjali Deshpande', content: { widthMm: 27 } };
    await app.restart('SIGTERM', () => correctBeside(closed, theirs));
    const { page } = app;
    await signIn(page, NURSE);
    await openRecord(page);
    const fork = page.getByRole('region', { name: /^2 corrections of the same content/ });
    await fork.getByText('Side by side').waitFor();
    const table = fork.getByRole('table', { name: 'What the correction changes' });
    await table.getByRole('columnheader', { name: /Hannah Winslow/ }).waitFor();
    const shown = table.getByRole('columnheader', { name: /Deshpande/ });
    await shown.getByText('Shown now').waitFor();
    await table.getByRole('row', { name: /2\.4 × 0\.3 cm.*2\.7 × 0\.3 cm/ }).waitFor();
    await fork.getByText('Reason: Measured again at the ward').waitFor();
    await fork.scrollIntoViewIfNeeded();
    await look(page, 'assessment-side-by-side');
    expect(app.problems).toEqual([]);
  });

  test('is voided with a reason and the PIN, stays readable, and counts no more', async () => {
    const { page } = app;
    await press(page, 'Void');
    await dialog().getByText('Hollis, Margaret').waitFor();
    await page.getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await dialog().getByText('Say why this record is voided').waitFor();
    await dialog().getByLabel('Reason for voiding').fill('Of the other leg');
    await page.getByLabel('Your PIN').fill(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await page.getByText('Voided on this computer', { exact: true }).waitFor();
    await page.getByText('Of the other leg').waitFor();
    await page.locator('s').getByText('3.6 × 2.7 × 0.3 cm').first().waitFor();
    for (const action of ['Void', 'Amend', 'Sign'])
      expect(await page.getByRole('button', { name: action, exact: true }).count()).toBe(0);
    await look(page, 'assessment-voided');
    await press(page, 'Back to wound');
    await page.getByText('Voided').first().waitFor();
    expect(app.problems).toEqual([]);
  });
});
