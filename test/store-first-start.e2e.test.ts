import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppPage,
  look,
  openAppPage,
  openDemonstration,
  pictureOfFailure,
  press,
} from './app-page.ts';
import { keepSuggested, setUpClinic, shownPassphrase, typePassphrase } from './passphrase-page.ts';

const PIN = '314159';

describe('a computer without records', () => {
  let app: AppPage;
  let passphrase = '';
  beforeAll(async () => {
    app = await openAppPage(null);
  });
  beforeEach(pictureOfFailure(() => app));
  afterAll(() => app.close());

  test('asks first of all to keep the recovery passphrase, and says what it is for', async () => {
    const { page } = app;
    await page.getByRole('heading', { name: 'Keep the recovery passphrase' }).waitFor();
    passphrase = await shownPassphrase(page);
    expect(passphrase).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4}$/);
    await look(page, '40-keep-passphrase');
  });

  test('prints the sheet with the passphrase, and nothing else of the page', async () => {
    const { page } = app;
    await page.emulateMedia({ media: 'print' });
    const sheet = page.getByText('Caretrail: recovery passphrase');
    expect(await sheet.isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('.passphrase-sheet').innerText()).toContain(passphrase.slice(0, 5));
    await page.emulateMedia({ media: 'screen' });
    expect(await sheet.isVisible()).toBe(false);
  });

  test('copies the passphrase with one press', async () => {
    const { page } = app;
    await press(page, 'Copy');
    const outcome = page.getByText(/^(Copied|It is selected)/);
    await outcome.waitFor();
    expect(await outcome.getAttribute('role')).toBe('status');
  });

  test('goes on only when the last group is typed, not another one', async () => {
    const { page } = app;
    await press(page, 'I have kept it');
    expect(await page.getByRole('group', { name: 'Recovery passphrase' }).count()).toBe(0);
    await page.getByLabel('The last group').fill(passphrase.slice(0, 5));
    await page.keyboard.press('Enter');
    await page.getByText('That is not the last group').waitFor();
    await look(page, '41-last-group');
    await press(page, 'Show it once more');
    expect(await shownPassphrase(page)).toBe(passphrase);
    await keepSuggested(page, 'Encrypt and go on');
    await page.getByRole('heading', { name: 'Set up this computer' }).waitFor();
    await setUpClinic(page, PIN);
  });

  test('keeps no passphrase in the page, its address or its storage', async () => {
    const { page } = app;
    const places = await page.evaluate(() =>
      JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        location.href,
        document.title,
      ]),
    );
    expect(places).not.toContain(passphrase.slice(0, 5));
    expect(await page.content()).not.toContain(passphrase.slice(0, 5));
  });

  test('asks for the passphrase after a restart, and lets a wrong one wait longer and longer', async () => {
    await app.restart('SIGTERM');
    const { page } = app;
    await page.getByRole('heading', { name: 'The records are locked' }).waitFor();
    await look(page, '42-locked');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    const open = page.getByRole('button', { name: /^Open the records/ });
    for (let tries = 0; tries < 10 && (await open.isEnabled()); tries += 1) {
      await typePassphrase(page, 'not the right passphrase');
      await page.keyboard.press('Enter');
      await page.getByText('That passphrase is not right').first().waitFor();
    }
    await page
      .getByText(/Wait \d+ seconds?, then try again/)
      .first()
      .waitFor();
    expect(await open.isDisabled()).toBe(true);
    await look(page, '43-locked-wait');
  });

  test('opens with the passphrase however it is written, by keyboard alone', async () => {
    const { page } = app;
    const open = page.getByRole('button', { name: 'Open the records', exact: true });
    await open.waitFor();
    await typePassphrase(page, passphrase.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
    expect(await page.getByRole('button', { name: /^Ada Admin/ }).count()).toBe(1);
  });

  test('and reported no error on the way', () => {
    expect(app.problems).toEqual([]);
  });
});

test("a passphrase of one's own is typed twice and needs 12 characters", async () => {
  const app = await openAppPage(null);
  const { page } = app;
  await press(page, 'Choose my own instead');
  await typePassphrase(page, 'too short', 'Your passphrase');
  await press(page, 'Encrypt and go on');
  await page.getByText('Your passphrase needs at least 12 characters').waitFor();
  await typePassphrase(page, 'four unrelated paper kites', 'Your passphrase');
  await typePassphrase(page, 'four unrelated paper kite', 'Your passphrase again');
  await press(page, 'Encrypt and go on');
  await page.getByText('The two differ').waitFor();
  await look(page, '44-own-passphrase');
  await typePassphrase(page, 'four unrelated paper kites', 'Your passphrase again');
  await press(page, 'Encrypt and go on');
  await page.getByRole('heading', { name: 'Set up this computer' }).waitFor();
  expect(app.problems).toEqual([]);
  await app.close();
});

test('the demonstration is one press away, passphrase or not', async () => {
  const app = await openDemonstration('Hannah Winslow', null);
  expect(await app.page.getByRole('searchbox').count()).toBe(1);
  expect(app.problems).toEqual([]);
  await app.close();
});
