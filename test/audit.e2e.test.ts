import { describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { demonstrationAs, givePinAgain, goTo, look, press } from './app-page.ts';
import { lockAs, openChart } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const rows = () => app.page.getByRole('table', { name: /^Who did or saw what/ }).getByRole('row');
const rowOf = (words: RegExp) => rows().filter({ hasText: words }).first();
const combo = async (label: string, text: string, option: RegExp) => {
  await app.page.getByRole('combobox', { name: label }).fill(text);
  await app.page.getByRole('option', { name: option }).first().click();
};
const choose = async (label: string, option: string) => {
  await app.page.getByRole('button', { name: new RegExp(label) }).click();
  await app.page.getByRole('option', { name: option, exact: true }).click();
};

describe('the compliance officer', () => {
  test('reads who did what in plain words, refusals marked', async () => {
    const { page } = app;
    await openChart(page, 'DEMO-0001');
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: 'Ruth Abernathy' }).click();
    await page.getByLabel('PIN', { exact: true }).fill('999999');
    await page.keyboard.press('Enter');
    await page.getByText('That PIN is not right.').first().waitFor();
    await page.getByLabel('PIN', { exact: true }).fill(DEMONSTRATION_PIN);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await goTo(page, 'Audit');
    await rowOf(/Hannah Winslow opened the chart of Hollis, Margaret/).waitFor();
    await rowOf(/tried to sign in: Ruth Abernathy/)
      .getByText('Refused')
      .waitFor();
    await look(page, 'audit');
  });

  test('narrows the list by patient, person, action and outcome, by keyboard too', async () => {
    const { page } = app;
    await choose('Outcome', 'Refused');
    await rowOf(/tried to sign in/).waitFor();
    expect(await rowOf(/opened the chart/).count()).toBe(0);
    await press(page, 'Clear all filters');
    await combo('Action', 'opened the chart', /^Opened the chart$/);
    await rowOf(/Hannah Winslow opened the chart of Hollis, Margaret/).waitFor();
    await page.getByRole('combobox', { name: 'Patient' }).fill('DEMO-0001');
    await page.getByRole('option', { name: /^Hollis, Margaret/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Who has seen the chart of Hollis/ }).waitFor();
    await choose('Person', 'Ruth Abernathy');
    await page.getByText('No event fits these filters').waitFor();
    await look(page, 'audit-nothing-fits');
  });

  test('turns to older events and back, whatever is written meanwhile', async () => {
    const { page } = app;
    await press(page, 'Clear all filters');
    // Every text that is looked for leaves an event.
    const field = page.getByRole('combobox', { name: 'Patient' });
    for (let asked = 0; asked < 45; asked += 1) {
      const answered = page.getByRole('option');
      await field.fill(asked % 2 === 0 ? 'DEMO-0001' : `nobody ${asked}`);
      if (asked % 2 === 0) await answered.first().waitFor();
      else await page.getByText('No patient fits').waitFor();
    }
    await field.fill('');
    await page.keyboard.press('Escape');
    await press(page, 'Show the newest');
    const pages = page.getByRole('navigation', { name: 'Pages of events' });
    await pages.getByText(/^1 to 50 of \d+ events$/).waitFor();
    const newest = await rows().nth(1).textContent();
    await press(page, 'Older');
    await pages.getByText(/^51 to \d+ of \d+ events$/).waitFor();
    expect(await rows().nth(1).textContent()).not.toBe(newest);
    await press(page, 'Newer');
    await pages.getByText(/^1 to 50 of \d+ events$/).waitFor();
  });

  test('writes what is filtered into a file, after the PIN', async () => {
    const { page } = app;
    await press(page, 'Export as CSV');
    const saved = page.waitForEvent('download');
    await givePinAgain(page);
    expect((await saved).suggestedFilename()).toMatch(/^caretrail-audit-\d{4}-\d\d-\d\d\.csv$/);
    await page.getByText(/^Saved as caretrail-audit-/).waitFor();
  });

  test('verifies the trail, computer by computer', async () => {
    const { page } = app;
    await page.getByRole('tab', { name: 'Verify the trail' }).click();
    await press(page, 'Verify now');
    await page.getByText('The trail is whole').waitFor();
    await page.getByRole('heading', { name: /^This computer/ }).waitFor();
    await look(page, 'audit-verified');
  });

  test('asks from the chart who has seen it, and narrows the list to one of them', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await page.getByRole('searchbox').fill('DEMO-0001');
    await page.getByText('1 patient found').waitFor();
    await page.getByRole('button', { name: /open chart/ }).click();
    await press(page, 'Who has seen this chart');
    const seenBy = page.getByRole('table', { name: /^Who saw or changed this chart/ });
    await seenBy.getByRole('row', { name: /Hannah Winslow/ }).waitFor();
    await look(page, 'who-has-seen');
    await press(page, 'Hannah Winslow: show what they did with this chart');
    await rowOf(/Hannah Winslow opened the chart/).waitFor();
    expect(await rowOf(/Ruth Abernathy/).count()).toBe(0);
    expect(app.problems).toEqual([]);
  });
});

test('whoever may not read the trail is shown no way to it', async () => {
  const { page } = app;
  await lockAs(page, 'Hannah Winslow');
  await openChart(page, 'DEMO-0001');
  expect(await page.getByRole('button', { name: 'Who has seen this chart' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Audit', exact: true }).count()).toBe(0);
});
