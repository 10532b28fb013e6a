import { describe, expect, test } from 'vitest';
import { demonstrationAs, look, press } from './app-page.ts';
import {
  choose,
  confirmAfterReading,
  focused,
  lockAs,
  openChart,
  readingTime,
} from './e2e-steps.ts';

const app = demonstrationAs('Hannah Winslow');

const actionBar = () => app.page.locator('[data-action-bar]');
const question = () => app.page.getByRole('alertdialog');

describe('a wound is registered', () => {
  test('with the keyboard alone, through the list of places', async () => {
    const { page } = app;
    await openChart(page, 'DEMO-0001');
    await page.getByRole('button', { name: 'Register wound' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Register a wound' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('sacrum');
    await page.getByText('1 place found').waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/^Sacrum/);
    await page.keyboard.press('Space');
    await page.locator('.body-map__chosen').getByText('Sacrum').waitFor();
    for (let step = 0; step < 8 && !(await focused(page)).startsWith('Pressure injury'); step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await question().getByText('Sacrum').waitFor();
    await readingTime(page);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Assess wound' }).waitFor();
    await page.getByRole('heading', { name: 'Wound 2 Sacrum' }).waitFor();
  });

  test('by pressing the picture, which the list follows; side and code must agree', async () => {
    const { page } = app;
    await openChart(page, 'DEMO-0001');
    await press(page, 'Register wound');
    await page.getByText('Already registered:').waitFor();
    const captions = page.locator('.body-figure__caption');
    expect(await captions.allInnerTexts()).toEqual([
      'Right\nFront\nLeft',
      'Left\nBack\nRight',
      'Right\nSoles\nLeft',
      'Right\nTops of the feet\nLeft',
    ]);
    const leftSole = page.locator('.body-figure--sole [data-place="heel left sole"]');
    // In the middle of the shape's box lies the heel itself.
    await leftSole.click();
    await page.locator('.body-map__chosen').getByText('Left heel, plantar').waitFor();
    const chosen = page.getByRole('radio', { name: 'Left heel, plantar' });
    expect(await chosen.isChecked()).toBe(true);
    await choose(page, /^Diabetic foot ulcer/);
    await page.getByLabel('ICD-10 code').fill('L97.411');
    await page.getByLabel('Care here began').fill('2026-09-14');
    // Fewer lines to look at: axe takes its time for each of two hundred.
    await page.getByRole('searchbox').fill('heel');
    await look(page, 'wound-register');
    await actionBar().getByRole('button', { name: 'Register wound' }).click();
    await page.getByText(/is for the right, and the wound is on the left/).waitFor();
    expect(await question().count()).toBe(0);
    await page.getByLabel('ICD-10 code').fill('L97.421');
    await actionBar().getByRole('button', { name: 'Register wound' }).click();
    await confirmAfterReading(page);
    await page.getByRole('heading', { name: 'Wound 3 Left heel, plantar' }).waitFor();
    expect(app.problems).toEqual([]);
  });
});

type Sizes = readonly [length: string, width: string, depth: string];

async function assess(day: string, [length, width, depth]: Sizes): Promise<void> {
  const { page } = app;
  await press(page, 'Assess wound');
  await page.getByRole('heading', { name: 'Assess the wound' }).waitFor();
  await page.getByLabel('Assessed on').fill(day);
  await choose(page, /^Ruler/);
  await page.getByLabel('Length, head to toe (cm)').fill(length);
  await page.getByLabel('Width, side to side (cm)').fill(width);
  await page.getByLabel('Depth (cm)', { exact: true }).fill(depth);
}

describe('an assessment', () => {
  test('shows its area, PUSH and what is left of the tissue while it is typed', async () => {
    const { page } = app;
    await assess('2026-09-14', ['4', '3', '0.5']);
    await page.locator('.live-area').getByText('12.0 cm²').waitFor();
    await page.getByLabel('Granulation', { exact: true }).fill('60');
    await page.getByText('40% left to say.').waitFor();
    await press(page, 'Rest is slough: 40%');
    await page.getByText('Together 100%.').waitFor();
    await choose(page.getByRole('radiogroup', { name: 'Exudate', exact: true }), 'Moderate');
    // Area 12.0 is 8, moderate exudate 2, slough 3.
    await page.locator('.push-score__total').getByText('13').waitFor();
    const clock = page.locator('.clock-face').first();
    await clock.getByText('2', { exact: true }).click({ force: true });
    await clock.getByText('5', { exact: true }).click({ force: true });
    expect(await page.getByLabel('Undermining 1, to hour').inputValue()).toBe('5');
    await look(page, 'assessment-form');
  });

  test('that is not whole is refused at its field, and nothing typed is lost over a lock', async () => {
    const { page } = app;
    await press(page, 'Save assessment');
    await page.getByText('Enter how deep it is in every line, or remove the line.').waitFor();
    expect(await focused(page)).toBe('Undermining 1, from hour');
    await page.getByLabel('Undermining 1, depth in cm').fill('1.2');
    await page.getByText('Draft kept').waitFor();
    await lockAs(page, 'Hannah Winslow');
    await openChart(page, 'DEMO-0001');
    await page.getByText('You were assessing a wound of this patient').waitFor();
    await press(page, 'Continue');
    expect(await page.getByLabel('Undermining 1, depth in cm').inputValue()).toBe('1.2');
    expect(await page.getByLabel('Slough', { exact: true }).inputValue()).toBe('40');
  });

  test('of an unusual size is saved once somebody says that it is right', async () => {
    const { page } = app;
    await page.getByLabel('Depth (cm)', { exact: true }).fill('16');
    await press(page, 'Save assessment');
    await question().getByText('Depth is 160 mm, over 150 mm').waitFor();
    await press(page, 'Go back');
    await page.getByLabel('Depth (cm)', { exact: true }).fill('0.5');
    await press(page, 'Save assessment');
    await confirmAfterReading(page);
    await page.getByText('Saved on this computer').waitFor();
    expect(app.problems).toEqual([]);
  });

  test('takes nothing over from the last one', async () => {
    const { page } = app;
    await press(page, 'Assess wound');
    await page.getByText('Last time 4.0 cm').waitFor();
    expect(await page.getByLabel('Length, head to toe (cm)').inputValue()).toBe('');
    expect(await page.getByRole('radio', { name: /^Ruler/ }).isChecked()).toBe(false);
    await press(page, 'Back to wound');
  });
});

test('healing is drawn over time with the same figures in a table', async () => {
  const { page } = app;
  await assess('2026-10-12', ['2.5', '2.4', '0.2']);
  await press(page, 'Save assessment');
  await confirmAfterReading(page);
  const table = page.getByRole('table', { name: 'Sizes and treatments, newest first' });
  await table.getByRole('row', { name: /12 Oct 2026.*6\.0 cm².*−50%/ }).waitFor();
  await table.getByRole('row', { name: /14 Sep 2026.*12\.0 cm².*0%/ }).waitFor();
  await page.locator('.healing-figure', { hasText: 'At 4 weeks' }).getByText('−50%').waitFor();
  await page.getByText('What studies found').click();
  await page.getByText('This wound: −50%, at least 50%.').waitFor();
  expect(await page.locator('.recharts-area-area').count()).toBe(1);
  await look(page, 'wound');
  expect(app.problems).toEqual([]);
});

test('an unsigned assessment is corrected with a reason, and what stood before stays', async () => {
  const { page } = app;
  await press(page, 'Correct assessment of 12 Oct 2026');
  await page.getByRole('heading', { name: 'Correct this assessment' }).waitFor();
  await page.getByLabel('Width, side to side (cm)').fill('2.0');
  await page.getByLabel('Reason for the correction').fill('Read the ruler again');
  await press(page, 'Save correction');
  await confirmAfterReading(page);
  await press(page, 'Open assessment of 12 Oct 2026');
  await press(page, 'History');
  await page.getByRole('dialog').getByText('Reason: Read the ruler again').waitFor();
  await page.getByRole('dialog').getByText('2.4 cm').waitFor();
  await page.keyboard.press('Escape');
  await look(page, 'assessment');
  await press(page, 'Back to wound');
});

test('care of a wound ends and begins again, each with its own episode', async () => {
  const { page } = app;
  await press(page, 'Healed or care ends');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('born 12 May 1946').waitFor();
  await press(page, 'End care');
  await dialog.getByText('Choose why care ends.').waitFor();
  await choose(dialog, 'Healed');
  await dialog.getByLabel('Healed on').fill('2026-10-01');
  await dialog.getByText('Its last area was 5.0 cm²').waitFor();
  await press(page, 'End care');
  await dialog.getByText('Confirm that it has healed, or choose another reason.').waitFor();
  await look(page, 'wound-close');
  await dialog.getByRole('checkbox', { name: /It has healed since/ }).check({ force: true });
  await press(page, 'End care');
  await dialog.getByText(/was assessed on 2026-10-12/).waitFor();
  await dialog.getByLabel('Healed on').fill('2026-10-26');
  await press(page, 'End care');
  await page.getByText('Healed on 26 Oct 2026 (healed)').waitFor();
  await press(page, 'Open again');
  await page.getByLabel('Care begins again on').fill('2026-11-09');
  await press(page, 'Begin care');
  await page.getByText('In care since 9 Nov 2026').waitFor();
  await page.getByRole('radiogroup', { name: 'Episode of care' }).waitFor();
  await page.getByText('No size yet').waitFor();
});

test('the days of an episode that were typed wrong are corrected, and what stood before stays', async () => {
  const { page } = app;
  const dialog = page.getByRole('dialog');
  await press(page, 'Days of care');
  await press(page, 'Save correction');
  await dialog.getByText('Nothing is changed yet').waitFor();
  await dialog.getByLabel('Care began on').fill('2026-10-20');
  await press(page, 'Save correction');
  await dialog.getByText(/The episode before ended on 2026-10-26/).waitFor();
  await dialog.getByRole('button', { name: /Episode of care/ }).click();
  await page.getByRole('option', { name: '14 Sep 2026 to 26 Oct 2026' }).click();
  await dialog.getByLabel('Care ended on').fill('2026-10-05');
  await press(page, 'Save correction');
  await dialog.getByText('Say why the days are corrected').waitFor();
  await dialog.getByLabel('Reason for the correction').fill('Read the wrong letter');
  await press(page, 'Save correction');
  await dialog.getByText(/^1 assessment of this episode lies outside/).waitFor();
  await look(page, 'wound-days');
  await dialog.getByLabel('Care ended on').fill('2026-10-19');
  await press(page, 'Save correction');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('radio', { name: /to 19 Oct 2026/ }).waitFor({ state: 'attached' });
  await press(page, 'History');
  await dialog.getByText('Reason: Read the wrong letter').waitFor();
  await dialog.getByRole('row', { name: /26 Oct 2026 19 Oct 2026/ }).waitFor();
  await page.keyboard.press('Escape');
  await openChart(page, 'DEMO-0001');
  await page
    .getByRole('button', { name: /^Open wound 3/ })
    .getByText('Not assessed yet')
    .waitFor();
  await look(page, 'chart-wounds');
  expect(app.problems).toEqual([]);
});
