import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addDays } from '../shared/base/civil-date.ts';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { openChart, openTreatmentForm } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const SILVER_PATIENT = 'DEMO-0002';
const dialog = () => app.page.getByRole('alertdialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });

/** Every answer of the core waits from `hold` to `release`. The page must be loaded anew to have it. */
async function slowAnswers(page: Page) {
  const waiting: (() => void)[] = [];
  let isHeld = false;
  await page.routeWebSocket(/.*/, (socket) => {
    const core = socket.connectToServer();
    core.onMessage((message) => {
      const pass = () => socket.send(message);
      if (isHeld) waiting.push(pass);
      else pass();
    });
  });
  return {
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const pass of waiting.splice(0)) pass();
    },
  };
}

describe('an allergy that the product names', () => {
  test('is typed in a dialog that Escape does not throw away', async () => {
    const { page } = app;
    await openChart(page, SILVER_PATIENT);
    await press(page, 'Add allergy');
    await page.getByRole('textbox', { name: 'Substance' }).fill('Silver');
    await page.keyboard.press('Escape');
    await press(page, 'Keep typing');
    expect(await page.getByRole('textbox', { name: 'Substance' }).inputValue()).toBe('Silver');
    await page.getByRole('dialog').getByRole('button', { name: 'Add allergy' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('is repeated where the save is confirmed, under a button that says so', async () => {
    const { page } = app;
    await openTreatmentForm(page, SILVER_PATIENT);
    await page
      .getByRole('radio', { name: /silver/i })
      .first()
      .check({ force: true });
    await textbox('Quantity').fill('1');
    await textbox('Reason to go on – allergy').fill('Patch test was negative');
    await press(page, 'Save treatment');
    await dialog().getByRole('alert').getByText('Allergy: Silver').waitFor();
    expect(await dialog().getByRole('button', { name: 'Confirm and save' }).count()).toBe(0);
    await look(page, '30-confirm-allergy');
    await press(page, 'Use anyway and save');
    await page.getByText('Saved on this computer').waitFor();
  });
});

describe('the question whose record it is', () => {
  test('is described to a screen reader by all that stands in it', async () => {
    const { page } = app;
    await openTreatmentForm(page, 'DEMO-0001', 'Same as last');
    await press(page, 'Confirm all');
    await press(page, 'Save treatment');
    const described = await dialog().evaluate(
      (element) =>
        document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
    );
    for (const part of ['Hollis, Margaret', '12 May 1946', 'Product', 'Quantity', 'Where', 'Today'])
      expect(described).toContain(part);
    await press(page, 'Go back');
  });

  test('is not answered by the second half of a double Enter, but by Enter after that', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Save treatment' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    const openedMs = await page.evaluate(() => performance.now());
    expect(await dialog().getByRole('button', { name: 'Go back' }).isEnabled()).toBe(true);
    await page.waitForFunction((since) => performance.now() - since > 450, openedMs);
    expect(await dialog().count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByText('Saved on this computer').waitFor();
  });

  test('can neither be closed nor answered again while the save is on its way', async () => {
    const { page } = app;
    const answers = await slowAnswers(page);
    await page.reload();
    await page.getByRole('navigation').waitFor();
    await openTreatmentForm(page, 'DEMO-0001', 'Same as last');
    await press(page, 'Confirm all');
    await press(page, 'Save treatment');
    await page.getByText(/Draft kept|Nothing is saved yet/).waitFor();
    answers.hold();
    await press(page, 'Confirm and save');
    await dialog().getByRole('progressbar').waitFor();
    expect(await dialog().getByRole('button', { name: 'Close' }).count()).toBe(0);
    expect(await dialog().getByRole('button', { name: 'Go back' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    expect(await dialog().count()).toBe(1);
    answers.release();
    await page.getByText('Saved on this computer').waitFor();
    expect(await dialog().count()).toBe(0);
  });

  test('is followed by words for a screen reader, though the focus goes to the heading', async () => {
    const said = app.page.locator('.app-shell > [aria-live=polite]');
    await said.getByText(/^Saved: /).waitFor();
    expect(await said.textContent()).toMatch(
      /^Saved: \d+ × .+ for Hollis, Margaret, on this computer$/,
    );
  });
});

describe('a correction', () => {
  test('says which record it is and asks for its reason first, without scrolling', async () => {
    const { page } = app;
    await page.setViewportSize({ width: 1024, height: 768 });
    await page
      .getByRole('button', { name: /^Correct / })
      .first()
      .click();
    const heading = page.getByRole('heading', { name: /^Correct: / });
    expect(await heading.textContent()).toMatch(
      /^Correct: \d+ × .+ · \d+ \w+ 2\d{3} · recorded by Hannah Winslow, \d\d:\d\d · version 1$/,
    );
    const reason = await textbox('Reason for the correction').boundingBox();
    const quantity = await textbox('Quantity').boundingBox();
    expect(reason?.y).toBeLessThan(quantity?.y ?? 0);
    expect((reason?.y ?? 768) + (reason?.height ?? 768)).toBeLessThan(768 - 90);
    expect(reason?.width).toBeGreaterThan(700);
  });

  test('shows before saving only what changes, from what to what, and why', async () => {
    const { page } = app;
    await textbox('Diagnosis').fill('Right heel');
    await textbox('Reason for the correction').fill('Wrong side');
    await press(page, 'Save correction');
    const labels = await dialog().locator('.key-value-list dt').allTextContents();
    expect(labels).toEqual(['Diagnosis', 'Reason']);
    expect(await dialog().locator('.key-value-list dd').first().innerText()).toMatch(
      /^\w.*becomes\s+Right heel$/s,
    );
    await look(page, '31-confirm-correction');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
  });
});

test('an old date is repeated in words, named as a late entry, and put right with one press', async () => {
  const { page } = app;
  await openTreatmentForm(page, 'DEMO-0001');
  const date = page.getByLabel('Date applied');
  const today = await date.inputValue();
  await date.fill(addDays(today, -9));
  await page.getByText('9 days ago – a late entry').waitFor();
  await page.getByText(/^\w+day, \d+ \w{3} 2\d{3}$/).waitFor();
  await press(page, 'Yesterday');
  expect(await date.inputValue()).toBe(addDays(today, -1));
  expect(await page.getByText('a late entry').count()).toBe(0);
});

test('a treatment left half typed is offered among the patients, and is gone once saved', async () => {
  const { page } = app;
  await page.getByLabel('Notes').fill('Left in the middle');
  await goTo(page, 'Patients');
  const kept = page.getByRole('region', { name: 'Not saved yet' });
  await kept.getByText('Not saved yet: Hollis, Margaret · born 12 May 1946').waitFor();
  await look(page, '32-not-saved-yet');
  await kept.getByRole('button', { name: /^Continue: Hollis, Margaret/ }).click();
  expect(await page.getByLabel('Notes').inputValue()).toBe('Left in the middle');
  await page
    .getByRole('radio', { name: /Cloudrest/ })
    .first()
    .check({ force: true });
  await textbox('Quantity').fill('1');
  await press(page, 'Save treatment');
  await press(page, 'Confirm and save');
  await page.getByText('Saved on this computer').waitFor();
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').waitFor();
  expect(await kept.count()).toBe(0);
  expect(app.problems).toEqual([]);
});
