import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AppPage, look, openAppPage, pictureOfFailure, press, signIn } from './app-page.ts';
import { TEST_PIN } from './core.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { makeConflicts, makeLateChanges, openDesk } from './sync-desk-conflicts.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let postgres: Postgres;
let ward: SyncWard;
let app: AppPage;

beforeAll(async () => {
  postgres = await startPostgres(18);
  ward = await openSyncWard(undefined, postgres.connectionString);
  const desk = await openDesk(ward);
  await makeConflicts(desk);
  await makeLateChanges(desk);
  app = await openAppPage();
  const { page } = app;
  await press(page, 'Join a site');
  const type = (name: string, text: string) =>
    page.getByRole('textbox', { name, exact: true }).fill(text);
  await type('Server address', ward.url);
  await desk.first.signIn(desk.administratorId);
  await type('One-time code', await ward.newCode(desk.first));
  await type('Name of this computer', 'Desk');
  await press(page, 'Join the site');
  await signIn(page, 'Nora Nurse', TEST_PIN);
}, 600_000);
beforeEach(pictureOfFailure(() => app));
afterAll(async () => {
  await app?.close();
  await ward?.close();
  await postgres?.stop();
});

/** Walks there as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let steps = 0; steps < 80; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The keyboard does not get there');
}

async function pressByKey(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(
    page,
    page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) }).first(),
  );
  await page.keyboard.press('Enter');
}

async function openList(page: Page): Promise<void> {
  const link = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /To settle/ });
  await tabTo(page, link);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'To settle' }).waitFor();
}

/** The entry of that kind; of treatments by the day. */
async function openEntry(page: Page, title: string, day?: string): Promise<void> {
  await openList(page);
  const rows = page.getByRole('row').filter({ hasText: title });
  const row = day === undefined ? rows : rows.filter({ hasText: day });
  await tabTo(page, row.first().getByRole('button').first());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

const KINDS = [
  ['Two corrections of one record', 'edit'],
  ['Two entries in one field', 'fields'],
  ['Two changes of one setting', 'row'],
  ['Follows from a change that waits', 'depends'],
  ['Could not be taken up', 'quarantined'],
  ['Used, though it was cancelled', 'cancelled-but-used'],
  ['From a revoked computer', 'revoked-device'],
] as const;

test('each kind of entry says what happened, whose each side was and when, and nothing bars anybody', async () => {
  const { page } = app;
  await openList(page);
  await page.getByRole('row').nth(2).waitFor();
  await look(page, 'desk-list');
  const missing: string[] = [];
  for (const [title, name] of KINDS) {
    await openList(page);
    await page.getByRole('row').nth(2).waitFor();
    if ((await page.getByRole('row').filter({ hasText: title }).count()) === 0) {
      missing.push(title);
      continue;
    }
    await openEntry(page, title);
    // What nobody else wrote about has one side.
    const heading =
      name === 'quarantined' ? 'What was recorded' : /^(Side by side|What was recorded)$/;
    await page.getByRole('heading', { name: heading }).waitFor();
    await look(page, `desk-${name}`);
  }
  expect(missing).toEqual([]);
}, 300_000);

const EDIT = 'Two corrections of one record';

test('both sides stand beside each other, with their authors, their times and what was seen', async () => {
  const { page } = app;
  await openEntry(page, EDIT, '10 Mar 2026');
  const sides = page.getByRole('main');
  await sides.getByText(/^Nora Nurse, .*\d\d:\d\d, on Office$/).waitFor();
  await sides.getByText(/^Otto Olsen, .*\d\d:\d\d, on Cart 2$/).waitFor();
  await page.getByRole('columnheader', { name: 'What its author had seen' }).waitFor();
  const notes = page.getByRole('row').filter({ hasText: 'Notes' });
  expect(await notes.first().innerText()).toMatch(/Drier[\s\S]*Wetter/);
});

test('what stands is kept by keyboard alone', async () => {
  const { page } = app;
  await openEntry(page, EDIT, '10 Mar 2026');
  await pressByKey(page, 'Keep what stands');
  await page.getByText(/Settled by Nora Nurse/).waitFor();
  await look(page, 'desk-kept');
});

test('taking into a signed record asks for the PIN, and leads to the record with its amendment', async () => {
  const { page } = app;
  await openEntry(page, EDIT, '11 Mar 2026');
  await page.getByText('This record is signed').waitFor();
  await tabTo(page, page.getByRole('textbox', { name: 'Note' }));
  await page.keyboard.type('Otto looked later');
  await pressByKey(page, 'Take what waits');
  await page.getByText(/becomes an amendment that you sign/).waitFor();
  await look(page, 'desk-pin');
  await page.keyboard.type(TEST_PIN);
  await page.keyboard.press('Enter');
  await page.getByText(/Settled by Nora Nurse/).waitFor();
  await pressByKey(page, 'Open the treatment');
  await page.getByRole('heading', { name: /11 Mar 2026/ }).waitFor();
  await page.getByRole('main').getByText('Wetter').first().waitFor();
  await look(page, 'desk-amended');
});

test('both: the record stays as it is shown, and the other side is added to it', async () => {
  const { page } = app;
  await openEntry(page, EDIT, '12 Mar 2026');
  await pressByKey(page, 'Keep both');
  await page.getByText(/is added to it as an amendment that you sign/).waitFor();
  await page.keyboard.type(TEST_PIN);
  await page.keyboard.press('Enter');
  await page.getByText(/Settled by Nora Nurse/).waitFor();
  await pressByKey(page, 'Open the treatment');
  await page
    .getByText(/Notes: Wetter/)
    .first()
    .waitFor();
  expect(await page.getByRole('main').innerText()).toContain('Otto Olsen wrote this on');
});

test('the other side is taken where two people set one field, with why', async () => {
  const { page } = app;
  await openEntry(page, 'Two entries in one field');
  await pressByKey(page, 'Take what came without having seen it');
  await page.getByText('Say why this one is taken.').waitFor();
  await tabTo(page, page.getByRole('textbox', { name: 'Note' }));
  await page.keyboard.type('Her passport says so');
  await pressByKey(page, 'Take what came without having seen it');
  await page.getByText(/Settled by Nora Nurse/).waitFor();
  await pressByKey(page, 'Open the chart');
  await page.getByRole('heading', { name: /Nuñes/ }).waitFor();
  expect(app.problems).toEqual([]);
});
