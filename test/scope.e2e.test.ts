import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { lockAs, openChart, openTreatmentForm, saveTreatment } from './e2e-steps.ts';

const NURSE = 'Hannah Winslow';
const ADMINISTRATOR = 'Philippa Ashgrove';
const PATIENT = 'DEMO-0001';
const RULE = 'Sharp debridement: change this rule';
const app = demonstrationAs(NURSE);

const dialog = () => app.page.getByRole('dialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });

describe('what a nurse may not record', () => {
  test('is refused at its field when it is saved, and all that was typed stays', async () => {
    const { page } = app;
    await openTreatmentForm(page, PATIENT, 'Same as last');
    await textbox('Procedure').fill('Sharp debridement, foam');
    await textbox('Notes').fill('Slough loosened, tolerated well');
    await press(page, 'Confirm all');
    await press(page, 'Save treatment');
    await press(page, 'Confirm and save');
    const refusal = page.getByText(
      /^Sharp debridement is recorded by a clinician, or by someone with one of these credentials: MD, DO, DPM, NP, PA\. Ask one of them/,
    );
    await refusal.waitFor();
    await page.getByText('Nothing is saved yet: please look at what is marked.').waitFor();
    const procedure = textbox('Procedure');
    expect(await procedure.getAttribute('aria-invalid')).toBe('true');
    const says = (await procedure.getAttribute('aria-describedby')) ?? '';
    expect(await refusal.evaluate((element) => element.id)).toBe(says);
    expect(await procedure.inputValue()).toBe('Sharp debridement, foam');
    expect(await textbox('Notes').inputValue()).toBe('Slough loosened, tolerated well');
    await look(page, 'scope-refused');
    await page.getByText('Draft kept').first().waitFor();
  });

  test('is theirs once an administrator allows their credential; what was typed is saved then', async () => {
    const { page } = app;
    await lockAs(page, ADMINISTRATOR);
    await goTo(page, 'Scope of practice');
    await look(page, 'scope-rules');
    await press(page, RULE);
    const credentials = textbox('Credentials that may record it');
    await credentials.press('Control+End');
    await page.keyboard.type('\nW.C.C.');
    await look(page, 'scope-rule');
    await press(page, 'Save rule');
    await page.getByRole('row').filter({ hasText: 'MD, DO, DPM, NP, PA, WCC' }).waitFor();
    await lockAs(page, NURSE);
    await openChart(page, PATIENT);
    await press(page, 'Continue');
    expect(await textbox('Procedure').inputValue()).toBe('Sharp debridement, foam');
    await saveTreatment(page);
    await page.getByText('Slough loosened, tolerated well').first().waitFor();
  });
});

describe('an administrator', () => {
  test('adds a rule with the keyboard, sees what is missing, and takes it out of force', async () => {
    const { page } = app;
    await lockAs(page, ADMINISTRATOR);
    await goTo(page, 'Scope of practice');
    await page.getByRole('button', { name: 'Add a rule' }).focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await page.keyboard.type('Pulsed lavage');
    await page.keyboard.press('Enter');
    await dialog().getByText('Words and codes is missing').waitFor();
    await textbox('Words and codes').fill('pulsed lavage\n97610');
    const clinician = dialog().getByRole('checkbox', { name: 'Clinician' });
    expect(await clinician.isChecked()).toBe(true);
    await clinician.press('Space');
    await press(page, 'Save rule');
    await dialog().getByText('Nobody could record it. Allow a role or a credential.').waitFor();
    await clinician.press('Space');
    await press(page, 'Save rule');
    const row = page.getByRole('row').filter({ hasText: 'pulsed lavage, 97610' });
    await row.getByText('a clinician', { exact: true }).waitFor();
    await press(page, 'Stop using Pulsed lavage');
    await row.getByText('Not in force').waitFor();
    await look(page, 'scope-rules-not-in-force');
    await press(page, 'Use again Pulsed lavage');
    await row.getByText('Not in force').waitFor({ state: 'detached' });
    expect(app.problems).toEqual([]);
  });
});
