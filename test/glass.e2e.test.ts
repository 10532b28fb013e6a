import { describe, expect, test } from 'vitest';
import { demonstrationAs, givePinAgain, goTo, look, press } from './app-page.ts';
import { choose, lockAs, PATIENT } from './e2e-steps.ts';

const app = demonstrationAs('Curtis Bellweather');

const question = () => app.page.getByRole('dialog', { name: 'Break the glass of this chart?' });
const banner = () => app.page.getByText('You opened this chart by breaking the glass');
const heading = () => app.page.getByRole('heading', { name: PATIENT });

/** Finds her and presses her row, without knowing whether her chart opens. */
async function askForChart(): Promise<void> {
  const { page } = app;
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill('DEMO-0001');
  await page.getByText('1 patient found').waitFor();
  await page.keyboard.press('Enter');
}

describe('a supply coordinator in an emergency', () => {
  test('is asked why before anything of the chart is shown', async () => {
    const { page } = app;
    await askForChart();
    await question().waitFor();
    expect(await page.getByText(PATIENT).count()).toBe(0);
    await look(page, 'glass-question');
    await press(page, 'Break the glass');
    await question().getByText('Reason is missing').waitFor();
    await choose(question(), 'Other');
    await question().getByText('Note is missing').waitFor();
    await question().getByLabel('Note').fill('Allergy asked by the ambulance');
    await page.keyboard.press('Enter');
    await givePinAgain(page);
    await heading().waitFor();
  });

  test('reads the chart under a banner, and finds nothing to write with', async () => {
    const { page } = app;
    await banner().waitFor();
    await page.getByText(/^Other: Allergy asked by the ambulance, until \d\d:\d\d\./).waitFor();
    await page.getByRole('heading', { name: /^Given out/ }).waitFor();
    await page.waitForFunction(() => !document.body.textContent.includes('reading…'));
    expect(await page.getByText('could not be read').allTextContents()).toEqual([]);
    const buttons = await page.getByRole('main').getByRole('button').allTextContents();
    expect(
      buttons.filter((name) =>
        /add|log|register|correct|edit|record|save|order|remove/i.test(name),
      ),
    ).toEqual([]);
    await look(page, 'glass-banner');
    await page.getByRole('main').getByText('Left medial malleolus').first().click();
    await page.waitForFunction(() => !document.body.textContent.includes('Given out'));
    await banner().waitFor();
  });

  test('is asked again after the screen was locked', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await lockAs(page, 'Curtis Bellweather');
    await askForChart();
    await question().waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('This chart is closed to you').waitFor();
    expect(await heading().count()).toBe(0);
  });
});

describe('a compliance officer', () => {
  test('sees who broke the glass and why', async () => {
    const { page } = app;
    await lockAs(page, 'Ruth Abernathy');
    await goTo(page, 'Audit');
    await page.getByRole('button', { name: /Broken glass/ }).click();
    await page.getByRole('option', { name: 'Only with broken glass' }).click();
    const rows = page.getByRole('table', { name: /^Who did or saw what/ }).getByRole('row');
    await rows
      .filter({ hasText: /Curtis Bellweather opened the chart/ })
      .first()
      .waitFor();
    await rows
      .filter({ hasText: /broke the glass of the chart of Hollis.*Allergy asked by the ambulance/ })
      .first()
      .waitFor();
    await look(page, 'glass-audit');
  });

  test('restricts a chart, which closes it to those who never worked in it, and lifts that', async () => {
    const { page } = app;
    await askForChart();
    await heading().waitFor();
    await press(page, 'Restrict this chart');
    const restricting = page.getByRole('dialog', { name: 'Restrict this chart?' });
    await choose(restricting, 'Works here');
    await look(page, 'glass-restrict');
    await press(page, 'Restrict the chart');
    await question().waitFor();
    await choose(question(), 'Investigation');
    await press(page, 'Break the glass');
    await givePinAgain(page);
    await page.getByText('This chart is restricted').waitFor();
    await look(page, 'glass-restricted');
    await press(page, 'Lift the restriction');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Lift the restriction' })
      .click();
    await page.getByText('This chart is restricted').waitFor({ state: 'detached' });
    await banner().waitFor();
  });
});
