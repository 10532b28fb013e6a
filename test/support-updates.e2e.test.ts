import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { savedFile } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');

describe('the support bundle', () => {
  test('is read on the screen before it is saved, and is the same there', async () => {
    const { page } = app;
    await goTo(page, 'Support');
    await press(page, 'Gather');
    const text = page.getByRole('region', { name: 'What was gathered' });
    await text.getByText('Caretrail, for support').waitFor();
    const read = await text.textContent();
    expect(read).toContain('isDemonstration: true');
    expect(read).not.toContain('Philippa');
    expect(read).not.toContain(app.dataDir);
    await look(page, '190-support');
    const { fileName, bytes } = await savedFile(page, () => press(page, 'Save as text'));
    expect(fileName).toMatch(/^caretrail-support-\d{4}-\d{2}-\d{2}\.txt$/);
    expect(bytes.toString()).toBe(read);
  });
});

describe('updates', () => {
  test('say which release is installed, and belong into the window of the installed program', async () => {
    const { page } = app;
    await goTo(page, 'Updates');
    await page.getByText(/^Release \d+\.\d+\.\d+ is installed$/).waitFor();
    await press(page, 'Choose and check');
    await page.getByText('Updates are checked and installed in Caretrail’s own window.').waitFor();
    await look(page, '191-updates');
  });
});
