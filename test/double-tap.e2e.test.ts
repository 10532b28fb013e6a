import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationAs, goTo, openChartOf, press } from './app-page.ts';
import { PATIENT } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

/** From one tap to the next, in milliseconds: as quick and as slow as hands do it. */
const GAPS = [60, 120, 250, 400];

async function tapTwice(target: Locator, gapMs: number, across = 0.5): Promise<void> {
  const { mouse } = app.page;
  const box = await target.boundingBox();
  if (box === null) throw new Error('What is to be tapped is not on the screen');
  const [x, y] = [box.x + box.width * across, box.y + box.height / 2];
  await mouse.click(x, y);
  // The time between the taps is what this is about.
  await pause(gapMs);
  await mouse.click(x + 4, y - 3, { clickCount: 2 });
}

async function treatmentCount(): Promise<number> {
  const words = await app.page.getByRole('heading', { name: /^Treatments \(/ }).textContent();
  return Number(/\d+/.exec(words ?? '')?.[0]);
}

test.each(GAPS)('two taps %i ms apart on Confirm and save leave one record', async (gapMs) => {
  const { page } = app;
  await goTo(page, 'Patients');
  await openChartOf(page, PATIENT);
  const before = await treatmentCount();
  await press(page, 'Same as last');
  await press(page, 'Confirm all');
  await press(page, 'Save treatment');
  await tapTwice(page.getByRole('button', { name: 'Confirm and save' }), gapMs);
  await page.getByText('Saved on this computer').waitFor();
  await page.getByRole('heading', { name: `Treatments (${before + 1})` }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(PATIENT);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test.each([60, 250])('two taps %i ms apart on a patient open the chart alone', async (gapMs) => {
  const { page } = app;
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill('');
  const rows = page.getByRole('row').filter({ has: page.getByRole('button') });
  await rows.last().waitFor();
  // Down the right edge, where the chart has its buttons.
  for (const row of (await rows.all()).slice(0, 8)) {
    const name = await row.getByRole('rowheader').locator('bdi').textContent();
    await tapTwice(row, gapMs, 0.95);
    await page.getByRole('heading', { name: /^Treatments/ }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await goTo(page, 'Patients');
    await rows.last().waitFor();
  }
});

test('one tap elsewhere on the new screen counts at once', async () => {
  const { page } = app;
  await openChartOf(page, PATIENT);
  await press(page, 'Log treatment');
  await page.getByRole('heading', { name: 'Log a treatment' }).waitFor();
  expect(app.problems).toEqual([]);
});
