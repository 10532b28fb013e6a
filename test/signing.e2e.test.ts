import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import {
  type AppPage,
  look,
  openChartOf,
  openDemonstration,
  pictureOfFailure,
  press,
  signIn,
} from './app-page.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Hannah Winslow');
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const PATIENT = 'Hollis, Margaret';
const dialog = () => app.page.getByRole('dialog');
const typePin = (pin = DEMONSTRATION_PIN) => app.page.getByLabel('Your PIN').fill(pin);
const chart = async () => {
  await app.page.getByRole('link', { name: 'Patients' }).click();
  await openChartOf(app.page, PATIENT);
};
/** Repeats the last treatment, with a note to know it by. */
const repeatTreatment = async (note: string) => {
  await chart();
  await press(app.page, 'Same as last');
  const carried = app.page.getByText('From last time – check');
  await carried.first().waitFor();
  for (let left = await carried.count(); left > 0; left -= 1)
    await app.page
      .getByRole('button', { name: /^Confirm / })
      .first()
      .click();
  await app.page.getByLabel('Notes').fill(note);
  await press(app.page, 'Save treatment');
  await press(app.page, 'Confirm and save');
  await app.page.getByText('Saved on this computer').waitFor();
  await app.page.getByText(note).waitFor();
};
const openNewest = async () => {
  await app.page
    .getByRole('button', { name: /^Open .*\d{4}$/ })
    .first()
    .click();
  await app.page.getByRole('heading', { name: 'Signatures' }).waitFor();
};
const lockAs = async (person: string) => {
  await app.page.keyboard.press('Control+l');
  await app.page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
  await signIn(app.page, person);
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
    await repeatTreatment('First of this test');
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
    await lockAs('Hannah Winslow');
    await chart();
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
  await repeatTreatment('Second of this test');
  await openWorklist();
  await page.getByRole('button', { name: /^Hollis, Margaret born/ }).waitFor();
  await look(page, 'worklist');
  const tabTo = async (name: RegExp) => {
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const { activeElement: at } = document;
        const label = at?.closest('label')?.textContent;
        return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '';
      });
      if (name.test(focused)) return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  await tabTo(/^Hollis, Margaret born/);
  await page.keyboard.press('Enter');
  await dialog().getByText('Second of this test').waitFor();
  await look(page, 'read-record');
  await tabTo(/^Choose for signing/);
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'hidden' });
  await barOf(page).getByText('1 of').waitFor();
  await tabTo(/^Sign 1 record/);
  await page.keyboard.press('Enter');
  await dialog().waitFor();
  await page.keyboard.type(DEMONSTRATION_PIN);
  await page.keyboard.press('Enter');
  await page.getByText('Signed on this computer: 1 record', { exact: true }).waitFor();
});

test('a record that was made by mistake is voided with a reason, and stays readable', async () => {
  const { page } = app;
  await repeatTreatment('Third of this test');
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
    await lockAs('Philippa Ashgrove');
    await openWorklist();
    await press(page, 'Signing rules');
    await page.getByRole('radio', { name: /^All records/ }).check({ force: true });
    await look(page, 'signing-rules');
    await press(page, 'Save');
    await dialog().waitFor({ state: 'hidden' });
  });

  test('has what a nurse signed wait in the clinician’s list, where all of it is co-signed at once', async () => {
    const { page } = app;
    await lockAs('Hannah Winslow');
    await repeatTreatment('Fourth of this test');
    await press(page, 'Sign now');
    await typePin();
    await page.keyboard.press('Enter');
    await page.getByText('Waits for co-signature').first().waitFor();
    await lockAs('Anjali Deshpande');
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
});
