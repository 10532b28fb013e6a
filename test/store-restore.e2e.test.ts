import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AppPage,
  goTo,
  look,
  openAppPage,
  pictureOfFailure,
  press,
  signIn,
} from './app-page.ts';
import { registerPatient } from './e2e-steps.ts';
import { keepSuggested, setUpClinic, typePassphrase } from './passphrase-page.ts';

const PIN = '314159';
const NEW_PIN = '271828';

let app: AppPage;
let backup = '';
let passphrase = '';
beforeAll(async () => {
  app = await openAppPage(null);
  passphrase = await keepSuggested(app.page, 'Encrypt and go on');
  await setUpClinic(app.page, PIN);
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const addPatient = (lastName: string) =>
  registerPatient(app.page, { lastName, firstName: 'Ottoline', birthOn: '1951-02-03' });

async function found(lastName: string): Promise<number> {
  const { page } = app;
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill(lastName);
  await page
    .getByText(/^(\d+ patients? found|Nobody)/)
    .first()
    .waitFor();
  return page.getByRole('button', { name: new RegExp(`${lastName}.*open chart`) }).count();
}

/** Writes zeros over the beginning of the records, as a failing disk would. */
async function damageRecords(): Promise<void> {
  const file = await open(join(app.dataDir, 'records.store'), 'r+');
  await file.write(new Uint8Array(4096), 0, 4096, 0);
  await file.close();
}

test('a backup is made and verified from the screen', async () => {
  const { page } = app;
  await addPatient('Quillfeather');
  await goTo(page, 'Storage');
  await page.getByText('No backup yet').waitFor();
  await look(page, '60-storage-no-backup');
  await press(page, 'Back up now');
  await page.getByText('The backup is made and verified').waitFor();
  await page.getByText('1 patient, 0 treatments, 1 user').first().waitFor();
  await look(page, '61-storage-backed-up');
  const folder = join(app.dataDir, 'backups');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.backup'));
  expect(names).toHaveLength(1);
  backup = join(folder, names[0] ?? '');
});

describe('an administrator', () => {
  test('is told what a restore takes away before it begins', async () => {
    const { page } = app;
    await addPatient('Marrowmere');
    await goTo(page, 'Storage');
    await page.getByRole('button', { name: /^Restore… the backup of/ }).click();
    await page.getByText(/^What was entered after .* will be gone$/).waitFor();
    await look(page, '62-restore-dialog');
    await typePassphrase(page, 'not the right passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('That passphrase is not right').first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  test('gets the records of the backup, and everybody signs in anew', async () => {
    const { page } = app;
    await typePassphrase(page, passphrase);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The backup is restored' }).waitFor();
    await look(page, '63-restored');
    await press(page, 'Go on to sign in');
    await signIn(page, 'Ada Admin', PIN);
    expect(await found('Quillfeather')).toBe(1);
    expect(await found('Marrowmere')).toBe(0);
  });
});

describe('an administrator who forgot the PIN', () => {
  test('sets it anew with the recovery passphrase', async () => {
    const { page } = app;
    await page.keyboard.press('Control+l');
    await press(page, 'Forgot the administrator’s PIN?');
    await page.getByRole('dialog').waitFor();
    await look(page, '64-regain-access');
    await typePassphrase(page, passphrase);
    await page.getByLabel('New PIN', { exact: true }).fill(NEW_PIN);
    await page.getByLabel('New PIN again').fill(NEW_PIN);
    await page.keyboard.press('Enter');
    await page.getByText('The PIN is set anew. Sign in with it.').waitFor();
    await page.getByLabel('PIN', { exact: true }).fill(NEW_PIN);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
  });
});

describe('records that cannot be read any more', () => {
  test('are said to be so, with the backups that can take their place', async () => {
    await app.restart('SIGTERM', damageRecords);
    const { page } = app;
    await page.getByRole('heading', { name: 'The records cannot be opened' }).waitFor();
    expect(await page.getByRole('radio').count()).toBe(2);
    await look(page, '65-unreadable');
  });

  test('give way to a backup, and the work goes on', async () => {
    const { page } = app;
    await typePassphrase(page, passphrase);
    await press(page, 'Restore');
    await page.getByRole('heading', { name: 'The backup is restored' }).waitFor();
    await press(page, 'Go on to sign in');
    await signIn(page, 'Ada Admin', PIN);
    expect(await found('Quillfeather')).toBe(1);
  });
});

test('another computer needs only the file and the passphrase', async () => {
  const other = await openAppPage(null);
  const { page } = other;
  await press(page, 'Restore a backup');
  await page.getByLabel('Backup file').fill(`${backup}.missing`);
  await typePassphrase(page, passphrase);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');
  await look(page, '66-restore-elsewhere');
  await page.getByLabel('Backup file').fill(`"${backup}"`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The backup is restored' }).waitFor();
  await press(page, 'Go on to sign in');
  await signIn(page, 'Ada Admin', PIN);
  expect(other.problems).toEqual([]);
  await other.close();
});

test('and none of this was reported as an error', () => {
  expect(app.problems).toEqual([]);
});
