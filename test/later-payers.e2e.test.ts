import { expect, test } from 'vitest';
import { demonstrationAs, givePinAgain, goTo, look, press, pressWithPin } from './app-page.ts';
import { choose } from './e2e-steps.ts';

const app = demonstrationAs('Colleen Marsh');

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });

/** Makes what is ready into claims; answers the name of the patient of the first. */
async function makeClaims(): Promise<string> {
  const { page } = app;
  await goTo(page, 'Billing');
  await press(page, 'Last month');
  await page.getByRole('tab', { name: /^Ready/ }).click();
  await page
    .getByRole('button', { name: /^Make claims for/ })
    .first()
    .click();
  await givePinAgain(page);
  await page.getByText(/^File \d+ is made$/).waitFor();
  await page.getByRole('tab', { name: 'Claims and answers' }).click();
  await page
    .getByRole('button', { name: /: show its claims$/ })
    .first()
    .click();
  const name = await dialog()
    .getByText(/^[A-Z]\w+, [A-Z]/)
    .first()
    .textContent();
  await page.keyboard.press('Escape');
  return (name ?? '').replace(/,.*$/, '').trim();
}

async function openFirstClaim(): Promise<void> {
  const { page } = app;
  await goTo(page, 'Billing');
  await press(page, 'Last month');
  await page.getByRole('tab', { name: 'Claims and answers' }).click();
  await page
    .getByRole('button', { name: /: show its claims$/ })
    .first()
    .click();
  await dialog()
    .getByRole('button', { name: /: show the claim$/ })
    .first()
    .click();
  await dialog().getByText('Because').waitFor();
}

test('a biller enters what the first insurance decided, and bills the second', async () => {
  const { page } = app;
  const name = await makeClaims();
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill(name);
  await page
    .getByRole('button', { name: /open chart/ })
    .first()
    .click();
  await press(page, 'Add insurance');
  await dialog().getByRole('button', { name: /Payer/ }).click();
  await page.getByRole('option', { name: /Harborlight/ }).click();
  await textbox('Member number').fill('SECOND77');
  await choose(dialog(), 'Second');
  await dialog().getByLabel('Holds from').fill('2020-01-01');
  await press(page, 'Save insurance');
  await page.getByText('Member SECOND77').waitFor();
  await openFirstClaim();
  await press(page, 'Bill the next insurance…');
  await press(page, 'Make the claim');
  await dialog().getByText('Enter the day of the remittance').waitFor();
  await look(page, 'later-payers-1-missing');
  await dialog().getByLabel('Day of the remittance').fill(new Date().toISOString().slice(0, 10));
  await textbox('It paid, in dollars').fill('1');
  await textbox('The patient owes, in dollars').fill('0');
  await press(page, 'Make the claim');
  await dialog()
    .getByText(/all adjustments do not come to its charge/)
    .waitFor();
  const charge =
    (await dialog()
      .getByText(/come to the charge of/)
      .textContent()) ?? '';
  const dollars = /\$([\d,.]+)/.exec(charge)?.[1] ?? '';
  await textbox('It paid, in dollars').fill('0');
  await textbox('Adjustments to no line').fill(
    `CO-45 ${dollars.replaceAll(',', '').replace(/\.$/, '')}`,
  );
  await look(page, 'later-payers-2-decided');
  await pressWithPin(page, 'Make the claim');
  await dialog()
    .getByText(/^File \d+ is made$/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  await dialog().getByText('Then billed to').waitFor();
  await look(page, 'later-payers-3-billed');
  expect(app.problems).toEqual([]);
});
