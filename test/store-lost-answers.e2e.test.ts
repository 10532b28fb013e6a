import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { type AlteredCalls, alterCalls } from './altered-calls.ts';
import {
  type AppPage,
  goTo,
  look,
  openAppPage,
  openDemonstration,
  pictureOfFailure,
  press,
} from './app-page.ts';
import { shownPassphrase, typePassphrase } from './passphrase-page.ts';

const UNREACHED = { code: 'Unavailable', message: 'This could not be shown: the core stopped.' };

const opening = {
  state: 'opening',
  writing: 'allowed',
  problem: null,
  waitSeconds: 0,
  hasKeychain: false,
  progress: { label: 'Encrypting the records', done: 4, total: 9 },
  backups: [],
};

let app: AppPage;
let page: Page;
let calls: AlteredCalls;

/** Puts the altered calls between the page, which is loaded anew for it, and its core. */
async function begin(opened: AppPage): Promise<void> {
  app = opened;
  page = opened.page;
  calls = await alterCalls(page);
  await page.reload();
}

beforeEach(pictureOfFailure(() => app));
afterEach(() => app.close());

describe('the first records', () => {
  test('that could not be begun leave the passphrase on the screen that was kept, and say why', async () => {
    await begin(await openAppPage(null));
    const passphrase = await shownPassphrase(page);
    await press(page, 'I have kept it');
    await press(page, 'Encrypt and go on');
    await page.getByText('Type the last group').waitFor();
    await page.getByLabel('The last group').fill(passphrase.slice(-5));
    const message = 'The records were not begun: the disk is full.';
    const release = calls.refuseLater('store.create', { code: 'Unavailable', message });
    calls.answer('store.status', opening);
    await press(page, 'Encrypt and go on');
    await page.getByText('Encrypting the records').waitFor();
    await look(page, '45-encrypting');
    calls.restore();
    release();
    await page.locator('.form-notice').getByText(message).waitFor();
    await press(page, 'Show it once more');
    expect(await shownPassphrase(page)).toBe(passphrase);
    expect(app.problems).toEqual([]);
  });

  test('that are here and not encrypted yet are offered no way past the passphrase', async () => {
    await begin(await openAppPage(null));
    await shownPassphrase(page);
    await page.getByRole('button', { name: 'Explore demonstration' }).waitFor();
    const problem = 'The records in this data folder are not encrypted yet.';
    calls.answer('store.status', { ...opening, state: 'new', progress: null, problem });
    await page.getByText(problem).waitFor();
    expect(await page.getByRole('button', { name: 'Explore demonstration' }).count()).toBe(0);
    await look(page, '46-not-encrypted-yet');
    expect(app.problems).toEqual([]);
  });

  test('that somebody else began meanwhile do not become a demonstration', async () => {
    await begin(await openAppPage(null));
    await shownPassphrase(page);
    const message = 'There are records already.';
    const release = calls.refuseLater('store.create', { code: 'AlreadyThere', message });
    calls.refuse(['site.exploreDemonstration'], UNREACHED);
    calls.answer('site.status', { site: null, today: '2026-11-22' });
    calls.answer('session.current', null);
    await press(page, 'Explore demonstration');
    // Not before: the page looks by itself, and open records have a button of the same name.
    calls.answer('store.status', { ...opening, state: 'open', progress: null });
    release();
    await page.getByRole('heading', { name: 'Set up this computer' }).waitFor();
    expect(await page.getByText(UNREACHED.message).count()).toBe(0);
    expect(app.problems).toEqual([]);
  });
});

test('a restore that fails after the screen was locked says so to whoever comes back', async () => {
  await begin(await openDemonstration('Philippa Ashgrove'));
  await goTo(page, 'Storage');
  await press(page, 'Back up now');
  await page.getByText('The backup is made and verified').waitFor();
  await page.getByRole('button', { name: /^Restore… the backup of/ }).click();
  const message = 'The backup is damaged. Take another one.';
  const release = calls.refuseLater('store.restore', { code: 'DamagedBackup', message });
  await typePassphrase(page, SERVED_PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByText('Restoring the backup…').waitFor();
  // Two minutes without a touch.
  await page.evaluate(() => {
    const later = Date.now() + 121_000;
    Date.now = () => later;
  });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  release();
  await page.getByRole('heading', { name: 'The backup was not restored' }).waitFor();
  await page.getByText(message).waitFor();
  await look(page, '67-not-restored');
  await press(page, 'Go on without it');
  await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
  expect(app.problems).toEqual([]);
});

test('a core that cannot be reached is told above every screen, and asked again by itself', async () => {
  await begin(await openDemonstration('Philippa Ashgrove'));
  await page.getByRole('navigation').waitFor();
  calls.refuse(['store.status', 'products.list'], UNREACHED);
  await goTo(page, 'Products');
  await page.getByText('The records cannot be reached just now').waitFor();
  await page.getByText('What you typed is still here.').waitFor();
  await look(page, '54-not-reached');
  calls.restore();
  await page.getByText('The records cannot be reached just now').waitFor({ state: 'detached' });
  await page.getByText(UNREACHED.message).first().waitFor({ state: 'detached' });
  expect(app.problems).toEqual([]);
});
