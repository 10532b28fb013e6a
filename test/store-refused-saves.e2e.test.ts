import type { Locator } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AlteredCalls, alterCalls } from './altered-calls.ts';
import { demonstrationAs, goTo, look, openChartOf, press } from './app-page.ts';
import { fillPatient, PATIENT, pick, saveTreatment } from './e2e-steps.ts';

const FULL = {
  code: 'ReadOnly',
  message: 'Not saved: the disk is full. Make room on this computer, then save again.',
};
const BROKEN = {
  code: 'NotSaved',
  message:
    'This was not saved: the database had to be started again. What you typed is still here.',
};

const app = demonstrationAs('Philippa Ashgrove');
let calls: AlteredCalls;
beforeAll(async () => {
  calls = await alterCalls(app.page);
  await app.page.reload();
  await app.page.getByRole('navigation').waitFor();
});
beforeEach(() => calls.restore());

const textbox = (name: string): Locator =>
  app.page.getByRole('textbox', { name, exact: true }).last();

/** The refusal is said at the form, and the focus is there. */
async function isToldAtTheForm(message: string): Promise<void> {
  const { page } = app;
  await page.locator('.form-notice').getByText(message).waitFor();
  await page.waitForFunction(
    (words) => document.activeElement?.textContent.includes(words),
    message,
  );
}

async function values(...names: readonly string[]): Promise<readonly string[]> {
  return Promise.all(names.map((name) => textbox(name).inputValue()));
}

