import { beforeAll, expect, test } from 'vitest';
import { demonstrationAs, goTo } from './app-page.ts';
import { focused, registerPatient } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');
beforeAll(async () => {
  for (const person of [
    { firstName: 'Ann', birthOn: '1950-02-28' },
    { firstName: 'Anna', birthOn: '1961-07-09' },
  ])
    await registerPatient(app.page, { lastName: 'Quillfeather', ...person });
  await goTo(app.page, 'Patients');
});

const search = () => app.page.getByRole('searchbox');
const heading = () => app.page.getByRole('heading', { level: 1 }).textContent();

test('Enter with two found marks the first and opens neither, also when it is held down', async () => {
  const { page } = app;
  await search().fill('quillf');
  await page.getByText('2 patients found').waitFor();
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  expect(await focused(app.page)).toMatch(/^Quillfeather, Ann .*open chart$/);
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
  expect(await focused(app.page)).toMatch(/^Quillfeather, Ann .*open chart$/);
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
      count: document.querySelector('.patients-count')?.textContent,
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
