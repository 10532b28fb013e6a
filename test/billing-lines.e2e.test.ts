import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press, pressWithPin } from './app-page.ts';
import { savedFile } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');

describe('a list of lines', () => {
  test('is written with the columns that somebody chooses, and saved as a workbook', async () => {
    const { page } = app;
    await goTo(page, 'Billing');
    await page.getByRole('tab', { name: /^Lines for another program/ }).click();
    const panel = page.getByRole('region', { name: 'Export lines' });
    await panel.getByLabel('First day of the list').fill('2020-01-01');
    expect(await panel.getByRole('checkbox', { name: 'Notes' }).isChecked()).toBe(false);
    await panel.getByRole('button', { name: 'None' }).click();
    await press(page, 'Write the list');
    await panel.getByText('Choose at least one column').first().waitFor();
    await panel.getByRole('button', { name: 'The usual ones' }).click();
    await panel.scrollIntoViewIfNeeded();
    await panel.evaluate((at) => at.scrollIntoView());
    await look(page, 'billing-lines');
    await pressWithPin(page, 'Write the list');
    const made = page.getByRole('region', { name: 'List of lines' });
    await made.getByText(/\d lines written/).waitFor();
    await made.evaluate((at) => at.scrollIntoView());
    await look(page, 'billing-lines-written');
    const save = made.getByRole('button', { name: 'Save the file' });
    const { fileName } = await savedFile(page, () => save.click());
    expect(fileName).toMatch(/^caretrail-lines-2020-01-01-to-.*\.xlsx$/);
    expect(app.problems).toEqual([]);
  });
});
