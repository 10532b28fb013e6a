import { describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { type AppPage, demonstrationAs, look, press } from './app-page.ts';
import { lockAs, openChart, repeatTreatment, tabTo } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const dialog = () => app.page.getByRole('dialog');
const typePin = (pin = DEMONSTRATION_PIN) => app.page.getByLabel('Your PIN').fill(pin);
const repeated = async (note: string) => {
  await openChart(app.page, 'DEMO-0001');
  await repeatTreatment(app.page, note);
};
const openNewest = async () => {
  await app.page
    .getByRole('button', { name: /^Open .*\d{4}$/ })
    .first()
    .click();
  await app.page.getByRole('heading', { name: 'Signatures' }).waitFor();
};
/** The link also says how many wait. */
const openWorklist = async () => {
  await app.page.getByRole('link', { name: /To sign$/ }).click();
  await app.page.getByRole('heading', { name: 'To sign', level: 1 }).waitFor();
};
const barOf = (page: AppPage['page']) => page.locator('[data-action-bar]');

describe('a treatment that was just saved', () => {
  test('is signed from where it says so; a wrong PIN signs nothing and asks again', async () => {
    const { page } = app;
    await repeated('First of this test');
    await press(page, 'Sign now');
    await dialog().getByText('I recorded this or did what it describes.').waitFor();
    await dialog().getByText('Hollis, Margaret').waitFor();
    await typePin('111111');
    await look(page, 'sign-dialog');
    await page.keyboard.press('Enter');
    await dialog().getByText('That PIN is not right.').first().waitFor();
    expect(await page.getByLabel('Your PIN').inputValue()).toBe('');
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Signed on this computer', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Sign now' }).count()).toBe(0);
  });

  test('is locked then: nothing offers to correct it, and its signature is there to read', async () => {
    const { page } = app;
    await openNewest();
    await page.getByText(/^Signed by/).waitFor();
    await page.getByText('Hannah Winslow, ', { exact: false }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Correct' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Sign', exact: true }).count()).toBe(0);
    await press(page, 'Amend');
  });
});

describe('an amendment', () => {
  test('asks for its kind and its reason before it asks for the PIN', async () => {
    const { page } = app;
    await page.getByRole('heading', { name: /^Amend: / }).waitFor();
    await press(page, 'Sign amendment');
    await page.getByText('Choose what kind of amendment this is').waitFor();
    await page.getByText('Say why the record is amended').waitFor();
    expect(await dialog().count()).toBe(0);
  });

  test('that is half written survives a lock', async () => {
    const { page } = app;
    await page.getByRole('radio', { name: /^Correction/ }).check({ force: true });
    await page.getByLabel('Reason for the amendment').fill('No compression was applied');
    await page.getByLabel('Procedure', { exact: true }).fill('Dressing change only');
    await page.getByText(/Draft kept/).waitFor();
    await lockAs(page, 'Hannah Winslow');
    await openChart(page, 'DEMO-0001');
    await page.getByText('You were amending a treatment of this patient').waitFor();
    await press(page, 'Continue');
    expect(await page.getByLabel('Reason for the amendment').inputValue()).toBe(
      'No compression was applied',
    );
    expect(await page.getByLabel('Procedure', { exact: true }).inputValue()).toBe(
      'Dressing change only',
    );
    await look(page, 'amend-treatment');
  });

  test('shows what it makes of the record, and leaves the original readable', async () => {
    const { page } = app;
    await press(page, 'Sign amendment');
    await dialog().getByText('I add this amendment under my own name.').waitFor();
    await dialog().getByText('Dressing change only').waitFor();
    await look(page, 'amend-dialog');
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Amended (1)').waitFor();
    await page.getByText('Reason: No compression was applied').waitFor();
    await press(page, 'Show original');
    await page.getByText('Dressing change, multilayer compression (29581)').first().waitFor();
    await look(page, 'treatment-record');
  });

  test('in words adds a finding and changes no field', async () => {
    const { page } = app;
    await press(page, 'Amend');
    await page.getByRole('radio', { name: /^Additional finding/ }).check({ force: true });
    expect(await page.getByRole('heading', { name: 'What it should say' }).count()).toBe(0);
    await page.getByLabel('Reason for the amendment').fill('Left out in a hurry');
    await page.getByLabel('Additional finding', { exact: true }).fill('Skin around it is intact.');
    await page.keyboard.press('Control+Enter');
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Amended (2)').waitFor();
    await page.getByText('Skin around it is intact.').waitFor();
    expect(app.problems).toEqual([]);
  });
});

