import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AppPage, openDemonstration, pictureOfFailure } from './app-page.ts';
import { makeHostile, takenAsMore } from './hostile-words.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';

/** What of a chart leads on: its records, its forms and its dialogs. */
const CHART_BUTTONS = [
  /^Open wound 1/,
  /^Open .*\d{4}$/,
  /^Log treatment$/,
  /^Same as last$/,
  /^Add allergy$/,
];

let app: AppPage;
let columns = 0;
beforeAll(async () => {
  app = await openDemonstration('Philippa Ashgrove');
  await app.restart('SIGTERM', async () => {
    columns = await makeHostile(app.dataDir);
  });
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

/** Where the links of a part of the page lead. */
const linksOf = (part: Locator) =>
  part.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));

async function expectText(place: string): Promise<void> {
  await app.page.getByRole('heading', { level: 1 }).waitFor();
  await app.page.waitForLoadState('networkidle');
  expect.soft(await takenAsMore(app.page), place).toEqual([]);
}

test('hostile names of people and things were put into many places', () => {
  expect(columns).toBeGreaterThan(25);
});

test('whoever signs in is chosen by a name that is text', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Philippa Ashgrove' }).waitFor();
  await expectText('sign-in');
  await page.getByRole('button', { name: 'Philippa Ashgrove' }).click();
  await expectText('PIN');
  await page.getByLabel('PIN', { exact: true }).fill(DEMONSTRATION_PIN);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  expect(app.problems).toEqual([]);
});

test('every place of the rail and of the settings shows them as text', async () => {
  const { page } = app;
  const rail = page.getByRole('navigation', { name: 'Main' });
  await rail.getByRole('link').first().waitFor();
  for (const href of await linksOf(rail)) {
    await rail.locator(`a[href="${href}"]`).click();
    await expectText(String(href));
  }
  const settings = await linksOf(page.getByRole('main'));
  expect(settings.length).toBeGreaterThan(10);
  for (const href of settings) {
    await page.locator(`main a[href="${href}"]`).click();
    await expectText(String(href));
    await rail.getByRole('link', { name: 'Settings', exact: true }).click();
  }
});

/** The first button of this name, and what it leads to. */
async function expectTextBehind(button: RegExp): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: button }).first().click();
  await expectText(String(button));
}

test('a chart, its records and its forms show them as text', async () => {
  const { page } = app;
  const rail = page.getByRole('navigation', { name: 'Main' });
  const openChart = async (): Promise<void> => {
    await rail.getByRole('link', { name: 'Patients', exact: true }).click();
    await page.getByRole('searchbox').fill('DEMO-0001');
    await page.getByText('1 patient found').waitFor();
    await page.getByRole('button', { name: /open chart/ }).click();
    await page.getByRole('button', { name: 'Log treatment' }).waitFor();
  };
  for (const button of CHART_BUTTONS) {
    await openChart();
    await expectText('chart');
    await expectTextBehind(button);
    const inside = page.getByRole('button', { name: /^Assess wound$/ });
    if (await inside.isVisible()) await expectTextBehind(/^Assess wound$/);
    if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
  }
  expect(app.problems).toEqual([]);
});

test('an order and a product show them as text', async () => {
  const { page } = app;
  const rail = page.getByRole('navigation', { name: 'Main' });
  for (const [place, button] of [
    ['Orders', /^DEMO-1017/],
    ['Products', /: open product$/],
    ['Stock', /: lots and movements$/],
  ] as const) {
    await rail.getByRole('link', { name: place, exact: true }).click();
    await page.getByRole('main').getByRole('button', { name: button }).first().click();
    await expectText(`${place}: one`);
  }
  expect(app.problems).toEqual([]);
});
