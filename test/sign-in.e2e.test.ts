import { describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { FAILURES_UNTIL_LOCKOUT } from '../shared/staff/pin.ts';
import { openRawDatabase } from '../tools/raw-database.ts';
import { demonstrationAs, goTo, look, openChartOf, press, signIn } from './app-page.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const NURSE = 'Hannah Winslow';
const app = demonstrationAs(ADMINISTRATOR);

const dialog = () => app.page.getByRole('dialog');
const [GIVEN, OWN] = ['161803', 'three green herons'];

async function typePin(pin: string, label = 'PIN'): Promise<void> {
  await app.page.getByLabel(label, { exact: true }).fill(pin);
  await app.page.keyboard.press('Enter');
}

describe('a PIN that an administrator gave', () => {
  test('is changed by its owner before anything else, to a password if they like', async () => {
    const { page } = app;
    await goTo(page, 'Users');
    await press(page, 'Add a person');
    await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill('Nina Newcomer');
    await dialog().getByRole('button', { name: /Role/ }).click();
    await page.getByRole('option', { name: 'Nurse' }).click();
    await dialog().getByLabel('PIN', { exact: true }).fill(GIVEN);
    await dialog().getByLabel('PIN again', { exact: true }).fill(GIVEN);
    await press(page, 'Add person');
    await page.getByRole('button', { name: 'Nina Newcomer: open' }).waitFor();
    await press(page, 'Lock');
    await page.getByRole('button', { name: 'Nina Newcomer' }).click();
    await typePin(GIVEN);
    await page.getByText('Choose one that only you know').waitFor();
    await look(page, 'sign-in-own-pin');
    await page.getByLabel('New PIN', { exact: true }).fill(GIVEN);
    await page.getByLabel('New PIN again', { exact: true }).fill(GIVEN);
    await press(page, 'Sign in');
    await page.getByText(/is the one you were given/).waitFor();
    await page.getByLabel('New PIN', { exact: true }).fill(OWN);
    await page.getByLabel('New PIN again', { exact: true }).fill(OWN);
    await press(page, 'Sign in');
    await page.getByRole('navigation').waitFor();
    await press(page, 'Lock');
    await page.getByRole('button', { name: 'Nina Newcomer' }).click();
    await look(page, 'sign-in-password');
    await typePin(OWN, 'Password');
    await page.getByRole('navigation').waitFor();
    expect(app.problems).toEqual([]);
  });
});

/** As though they had typed all wrong PINs but one, long ago; the waits between them would take half an hour. */
async function failAllButOnce(dataDir: string): Promise<void> {
  const database = await openRawDatabase(dataDir);
  try {
    await database.query(
      `UPDATE user_pins SET failed_attempts = $2, locked_until = NULL
       FROM users WHERE users.id = user_id AND display_name = $1`,
      [NURSE, FAILURES_UNTIL_LOCKOUT - 1],
    );
  } finally {
    await database.close();
  }
}

describe('after the last wrong PIN', () => {
  test('nobody gets in by that name, even with the right one, until an administrator lifts it', async () => {
    await app.restart('SIGTERM', () => failAllButOnce(app.dataDir));
    const { page } = app;
    await page.getByRole('button', { name: NURSE }).click();
    await typePin('000000');
    await page
      .getByText(/Too many wrong PINs/)
      .first()
      .waitFor();
    await look(page, 'sign-in-locked-out');
    await press(page, 'Somebody else');
    await page.getByRole('button', { name: NURSE }).click();
    await typePin(DEMONSTRATION_PIN);
    await page
      .getByText(/Too many wrong PINs/)
      .first()
      .waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await press(page, 'Somebody else');
    await signIn(page, ADMINISTRATOR);
    await goTo(page, 'Users');
    await page.getByRole('button', { name: `${NURSE}: open` }).click();
    await dialog().getByText('Locked out after too many wrong PINs').waitFor();
    await look(page, 'sign-in-lift-lockout');
    await press(page, 'Let them try again');
    await dialog().getByText('Locked out after').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await press(page, 'Lock');
    await signIn(page, NURSE);
    await press(page, 'Lock');
    await signIn(page, ADMINISTRATOR);
    expect(app.problems).toEqual([]);
  });
});

describe('a locked screen', () => {
  test('shows nothing of the chart, and leads whoever unlocks it back there; nobody else', async () => {
    const { page } = app;
    await press(page, 'Lock');
    await signIn(page, NURSE);
    await openChartOf(page, 'Hollis, Margaret');
    await press(page, 'Lock');
    await page.getByText('Locked. What you were typing is kept.').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('Hollis');
    await signIn(page, NURSE);
    await page.getByRole('heading', { name: 'Hollis, Margaret' }).waitFor();
    await press(page, 'Lock');
    await signIn(page, ADMINISTRATOR);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    await press(page, 'Lock');
    await signIn(page, NURSE);
    await page.getByRole('heading', { level: 1, name: 'Patients' }).waitFor();
    expect(app.problems).toEqual([]);
  });

  test('locks after the time that an administrator chose for the site', async () => {
    const { page } = app;
    await press(page, 'Lock');
    await signIn(page, ADMINISTRATOR);
    await goTo(page, 'Users');
    await press(page, 'Screen lock…');
    await dialog()
      .getByRole('button', { name: /Lock a screen/ })
      .click();
    await page.getByRole('option', { name: '30 seconds' }).click();
    await look(page, 'sign-in-screen-lock');
    await press(page, 'Save');
    await dialog().waitFor({ state: 'detached' });
    await press(page, 'Lock');
    await signIn(page, NURSE);
    await page.getByText('Locked after 30 seconds without a touch or key.').waitFor();
    expect(app.problems).toEqual([]);
  });
});
