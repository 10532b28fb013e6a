import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { goTo, press, signIn } from './app-page.ts';

/** Of the demonstration: she has wounds, allergies, an order and treatments; her number is DEMO-0001. */
export const PATIENT = 'Hollis, Margaret';

/** Chooses one of several, which a label that is drawn may cover. */
export async function choose(within: Page | Locator, name: string | RegExp): Promise<void> {
  await within.getByRole('radio', { name }).first().check({ force: true });
}

/** Types words into a field that suggests, and takes the first suggestion of that name. */
export async function pick(
  page: Page,
  label: string,
  [words, name]: readonly [string, RegExp],
): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(words);
  await page.getByRole('option', { name }).first().click();
}

/** What the browser saves when somebody does this. */
export async function savedFile(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly fileName: string; readonly bytes: Buffer }> {
  const saving = page.waitForEvent('download');
  await act();
  const download = await saving;
  return { fileName: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Locks the screen and signs in as somebody, the same person or another. */
export async function lockAs(page: Page, person: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
  await signIn(page, person);
}

/** Opens a chart by its number from any screen: two patients of the demonstration have almost one name. */
export async function openChart(page: Page, mrn: string): Promise<void> {
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill(mrn);
  await page.getByText('1 patient found').waitFor();
  await page.getByRole('button', { name: /open chart/ }).click();
  await page.getByRole('button', { name: 'Log treatment' }).waitFor();
}

/** Opens the form for a treatment of the patient with this number, from any screen. */
export async function openTreatmentForm(
  page: Page,
  mrn: string,
  button: 'Log treatment' | 'Same as last' = 'Log treatment',
): Promise<void> {
  await openChart(page, mrn);
  await press(page, button);
  await page.getByRole('heading', { name: 'Log a treatment' }).waitFor();
}

/** Repeats the last treatment of the chart that is open, with a note to know it by. */
export async function repeatTreatment(page: Page, note: string): Promise<void> {
  await press(page, 'Same as last');
  await page.getByLabel('Notes').fill(note);
  await press(page, 'Confirm all');
  await saveTreatment(page);
  await page.getByText(note).waitFor();
}

/** Saves the treatment that is in the form, with this answer to the question whose record it is. */
export async function saveTreatment(page: Page, answer = 'Confirm and save'): Promise<void> {
  await press(page, 'Save treatment');
  await press(page, answer);
  await page.getByText('Saved on this computer').waitFor();
}

/** Answers the question before a save as somebody who reads it: not within what is a double press. */
export async function confirmAfterReading(page: Page, answer = 'Confirm and save'): Promise<void> {
  const question = page.getByRole('alertdialog');
  await question.getByText('DEMO-0001').waitFor();
  await readingTime(page);
  await question.getByRole('button', { name: answer }).click();
}

/** Waits until a press is no longer the second half of a double one. */
export async function readingTime(page: Page): Promise<void> {
  const settledMs = await page.evaluate(() => performance.now() + 450);
  await page.waitForFunction((ms) => performance.now() > ms, settledMs);
}

type Person = {
  readonly lastName: string;
  readonly firstName: string;
  readonly birthOn: string;
  readonly mrn?: string;
  readonly sex?: 'Female' | 'Male';
};

/** Registers a patient, from any screen, and ends on their chart. */
export async function registerPatient(page: Page, person: Person): Promise<void> {
  await goTo(page, 'Patients');
  await press(page, 'New patient');
  await fillPatient(page, person);
  await press(page, 'Register patient');
  await page.getByRole('heading', { name: `${person.lastName}, ${person.firstName}` }).waitFor();
}

/** Fills the form for a new patient, a woman unless it is said. */
export async function fillPatient(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Last name').fill(person.lastName);
  await page.getByLabel('First name').fill(person.firstName);
  await page.getByLabel('Birth date').fill(person.birthOn);
  if (person.mrn !== undefined) await page.getByLabel('MRN').fill(person.mrn);
  await page.getByRole('button', { name: /Sex/ }).click();
  await page.getByRole('option', { name: person.sex ?? 'Female', exact: true }).click();
}

/** What has the focus, by the name that is said for it. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: at } = document;
    const label = at instanceof HTMLInputElement ? at.labels?.[0] : null;
    return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').trim();
  });
}

/** Presses Tab until the focus is on what has such a name. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`Tab never reaches ${name}`);
}