describe('a save that is refused keeps what was typed and says why where it was typed', () => {
  test('a new patient', async () => {
    const { page } = app;
    await press(page, 'New patient');
    const person = { lastName: 'Quillfeather', firstName: 'Ottoline', birthOn: '1951-02-03' };
    await fillPatient(page, person);
    calls.refuse(['patients.create'], FULL);
    await press(page, 'Register patient');
    await isToldAtTheForm(FULL.message);
    expect(await values('Last name', 'First name')).toEqual(['Quillfeather', 'Ottoline']);
    expect(await page.getByLabel('Birth date').inputValue()).toBe('1951-02-03');
    await look(page, '50-refused-patient');
    calls.restore();
    await press(page, 'Register patient');
    await page.getByRole('heading', { name: 'Quillfeather, Ottoline' }).waitFor();
  });

  test("a correction of a patient's details", async () => {
    const { page } = app;
    await press(page, 'Correct details');
    await textbox('First name').fill('Ottilie');
    calls.refuse(['patients.correct'], BROKEN);
    await press(page, 'Save correction');
    await isToldAtTheForm(BROKEN.message);
    expect(await values('First name')).toEqual(['Ottilie']);
    calls.restore();
    await press(page, 'Save correction');
    await page.getByRole('heading', { name: 'Quillfeather, Ottilie' }).waitFor();
  });

  test('an allergy', async () => {
    const { page } = app;
    await press(page, 'Add allergy');
    await textbox('Substance').fill('Latex');
    calls.refuse(['allergies.add'], FULL);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add allergy' }).click();
    await isToldAtTheForm(FULL.message);
    expect(await values('Substance')).toEqual(['Latex']);
    calls.restore();
    await dialog.getByRole('button', { name: 'Add allergy' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('a treatment, whose question is answered first', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await openChartOf(page, PATIENT);
    await press(page, 'Same as last');
    await page.getByLabel('Notes').fill('Edges pink, no odour.');
    await press(page, 'Confirm all');
    calls.refuse(['treatments.record', 'drafts.save'], FULL);
    await press(page, 'Save treatment');
    await press(page, 'Confirm and save');
    await isToldAtTheForm(FULL.message);
    expect(await page.getByLabel('Notes').inputValue()).toBe('Edges pink, no odour.');
    await look(page, '51-refused-treatment');
    calls.restore();
    await saveTreatment(page);
  });

  test('a correction of a treatment', async () => {
    const { page } = app;
    await page
      .getByRole('button', { name: /^Correct .*\d{4}/ })
      .first()
      .click();
    await textbox('Diagnosis').fill('Ulcer of the right heel');
    await textbox('Reason for the correction').fill('Wrong side');
    calls.refuse(['treatments.correct'], BROKEN);
    await press(page, 'Save correction');
    await press(page, 'Confirm and save');
    await isToldAtTheForm(BROKEN.message);
    expect(await values('Diagnosis', 'Reason for the correction')).toEqual([
      'Ulcer of the right heel',
      'Wrong side',
    ]);
    calls.restore();
    await press(page, 'Save correction');
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
  });

  test('an order', async () => {
    const { page } = app;
    await press(page, 'New order');
    // A name that one product has: the list changes while it is typed, and a row that goes cannot be pressed.
    await pick(page, 'Add a product', ['powder', /powder/i]);
    await page.getByRole('textbox', { name: /^Quantity of/ }).fill('7');
    await textbox('Order number').fill('PO-7781');
    calls.refuse(['orders.create'], FULL);
    await press(page, 'Place order');
    await isToldAtTheForm(FULL.message);
    expect(await page.getByRole('textbox', { name: /^Quantity of/ }).inputValue()).toBe('7');
    expect(await values('Order number')).toEqual(['PO-7781']);
    calls.restore();
    await press(page, 'Place order');
    await page.getByText('Order PO-7781 saved on this computer').waitFor();
  });

  test('a product', async () => {
    const { page } = app;
    await goTo(page, 'Products');
    await press(page, 'Add product');
    await textbox('Name').fill('Silicone border 3 × 3 in');
    await textbox('SKU').fill('SIL-3X3');
    calls.refuse(['products.add'], FULL);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add product' }).click();
    await isToldAtTheForm(FULL.message);
    expect(await values('Name', 'SKU')).toEqual(['Silicone border 3 × 3 in', 'SIL-3X3']);
    calls.restore();
    await dialog.getByRole('button', { name: 'Add product' }).click();
    await page.getByText('was added, with SKU SIL-3X3').waitFor();
  });

  test('a user, with the PIN that was typed for them', async () => {
    const { page } = app;
    await goTo(page, 'Users');
    await press(page, 'Add a person');
    await textbox('Name').fill('Ines Valdivia');
    await page.getByRole('dialog').getByRole('button', { name: /Role/ }).click();
    await page.getByRole('option', { name: 'Nurse' }).click();
    await page.getByLabel('PIN', { exact: true }).fill('314159');
    await page.getByLabel('PIN again').fill('314159');
    calls.refuse(['users.create'], FULL);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await isToldAtTheForm(FULL.message);
    expect(await values('Name')).toEqual(['Ines Valdivia']);
    expect(await page.getByLabel('PIN again').inputValue()).toBe('314159');
    calls.restore();
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await page.getByRole('button', { name: /Ines Valdivia/ }).waitFor();
  });
});

describe('records that are being opened again', () => {
  const opening = {
    state: 'opening',
    writing: 'allowed',
    problem: null,
    waitSeconds: 0,
    hasKeychain: false,
    progress: null,
    backups: [],
  };

  test('take nothing off the screen, and say above it that saving works again soon', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await press(page, 'New patient');
    const person = { lastName: 'Marrowmere', firstName: 'Basil', birthOn: '1948-09-30' };
    await fillPatient(page, { ...person, sex: 'Male' });
    calls.answer('store.status', opening);
    calls.refuse(['patients.create'], BROKEN);
    await press(page, 'Register patient');
    await isToldAtTheForm(BROKEN.message);
    await page.getByText('The records are being opened again.').waitFor();
    expect(await values('Last name', 'First name')).toEqual(['Marrowmere', 'Basil']);
    await look(page, '53-opening-again');
    calls.restore();
    await page.getByText('The records are being opened again.').waitFor({ state: 'detached' });
    await press(page, 'Register patient');
    await page.getByRole('heading', { name: 'Marrowmere, Basil' }).waitFor();
  });
});

describe('what everybody should know about the keeping of the records', () => {
  const warnings = [
    { code: 'diskFull', message: 'The disk is full: nothing can be saved until there is room.' },
    { code: 'noRecentBackup', message: 'The last good backup is 9 days old.' },
  ];

  test('stands above every screen as soon as a save is refused', async () => {
    const { page } = app;
    await goTo(page, 'Products');
    calls.answer('storage.warnings', { writing: 'diskFull', warnings });
    calls.refuse(['products.add'], FULL);
    await press(page, 'Add product');
    await textbox('Name').fill('Gauze');
    await textbox('SKU').fill('GAUZE');
    await page.getByRole('dialog').getByRole('button', { name: 'Add product' }).click();
    await isToldAtTheForm(FULL.message);
    await press(page, 'Cancel');
    for (const { message } of warnings) await page.getByText(message).waitFor();
    await look(page, '52-warnings');
  });

  test('leads an administrator to Storage with one press', async () => {
    const { page } = app;
    await press(page, 'Open Storage');
    await page.getByRole('heading', { name: 'Storage and backups' }).waitFor();
    expect(await page.getByRole('button', { name: 'Open Storage' }).count()).toBe(0);
  });

  test('and nothing of this was reported as an error', () => {
    expect(app.problems).toEqual([]);
  });
});
