import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AppPage, goTo, openDemonstration, pictureOfFailure, press } from './app-page.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Philippa Ashgrove');
  for (const person of [
    { firstName: 'Ann', birthOn: '1950-02-28' },
    { firstName: 'Anna', birthOn: '1961-07-09' },
  ]) {
    await press(app.page, 'New patient');
    await app.page.getByLabel('Last name').fill('Quillfeather');
    await app.page.getByLabel('First name').fill(person.firstName);
    await app.page.getByLabel('Birth date').fill(person.birthOn);
    await app.page.getByRole('button', { name: /Sex/ }).click();
    await app.page.getByRole('option', { name: 'Female' }).click();
    await press(app.page, 'Register patient');
    await app.page.getByRole('heading', { name: `Quillfeather, ${person.firstName}` }).waitFor();
    await goTo(app.page, 'Patients');
  }
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const search = () => app.page.getByRole('searchbox');
const heading = () => app.page.getByRole('heading', { level: 1 }).textContent();
const focused = () =>
  app.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

test('Enter with two found marks the first and opens neither, also when it is held down', async () => {
  const { page } = app;
  await search().fill('quillf');
  await page.getByText('2 patients found').waitFor();
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  expect(await focused()).toMatch(/^Quillfeather, Ann .*open chart$/);
  expect(await heading()).toBe('Patients');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Quillfeather, Ann' }).waitFor();
  await goTo(page, 'Patients');
});

test('Enter before the answer is there opens who was typed, and nobody who was shown before', async () => {
  const { page } = app;
  await search().fill('DEMO-0001');
  await page.getByText('1 patient found').waitFor();
  await search().fill('quillfeather anna');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Quillfeather, Anna' }).waitFor();
  expect(await heading()).toBe('Quillfeather, Anna');
  await goTo(page, 'Patients');
});

test('Enter before the answer waits for it, and opens nobody when two are found', async () => {
  const { page } = app;
  await search().fill('DEMO-0001');
  await page.getByText('1 patient found').waitFor();
  // Both in one task of the page, so that no answer can come in between.
  await search().evaluate((field: HTMLInputElement) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setValue?.call(field, 'quill');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  });
  await page.getByText('2 patients found').waitFor();
  expect(await heading()).toBe('Patients');
  expect(await focused()).toMatch(/^Quillfeather, Ann .*open chart$/);
});

test('while an older answer is shown its rows cannot be pressed', async () => {
  const { page } = app;
  await search().fill('DEMO-0001');
  await page.getByText('1 patient found').waitFor();
  const shown = await search().evaluate(async (field: HTMLInputElement) => {
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    setValue?.call(field, 'quillfe');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
    const row = document.querySelector<HTMLElement>('tbody th button');
    row?.click();
    return {
      row: row?.textContent?.trim(),
      isBusy: document.querySelector('table')?.getAttribute('aria-busy'),
      count: document.querySelector('[role=status]')?.textContent,
    };
  });
  expect(shown).toMatchObject({ row: 'Hollis, Margaret', isBusy: 'true', count: 'Looking…' });
  await page.getByText('2 patients found').waitFor();
  expect(await heading()).toBe('Patients');
});

test('Enter with one found opens that chart', async () => {
  const { page } = app;
  await search().fill('DEMO-0001');
  await page.getByText('1 patient found').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hollis, Margaret' }).waitFor();
  expect(app.problems).toEqual([]);
});
