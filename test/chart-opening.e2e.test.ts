import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { demonstrationAs, goTo, openChartOf } from './app-page.ts';
import { PATIENT } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const wound = () => app.page.locator('.wounds-panel__place').first();
const treatments = () => app.page.locator('.timeline__entry').count();

/** How many treatments are drawn once a wound is, from the press that opens the chart. */
async function drawnWithWounds(page: Page): Promise<number> {
  await page.getByRole('searchbox').fill(PATIENT);
  const row = page.getByRole('button', { name: new RegExp(`${PATIENT}.*open chart`) }).first();
  await row.waitFor();
  return row.evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const watch = new MutationObserver(() => {
          if (document.querySelector('.wounds-panel__place') === null) return;
          watch.disconnect();
          resolve(document.querySelectorAll('.timeline__entry').length);
        });
        watch.observe(document, { subtree: true, childList: true });
        if (button instanceof HTMLElement) button.click();
      }),
  );
}

test('a chart that is opened again draws its wounds before all but the newest treatments', async () => {
  const { page } = app;
  await openChartOf(page, PATIENT);
  await wound().waitFor();
  await expect.poll(treatments).toBeGreaterThan(5);
  const all = await treatments();
  await goTo(page, 'Patients');
  expect(await drawnWithWounds(page)).toBeLessThanOrEqual(5);
  await expect.poll(treatments).toBe(all);
});
