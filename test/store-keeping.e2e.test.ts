import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { lockAs } from './e2e-steps.ts';
import { keepSuggested, typePassphrase } from './passphrase-page.ts';

const app = demonstrationAs('Philippa Ashgrove');
beforeAll(async () => {
  await goTo(app.page, 'Storage');
  await app.page.getByRole('heading', { name: 'Encryption' }).waitFor();
});

const folderField = () => app.page.getByRole('textbox', { name: 'Backup folder' });

describe('the schedule of backups', () => {
  test('is refused a folder that is not there, at the field, and keeps the rest as typed', async () => {
    const { page } = app;
    await page.getByRole('textbox', { name: 'Hours between backups' }).fill('6');
    await folderField().fill(join(app.dataDir, 'nowhere', 'at', 'all'));
    await press(page, 'Save');
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-invalid') === 'true',
    );
    const hours = page.getByRole('textbox', { name: 'Hours between backups' });
    expect(await hours.inputValue()).toBe('6');
    await look(page, '70-schedule-refused');
  });

  test('sends the next backup where it says', async () => {
    const { page } = app;
    const folder = join(app.dataDir, '..', 'drive');
    await mkdir(folder);
    await folderField().fill(folder);
    await press(page, 'Save');
    await page.getByText('Saved', { exact: true }).waitFor();
    await press(page, 'Back up now');
    await page.getByText('The backup is made and verified').waitFor();
    const names = (await readdir(folder)).filter((name) => name.endsWith('.backup'));
    expect(names).toHaveLength(1);
  });
});

test('a check of the records says that they are whole, in words', async () => {
  const { page } = app;
  await press(page, 'Check now');
  await page.getByText('The check is through: all is whole.').waitFor();
  await page.getByText(/^All is whole \(/).waitFor();
  await look(page, '71-checked');
});

describe('the recovery passphrase', () => {
  test('is changed only by whoever knows the present one', async () => {
    const { page } = app;
    await press(page, 'Change the passphrase…');
    await typePassphrase(page, 'not the right passphrase', 'Present recovery passphrase');
    await look(page, '72-change-passphrase');
    await keepSuggested(page, 'Change the passphrase');
    await page.getByText('That is not the present passphrase').first().waitFor();
    await typePassphrase(page, SERVED_PASSPHRASE, 'Present recovery passphrase');
    await press(page, 'Change the passphrase');
    await page.getByText('The recovery passphrase is changed').waitFor();
  });
});

test('everything is encrypted anew while the screens go on working', async () => {
  const { page } = app;
  await press(page, 'Encrypt anew…');
  await look(page, '73-encrypt-anew');
  await press(page, 'Encrypt anew');
  await page.getByText('Everything is encrypted under a fresh key').waitFor();
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill('Hollis');
  await page
    .getByRole('button', { name: /Hollis.*open chart/ })
    .first()
    .waitFor();
});

test('a nurse sees neither Storage nor a way to it', async () => {
  const { page } = app;
  await lockAs(page, 'Hannah Winslow');
  expect(await page.getByRole('link', { name: 'Patients' }).count()).toBe(1);
  expect(await page.getByRole('link', { name: 'Storage' }).count()).toBe(0);
});

test('and none of this was reported as an error', () => {
  expect(app.problems).toEqual([]);
});
