import type { Page } from 'playwright-core';
import { press } from './app-page.ts';

/** The suggested recovery passphrase on the screen, as it is written down. */
export async function shownPassphrase(page: Page): Promise<string> {
  const groups = page.getByRole('group', { name: 'Recovery passphrase' });
  await groups.waitFor();
  const words = await groups.textContent();
  return words ?? '';
}

/** Keeps the suggested passphrase, proves it by its last group, and answers it. */
export async function keepSuggested(page: Page, submitLabel: string): Promise<string> {
  const passphrase = await shownPassphrase(page);
  await press(page, 'I have kept it');
  await page.getByLabel('The last group').fill(passphrase.slice(-5).toLowerCase());
  await press(page, submitLabel);
  return passphrase;
}

/** Types into a passphrase's field; its button to show it has almost the same name. */
export async function typePassphrase(
  page: Page,
  text: string,
  label = 'Recovery passphrase',
): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
}

/** Sets up a clinic with one administrator, who is signed in then. */
export async function setUpClinic(page: Page, pin: string): Promise<void> {
  await page.getByLabel('Clinic name').fill('Elm Street Wound Care');
  await page.getByLabel('Your name').fill('Ada Admin');
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.getByLabel('PIN again').fill(pin);
  await press(page, 'Set up this computer');
  await page.getByRole('navigation').waitFor();
}
