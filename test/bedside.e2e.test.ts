import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, openChartOf, press, signIn } from './app-page.ts';
import { openTreatmentForm, PATIENT, tabTo } from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const openForm = (button: 'Log treatment' | 'Same as last') =>
  openTreatmentForm(app.page, 'DEMO-0001', button);
const notes = () => app.page.getByLabel('Notes');

describe('a repeat treatment', () => {
  test('takes at most six presses from the chart to saved, and carries each value to be confirmed', async () => {
    const { page } = app;
    await openChartOf(page, PATIENT);
    let presses = 0;
    const counted = async (name: string) => {
      presses += 1;
      await press(page, name);
    };
    await counted('Same as last');
    await page.getByText('From last time – check').first().waitFor();
    expect(await page.getByText('From last time – check').count()).toBe(5);
    expect(await notes().inputValue()).toBe('');
    await counted('Confirm all');
    expect(await page.getByText('From last time – check').count()).toBe(0);
    await counted('Save treatment');
    await counted('Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
    expect(presses).toBeLessThanOrEqual(6);
  });

  test('cannot be saved while a carried value is neither touched nor confirmed', async () => {
    const { page } = app;
    await openForm('Same as last');
    await press(page, 'Save treatment');
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    await page.getByLabel('Diagnosis', { exact: true }).fill('Right medial ankle');
    for (let left = 4; left > 0; left -= 1) {
      expect(await page.getByText('From last time – check').count()).toBe(left);
      await page
        .getByRole('button', { name: /^Confirm (?!all)/ })
        .first()
        .click();
    }
    expect(await page.getByText('From last time – check').count()).toBe(0);
    await press(page, 'Discard draft');
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /Discard/ })
      .click();
  });
});

test('a new treatment begins empty, also after another was repeated or given up', async () => {
  const { page } = app;
  await openForm('Log treatment');
  expect(await page.getByText('From last time – check').count()).toBe(0);
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await page.getByLabel('Wound location', { exact: true }).inputValue()).toBe('');
  expect(await page.getByRole('textbox', { name: 'Quantity' }).inputValue()).toBe('');
});

test('a treatment is logged with the keyboard alone', async () => {
  const { page } = app;
  await goTo(page, 'Patients');
  await page.keyboard.press('/');
  await page.keyboard.type('DEMO-0001');
  await page.getByText('1 patient found').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Same as last' }).waitFor();
  // A second Enter at once, with no key between, would count as the first one pressed twice.
  await tabTo(page, /^Same as last$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Log a treatment' }).waitFor();
  await tabTo(page, /^Confirm all$/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alertdialog').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Saved on this computer').waitFor();
  expect(app.problems).toEqual([]);
});

test('an unsigned record is corrected, and its history shows what stood before', async () => {
  const { page } = app;
  await page
    .getByRole('button', { name: /^Correct / })
    .first()
    .click();
  await page.getByText('Another place, in words').click();
  await page.getByLabel('Wound location', { exact: true }).fill('Right lateral ankle');
  await page
    .getByRole('textbox', { name: /^Reason|Why/ })
    .last()
    .fill('Wrong side');
  await page.getByRole('button', { name: /^Save/ }).click();
  await press(page, 'Confirm and save');
  await page.getByText('Saved on this computer').waitFor();
  await page
    .getByRole('button', { name: /History/ })
    .first()
    .click();
  const history = page.getByRole('dialog');
  await history.getByText('Wrong side').waitFor();
  await history.getByText('Left medial malleolus').first().waitFor();
  await page.keyboard.press('Escape');
  expect(app.problems).toEqual([]);
});

describe('what is typed is kept', () => {
  test('over a lock, for the person who typed it', async () => {
    const { page } = app;
    await openForm('Log treatment');
    await notes().fill('Typed before the lock');
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Who is signing in?' }).waitFor();
    expect(await page.getByText('Typed before the lock').count()).toBe(0);
    await signIn(page, 'Hannah Winslow');
    // Whoever unlocks is where they were.
    await press(page, 'Continue');
    expect(await notes().inputValue()).toBe('Typed before the lock');
  });

  test('over the death of the program in the middle of typing', async () => {
    const { page } = app;
    await notes().fill('Typed before the power went');
    await page.getByText('Keeping the draft…').waitFor();
    await page.getByText(/Draft kept/).waitFor();
    await app.restart('SIGKILL');
    await signIn(page, 'Hannah Winslow');
    await openChartOf(page, PATIENT);
    await page.getByText('You were logging a treatment').waitFor();
    await press(page, 'Continue');
    expect(await notes().inputValue()).toBe('Typed before the power went');
  });

  test('over a refusal, with the problem at its field', async () => {
    const { page } = app;
    await page
      .getByRole('radio', { name: /Cloudrest/ })
      .first()
      .check({ force: true });
    await page.getByRole('textbox', { name: 'Quantity' }).fill('500');
    await press(page, 'Save treatment');
    await page.getByRole('textbox', { name: /Reason|Why/ }).waitFor();
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    expect(await notes().inputValue()).toBe('Typed before the power went');
    await page.getByRole('textbox', { name: /Reason|Why/ }).fill('Two opened packs were unsterile');
    await press(page, 'Save treatment');
    await page
      .getByRole('alertdialog')
      .getByText(/more than the order holds/)
      .waitFor();
    await press(page, 'Confirm and save');
    await page.getByText('Saved on this computer').waitFor();
    await page
      .getByText(/more than ordered/)
      .first()
      .waitFor();
  });

  test('and nothing is offered any more once it is saved', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await openChartOf(page, PATIENT);
    expect(await page.getByText('You were logging a treatment').count()).toBe(0);
  });
});
