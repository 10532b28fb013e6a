import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, openChartOf, press } from './app-page.ts';
import { lockAs } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const panel = () => app.page.getByRole('region', { name: 'Protocol', exact: true });
const dialog = () => app.page.getByRole('dialog');
const openWound = async (patient: string) => {
  await goTo(app.page, 'Patients');
  await openChartOf(app.page, patient);
  await app.page
    .getByRole('button', { name: /^Open wound/ })
    .first()
    .click();
};
const dueCount = async () => {
  const link = app.page.getByRole('link', { name: /Due today$/ });
  return Number(/\d+/.exec(await link.innerText())?.[0] ?? 0);
};

describe('what is due today', () => {
  test('is listed with two identifiers, and with the keyboard alone a line opens its wound', async () => {
    const { page } = app;
    await page.getByRole('link', { name: /Due today$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Due today', level: 1 }).waitFor();
    const line = page.getByRole('row').filter({ hasText: 'Compression as the arterial supply' });
    await line.getByText('Hollis, Margaret').waitFor();
    await line.getByText('DEMO-0001').waitFor();
    await line.getByText('Due today').waitFor();
    expect(await dueCount()).toBe((await page.getByRole('row').count()) - 1);
    await look(page, 'protocols-1-due-today');
    await line.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await panel().getByText('Example: Venous leg ulcer, version 1').waitFor();
  });

  test('a step that is not done asks for its reason, which stays with it', async () => {
    const { page } = app;
    const before = await dueCount();
    await panel().scrollIntoViewIfNeeded();
    await look(page, 'protocols-2-panel');
    await panel()
      .getByRole('button', { name: /^Say why not: Compression/ })
      .focus();
    await page.keyboard.press('Enter');
    await dialog().getByText('MRN DEMO-0001').waitFor();
    await dialog().getByRole('button', { name: 'Save the reason' }).click();
    await dialog().getByText('Reason is missing').waitFor();
    await dialog().getByText('Choose one of the two').waitFor();
    await look(page, 'protocols-3-deviate');
    await dialog()
      .getByRole('radio', { name: /^Another product/ })
      .check({ force: true });
    await dialog().getByLabel('Reason').fill('Skin broke down under the wrap');
    await dialog().getByRole('button', { name: 'Save the reason' }).click();
    await dialog().getByText('Choose the product that was used').waitFor();
    await lockAs(page, 'Hannah Winslow');
    await openWound('Hollis, Margaret');
    await panel()
      .getByRole('button', { name: /^Say why not: Compression/ })
      .click();
    expect(await dialog().getByLabel('Reason').inputValue()).toBe('Skin broke down under the wrap');
    await dialog().getByRole('combobox').fill('silver foam');
    await page
      .getByRole('option', { name: /silver foam/ })
      .first()
      .click();
    await dialog().getByText('SKU DEMO-FOAM-SILVER-4X4').waitFor();
    await look(page, 'protocols-3-other-product');
    await dialog().getByRole('button', { name: 'Save the reason' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await panel()
      .getByText(/1 with another product/)
      .waitFor();
    expect(await dueCount()).toBe(before - 1);
    await panel().getByRole('button', { name: 'What was done' }).click();
    await dialog()
      .getByText(/SKU DEMO-FOAM-SILVER-4X4\): Skin broke down under the wrap \(Hannah Winslow/)
      .waitFor();
    await dialog().getByText('Other product used').waitFor();
    await look(page, 'protocols-4-what-was-done');
    await page.keyboard.press('Escape');
  });

  test('a protocol is stopped with a reason, and another is started', async () => {
    const { page } = app;
    await panel().getByRole('button', { name: 'Stop protocol' }).click();
    await dialog().getByLabel('Reason').fill('Patient wants a rest from it');
    await lockAs(page, 'Hannah Winslow');
    await openWound('Hollis, Margaret');
    await panel().getByRole('button', { name: 'Stop protocol' }).click();
    expect(await dialog().getByLabel('Reason').inputValue()).toBe('Patient wants a rest from it');
    await dialog().getByRole('button', { name: 'Stop protocol' }).click();
    await panel()
      .getByText(/Stopped: .*Patient wants a rest from it/)
      .waitFor();
    await panel().getByRole('button', { name: 'Start a protocol' }).click();
    await dialog().getByText('MRN DEMO-0001').waitFor();
    await dialog().getByText('Compression as the arterial supply allows').first().waitFor();
    await look(page, 'protocols-5-start');
    await dialog().getByRole('button', { name: 'Start protocol' }).click();
    await panel().getByText('Example: Venous leg ulcer, version 1').first().waitFor();
    await panel()
      .getByRole('button', { name: /^Record review: Check arterial/ })
      .click();
    await dialog().getByLabel('Finding').fill('ABI 1.0');
    await dialog().getByRole('button', { name: 'Save review' }).click();
    await panel().getByText('due so far: 1 in time', { exact: false }).waitFor();
    expect(app.problems).toEqual([]);
  });

  test('what was done, left out and reviewed is read day by day', async () => {
    const { page } = app;
    await openWound('Brightwater, Octavio');
    await panel().getByRole('button', { name: 'What was done' }).click();
    await dialog().getByText('Away for a family visit').first().waitFor();
    await dialog().getByText('Left out').first().waitFor();
    const review = dialog().getByRole('row').filter({ hasText: 'Week 4: review unless' });
    await review.getByText('Done in time').waitFor();
    await look(page, 'protocols-6-diabetic');
    await page.keyboard.press('Escape');
  });
});

describe('an administrator', () => {
  test('finds every place of the rail in its group without scrolling', async () => {
    const { page } = app;
    await lockAs(page, 'Philippa Ashgrove');
    const rail = page.getByRole('navigation', { name: 'Main' });
    for (const group of ['Care', 'Supply', 'Billing', 'Oversight', 'Settings'])
      await rail.getByRole('list', { name: group, exact: true }).waitFor();
    for (const size of [
      { width: 1280, height: 800 },
      { width: 1024, height: 768 },
    ]) {
      await page.setViewportSize(size);
      const hiddenPx = await rail.evaluate((at) => at.scrollHeight - at.clientHeight);
      expect(hiddenPx, `at ${size.width}`).toBeLessThanOrEqual(0);
      const heights = await rail
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    }
    await look(page, 'rail-of-an-administrator');
    await rail.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await look(page, 'settings');
  });

  test('writes a protocol, whose mistakes are shown at their fields', async () => {
    const { page } = app;
    await goTo(page, 'Protocols');
    await page.getByText('Example: Diabetic foot ulcer').waitFor();
    await look(page, 'protocols-7-list');
    await press(page, 'New protocol');
    await page.getByRole('heading', { name: 'New protocol' }).waitFor();
    await press(page, 'Save protocol');
    await page.getByText('Title is missing').waitFor();
    await page.getByText('Choose at least one').waitFor();
    await look(page, 'protocols-8-mistakes');
    await page.getByLabel('Title').fill('Foam each week');
    await page.getByRole('checkbox', { name: 'Pressure injury' }).check({ force: true });
    await page.getByLabel('Source', { exact: true }).fill('Our own practice');
    await page.getByLabel('What to do').fill('Foam dressing');
    await page.getByLabel('Then every … days').fill('7');
    const expected = page.getByRole('combobox', { name: 'Expected product' });
    await expected.click();
    await page.keyboard.type('foam dr');
    await page
      .getByRole('option', { name: /Foam dressing/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Remove Foam dressing' }).waitFor();
    await press(page, 'Add a step');
    await page.getByLabel('What to do').nth(1).fill('Check the mattress');
    await page
      .getByRole('button', { name: /Done by/ })
      .nth(1)
      .click();
    await page.getByRole('option', { name: 'Review' }).click();
    await page.getByLabel('Until day').nth(1).fill('9');
    await press(page, 'Save protocol');
    await page.getByText('The number is only for a step that repeats').waitFor();
    await page.getByLabel('Until day').nth(1).fill('');
    await look(page, 'protocols-9-editor');
    await press(page, 'Save protocol');
    await page.getByRole('heading', { name: 'Foam each week', level: 1 }).waitFor();
    await page.getByText('Once, on the first day').waitFor();
  });

  test('writes a new version of it, reads the old one, and retires it', async () => {
    const { page } = app;
    await press(page, 'Write new version');
    await page.getByLabel('Then every … days').first().fill('3');
    await press(page, 'Save as version 2');
    await page.getByText('From the first day every 3 days, until healed').waitFor();
    await page.getByRole('button', { name: /^Version/ }).click();
    await page.getByRole('option', { name: /^Version 1/ }).click();
    await page.getByText('From the first day every 7 days, until healed').first().waitFor();
    await look(page, 'protocols-10-protocol');
    await press(page, 'Retire');
    await dialog().getByLabel('Reason').fill('Only a test');
    await dialog().getByRole('button', { name: 'Retire' }).click();
    await page.getByText('Retired: nobody starts it any more').waitFor();
    await goTo(page, 'Protocols');
    await page.getByText('Foam each week').waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Show retired ones too' }).check({ force: true });
    await page.getByText('Foam each week').waitFor();
    await page.getByText('Example: Venous leg ulcer').click();
    await page.getByRole('heading', { name: 'How it was followed' }).waitFor();
    await page.getByRole('heading', { name: 'How it was followed' }).scrollIntoViewIfNeeded();
    await look(page, 'protocols-11-adherence');
    expect(app.problems).toEqual([]);
  });
});
