import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { lockAs, openChart } from './e2e-steps.ts';
import { printedPages } from './printed-pages.ts';

const app = demonstrationAs('Philippa Ashgrove');

const dialog = () => app.page.getByRole('dialog');
const clock = () => app.page.getByRole('region', { name: 'Coverage clock' });
const openWound = async () => {
  await openChart(app.page, 'DEMO-0003');
  await app.page
    .getByRole('button', { name: /^Open wound ?1/ })
    .first()
    .click();
  await clock().waitFor();
};

describe('coverage rules', () => {
  test('are read with their sources, and one is chosen for the site', async () => {
    const { page } = app;
    await goTo(page, 'Coverage');
    await page.getByText('Withdrawn', { exact: true }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Example' }).count()).toBe(3);
    await look(page, 'coverage-1-rules');
    await page.getByRole('button', { name: /Rule that is looked at first/ }).click();
    await page.getByRole('option', { name: /Novitas/ }).click();
    await page
      .getByRole('button', {
        name: /Novitas.*Rule that is looked at first|Rule that is looked at first.*Novitas/,
      })
      .waitFor();
  });

  test('a new one is refused field by field, with the keyboard alone, and then kept', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Add a coverage rule' }).focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await dialog().getByLabel('Payer or contractor').fill('Blue Plan');
    await dialog().getByLabel('Most applications').fill('1.5');
    await page.keyboard.press('Enter');
    await dialog()
      .getByText(/Most applications must be a whole number/)
      .waitFor();
    await dialog()
      .getByText(/Source is missing/)
      .waitFor();
    await look(page, 'coverage-2-rule');
    await dialog().getByLabel('Most applications').fill('3');
    await dialog().getByLabel('Name of the rule').fill('Policy 12');
    await dialog().getByText('Diabetic', { exact: true }).click();
    await dialog().getByLabel('Source').fill('Policy 12, page 3');
    await press(page, 'Save rule');
    await dialog().waitFor({ state: 'hidden' });
    await page.getByText('Blue Plan: Policy 12', { exact: true }).waitFor();
    expect(app.problems).toEqual([]);
  });
});

describe('the coverage clock', () => {
  test("stands on the wound's page as advice with its source, and takes another rule", async () => {
    const { page } = app;
    await lockAs(page, 'Hannah Winslow');
    await openWound();
    await clock().getByText('4 of 10', { exact: true }).waitFor();
    await clock().getByText('Advice', { exact: true }).waitFor();
    await clock()
      .getByText(/^Source: Summary of Medicare LCD L35041.*as of 5 Jan 2026/)
      .waitFor();
    await clock().scrollIntoViewIfNeeded();
    await look(page, 'coverage-3-clock');
    await clock()
      .getByRole('button', { name: /Coverage rule/ })
      .click();
    await page.getByRole('option', { name: /Blue Plan/ }).click();
    await clock().getByText('4 of 3', { exact: true }).waitFor();
    await clock()
      .getByText(/number 5 of 3 .*: beyond the limit/)
      .waitFor();
  });

  test('is told in the form before the pack is opened, and stops nothing', async () => {
    const { page } = app;
    await press(page, 'Log treatment');
    await page
      .getByText(/amniotic/)
      .first()
      .click();
    await page
      .getByText(/^Wound 1 ·/)
      .first()
      .click();
    const line = page.getByRole('region', { name: 'Coverage, advice' });
    await line.getByText(/would be application 5 of 3 on this wound/).waitFor();
    await line.getByText(/It stops nothing/).waitFor();
    await line.scrollIntoViewIfNeeded();
    await look(page, 'coverage-4-form');
    expect(await page.getByRole('button', { name: 'Save treatment' }).isEnabled()).toBe(true);
  });
});

describe('a wound on paper', () => {
  test('has both identifiers on every page, Letter and A4, however many pages it takes', async () => {
    const { page } = app;
    await openWound();
    await press(page, 'Print');
    await page.getByRole('heading', { name: 'Print wound' }).waitFor();
    await page
      .getByText(/^Signed by/)
      .first()
      .waitFor();
    await look(page, 'print-wound');
    const printed = async (format: 'Letter' | 'A4', name: string, scale: number) => {
      const pdf = await page.pdf({ format, scale });
      await writeFile(join(import.meta.dirname, `../screenshots/wound-${format}-${name}.pdf`), pdf);
      const pages = await printedPages(new Uint8Array(pdf));
      for (const [index, { text }] of pages.entries()) {
        expect(text).toContain('Brightwater, Octavio');
        expect(text).toContain('MRN DEMO-0003');
        expect(text).toContain('Born 23 Aug 1957');
        expect(text).toContain('Demonstration: a fictional person');
        expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(text).not.toContain('Lock');
      }
      return pages;
    };
    for (const [format, width, height] of [
      ['Letter', 612, 792],
      ['A4', 596, 843],
    ] as const) {
      const pages = await printed(format, 'newest', 1);
      const sizes = pages.map((each) => [Math.round(each.width), Math.round(each.height)]);
      expect(sizes).toEqual([[width, height]]);
      expect(pages[0]?.text).toContain('5 earlier sizes not printed');
    }
    await page.getByText('All sizes and treatments').click();
    for (const format of ['Letter', 'A4'] as const) {
      const pages = await printed(format, 'all', 1.4);
      expect(pages.length).toBeGreaterThan(1);
      expect(pages.map(({ text }) => text).join(' ')).not.toContain('not printed');
    }
    expect(app.problems).toEqual([]);
  });
});

describe('outcomes', () => {
  test('are counted on request, drawn and told in tables, and too few wounds give no figure', async () => {
    const { page } = app;
    await goTo(page, 'Outcomes');
    await page.getByText('Not counted yet').waitFor();
    await page.getByRole('button', { name: 'Count outcomes' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Counted on/).waitFor();
    const all = page.getByRole('row').filter({ hasText: 'All wounds' }).first();
    await all
      .getByText(/n.=.\d\d/)
      .first()
      .waitFor();
    await page.getByText('Too few to say (n\u00A0=\u00A01)').first().waitFor();
    await look(page, 'outcomes-1-product');
    await page.getByRole('tab', { name: 'By cause' }).click();
    await page.getByRole('row').filter({ hasText: 'Venous ulcer' }).first().waitFor();
    await page.getByText('How these figures are made').click();
    await page.getByText(/Kaplan and Meier/).waitFor();
    await look(page, 'outcomes-2-cause');
    await page.getByRole('heading', { name: 'Closure' }).scrollIntoViewIfNeeded();
    await look(page, 'outcomes-3-closure');
  });

  test('are no place of the supply coordinator', async () => {
    await lockAs(app.page, 'Curtis Bellweather');
    expect(await app.page.getByRole('link', { name: 'Outcomes' }).count()).toBe(0);
    expect(app.problems).toEqual([]);
  });
});
