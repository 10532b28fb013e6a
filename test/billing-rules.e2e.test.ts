import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { lockAs } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');

const textbox = (name: string, nth = 0) =>
  app.page.getByRole('textbox', { name, exact: true }).nth(nth);
const part = (name: string, nth = 0) => app.page.getByRole('group', { name, exact: true }).nth(nth);

async function select(label: RegExp, option: RegExp): Promise<void> {
  await app.page.getByRole('button', { name: label }).first().click();
  await app.page.getByRole('option', { name: option }).first().click();
}

async function openRule(title: RegExp): Promise<void> {
  await goTo(app.page, 'Billing rules');
  await app.page.getByRole('button', { name: title }).click();
  await app.page.getByRole('heading', { name: 'Worked examples' }).waitFor();
}

describe('billing rules', () => {
  test('are listed by kind, with whom they are for, and those that came along marked', async () => {
    const { page } = app;
    await goTo(page, 'Billing rules');
    await page.getByRole('heading', { name: 'What was discarded' }).waitFor();
    await page.getByText('Compare the examples with their sources before use').waitFor();
    await look(page, 'billing-rules');
  });

  test('say themselves in plain words, and their examples run as the page is shown', async () => {
    const { page } = app;
    await openRule(/^Application of skin substitutes/);
    await page.getByText(/15271 for the first 25 cm² and 15272 for each further 25 cm²/).waitFor();
    const row = page.getByRole('row').filter({ hasText: '41 cm² on the leg' });
    await row.getByText('15271 × 1 + 15272 × 1').first().waitFor();
    await row.getByText('Yes').waitFor();
    await look(page, 'billing-rule');
  });

  test('are changed with examples that run while somebody types, and their history says what was', async () => {
    const { page } = app;
    await openRule(/^Products billed by the cm²/);
    await press(page, 'Change');
    await select(/Part of a unit/, /Is left out/);
    const outcome = part('Example 2').getByRole('status');
    await outcome.getByText('The rule gives something else: 41 units').waitFor();
    await press(page, 'Save as version 2');
    await page.getByText('The rule was not saved').waitFor();
    await look(page, 'billing-rule-example-differs');
    await part('Example 2')
      .getByRole('button', { name: /^Expect what the rule gives/ })
      .click();
    await outcome.getByText('The rule gives this: 41 units').waitFor();
    await page
      .getByRole('checkbox', { name: 'I compared this rule with its source' })
      .check({ force: true });
    await lockAs(page, 'Philippa Ashgrove');
    await openRule(/^Products billed by the cm²/);
    await press(page, 'Change');
    await outcome.getByText('The rule gives this: 41 units').waitFor();
    await press(page, 'Save as version 2');
    await page.getByText('Units of a product, version 2').waitFor();
    await page
      .getByText(/Part of a unit is rounded down/)
      .first()
      .waitFor();
    await page.getByText(/Part of a unit is rounded up/).waitFor();
    await look(page, 'billing-rule-history');
    await press(page, 'Switch off');
    await page.getByText('Switched off: no claim follows this rule').waitFor();
    await press(page, 'Switch on');
    await page.getByText('Units of a product, version 4').waitFor();
  });
});

describe('a new rule', () => {
  test('is typed in fields of its kind, and says at each what is wrong', async () => {
    const { page } = app;
    await goTo(page, 'Billing rules');
    await press(page, 'New rule');
    await select(/Kind of rule/, /^Limits/);
    await press(page, 'Save rule');
    await page.getByText('Title is missing', { exact: true }).waitFor();
    await page.getByText('The payer is not chosen', { exact: true }).waitFor();
    await look(page, 'billing-rule-new-wrong');
    await textbox('Title').fill('Harborlight: at most 100 units a line');
    await select(/^(Choose )?Payer/, /Harborlight/);
    await textbox('Source').fill('Harborlight policy 12, page 3');
    await textbox('Codes').fill('q41*');
    await textbox('Most units on a line').fill('100');
    await textbox('Name').fill('250 units');
    await textbox('Units').fill('250');
    await textbox('Dollars for one unit').fill('127.14');
    await page.getByText('The rule gives something else: lines of 100, 100, 50 units').waitFor();
    await textbox('Units of each line').fill('100, 100, 50');
    await page.getByText('The rule gives this: lines of 100, 100, 50 units').waitFor();
    await press(page, 'Save rule');
    await page
      .getByText('A line holds at most 100 units; the rest goes on further lines.')
      .waitFor();
    await page.getByText('Harborlight Health Plan').waitFor();
  });

  test.for([
    ['Units of a product', 'Part of a unit'],
    ['Codes for applying a product', 'Group 1 of body sites'],
    ['What was discarded', 'Modifier where nothing was discarded'],
    ['Modifiers', 'Code of the line'],
    ['Narratives', 'The narrative says'],
    ['Diagnoses that go together', 'One of these answers'],
  ] as const)('has a form of its own: %s', async ([kind, field]) => {
    const { page } = app;
    await goTo(page, 'Billing rules');
    await press(page, 'New rule');
    await select(/Kind of rule/, new RegExp(`^${kind}`));
    await page.getByText(field, { exact: true }).first().waitFor();
    await page
      .getByRole('heading', { name: 'What it says' })
      .evaluate((heading) => heading.scrollIntoView());
    await look(page, `billing-rule-new-${kind.toLowerCase().replaceAll(' ', '-')}`);
    await press(page, 'Cancel');
    await page.getByRole('heading', { name: 'Billing rules', level: 1 }).waitFor();
    expect(app.problems).toEqual([]);
  });
});

test('a biller reads the rules and changes none', async () => {
  const { page } = app;
  await lockAs(page, 'Colleen Marsh');
  await openRule(/^Medicare from 2026: no JW/);
  expect(await page.getByRole('button', { name: 'Change', exact: true }).count()).toBe(0);
});