test('records are read and signed from the list with the keyboard alone', async () => {
  const { page } = app;
  await repeated('Second of this test');
  await openWorklist();
  await page.getByRole('button', { name: /^Hollis, Margaret born/ }).waitFor();
  await look(page, 'worklist');
  await tabTo(page, /^Hollis, Margaret born/);
  await page.keyboard.press('Enter');
  await dialog().getByText('Second of this test').waitFor();
  await look(page, 'read-record');
  await tabTo(page, /^Choose for signing/);
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'hidden' });
  await barOf(page).getByText('1 of').waitFor();
  await tabTo(page, /^Sign 1 record/);
  await page.keyboard.press('Enter');
  await dialog().waitFor();
  await page.keyboard.type(DEMONSTRATION_PIN);
  await page.keyboard.press('Enter');
  await page.getByText('Signed on this computer: 1 record', { exact: true }).waitFor();
});

test('a record that was made by mistake is voided with a reason, and stays readable', async () => {
  const { page } = app;
  await repeated('Third of this test');
  await openNewest();
  await press(page, 'Void');
  await typePin();
  await page.keyboard.press('Enter');
  await dialog().getByText('Say why this record is voided').waitFor();
  await dialog().getByLabel('Reason for voiding').fill('Logged twice');
  await look(page, 'void-dialog');
  await typePin();
  await page.keyboard.press('Enter');
  await page.getByText('Voided on this computer', { exact: true }).waitFor();
  await page.locator('s').getByText('Third of this test').waitFor();
  await look(page, 'voided-record');
  await press(page, 'Back to chart');
  await page.getByText('Logged twice').waitFor();
  expect(await page.getByRole('button', { name: 'Sign now' }).count()).toBe(0);
  await look(page, 'timeline-states');
});

describe('a site whose clinicians co-sign what nurses sign', () => {
  test('says so in its signing rules', async () => {
    const { page } = app;
    await lockAs(page, 'Philippa Ashgrove');
    await openWorklist();
    await press(page, 'Signing rules');
    await page.getByRole('radio', { name: /^All records/ }).check({ force: true });
    await look(page, 'signing-rules');
    await press(page, 'Save');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('has what a nurse signed wait in the clinician’s list, where all of it is co-signed at once', async () => {
    const { page } = app;
    await lockAs(page, 'Hannah Winslow');
    await repeated('Fourth of this test');
    await press(page, 'Sign now');
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Waits for co-signature').first().waitFor();
    await lockAs(page, 'Anjali Deshpande');
    await openWorklist();
    await page.getByRole('tab', { name: /Co-signature/ }).click();
    await page.getByLabel('Choose all').check({ force: true });
    await look(page, 'cosign-list');
    await page.getByRole('button', { name: /^Co-sign \d records?$/ }).click();
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText(/^Co-signed on this computer: \d records?$/).waitFor();
    await page.getByText('Nothing waits for your co-signature').waitFor();
    expect(app.problems).toEqual([]);
  });

  test('has a corrected record wait there once more', async () => {
    const { page } = app;
    await lockAs(page, 'Hannah Winslow');
    await openChart(page, 'DEMO-0001');
    await openNewest();
    await press(page, 'Amend');
    await page.getByRole('radio', { name: /^Correction/ }).check({ force: true });
    await page.getByLabel('Reason for the amendment').fill('Wrong side');
    await page.getByLabel('Notes').fill('Fifth of this test');
    await press(page, 'Sign amendment');
    await dialog().getByText('A clinician co-signs the corrected record').waitFor();
    await look(page, 'amend-cosigned');
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Waits for co-signature').first().waitFor();
    await lockAs(page, 'Anjali Deshpande');
    await openWorklist();
    await page.getByRole('tab', { name: /Co-signature/ }).click();
    const line = page.getByRole('row').filter({ hasText: 'Amended (1)' });
    await line.waitFor();
    await look(page, 'cosign-again');
    await line.getByRole('button', { name: /^Hollis, Margaret born/ }).click();
    await dialog().getByText('Fifth of this test').first().waitFor();
    await press(page, 'Choose for signing');
    await page.getByRole('button', { name: 'Co-sign 1 record' }).click();
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Co-signed on this computer: 1 record', { exact: true }).waitFor();
    await openChart(page, 'DEMO-0001');
    await openNewest();
    await page.getByText(/^Co-signed the correction by/).waitFor();
    await look(page, 'cosigned-correction');
    expect(app.problems).toEqual([]);
  });
});
