import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { choose, lockAs, openChart, openTreatmentForm, pick, saveTreatment } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');

const FOAM = 'Cloudrest foam dressing 4 x 4 in';
const dialog = () => app.page.getByRole('dialog');
const question = () => app.page.getByRole('alertdialog');
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });
const check = () => app.page.getByRole('region', { name: 'Check this product' });

describe('an administrator', () => {
  test('says what a product is made of', async () => {
    const { page } = app;
    await goTo(page, 'Products');
    await page.getByRole('button', { name: `${FOAM}: open product` }).click();
    await press(page, 'Change product');
    await dialog().getByText('Latex', { exact: true }).click();
    await look(page, '40-product-facts');
    await dialog().getByLabel('Area of one piece (cm²)').fill('about ten');
    await dialog().getByRole('button', { name: 'Save product' }).click();
    await dialog()
      .getByText(/Type an area in cm²/)
      .waitFor();
    await dialog().getByLabel('Area of one piece (cm²)').fill('');
    await dialog().getByRole('button', { name: 'Save product' }).click();
    await page.getByText(`${FOAM} was saved.`).waitFor();
    await look(page, '41-products');
  });

  test('enters a recall and a rule of the site’s own, beside examples that say so', async () => {
    const { page } = app;
    await goTo(page, 'Product safety');
    await press(page, 'Enter a recall');
    await pick(page, 'Find the recalled product', ['high compression', /high compression/]);
    await dialog().getByLabel('Lot number').fill('L-77');
    await dialog().getByRole('button', { name: 'Save recall' }).click();
    await dialog().getByText('Why it is recalled is missing').waitFor();
    await dialog().getByLabel('Why it is recalled').fill('The clip may break');
    await dialog().getByLabel('Source').fill('Maker’s notice 12');
    await look(page, '42-recall');
    await lockAs(page, 'Philippa Ashgrove');
    await goTo(page, 'Product safety');
    await press(page, 'Enter a recall');
    expect(await dialog().getByLabel('Why it is recalled').inputValue()).toBe('The clip may break');
    await dialog().getByText('DEMO-WRAP-HIGH-4IN').waitFor();
    await dialog().getByRole('button', { name: 'Save recall' }).click();
    await page.getByRole('cell', { name: 'Lot L-77' }).waitFor();
    await press(page, 'Enter a recall');
    expect(await dialog().getByLabel('Why it is recalled').inputValue()).toBe('');
    await dialog().getByRole('button', { name: 'Cancel' }).click();

    await press(page, 'Add a contraindication');
    await dialog().getByText('A material', { exact: true }).click();
    await dialog()
      .getByRole('button', { name: /Material/ })
      .click();
    await page.getByRole('option', { name: 'Iodine' }).click();
    await dialog().getByLabel('What to think about').fill('Thyroid disease: ask first');
    await dialog().getByLabel('Source').fill('Policy 7');
    await look(page, '43-rule');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await press(page, 'Add a contraindication');
    expect(await dialog().getByLabel('Source').inputValue()).toBe('Policy 7');
    await dialog().getByRole('button', { name: 'Save rule' }).click();
    await page.getByText('Thyroid disease: ask first').waitFor();
    expect(await page.getByText('Example', { exact: true }).count()).toBeGreaterThanOrEqual(3);
    await look(page, '44-product-safety');
    expect(app.problems).toEqual([]);
  });
});

describe('a nurse', () => {
  beforeAll(() => lockAs(app.page, 'Hannah Winslow'));

  test('is stopped before the pack is opened, and saves what was applied with a reason', async () => {
    const { page } = app;
    await openTreatmentForm(page, 'DEMO-0001');
    await choose(page, /Cloudrest foam dressing 4 x 4/);
    await check().getByText('Allergy: Latex – this product contains latex').waitFor();
    await textbox('Quantity').fill('1');
    await press(page, 'Save treatment');
    expect(await question().count()).toBe(0);
    const reason = check().getByRole('textbox', { name: /^Reason to go on/ });
    expect(await reason.evaluate((field) => field === document.activeElement)).toBe(true);
    await look(page, '45-check-product');

    await choose(page, /high compression/);
    await check()
      .getByText(/Nothing known speaks against it|Recalled/)
      .waitFor();
    expect(await check().getByText('Allergy: Latex').count()).toBe(0);
    await page.getByText('Lot, expiry, area, time, performed by').click();
    await textbox('Lot number').fill('l77');
    await check().getByText('Recalled: lot L-77: The clip may break').waitFor();
    await check()
      .getByRole('textbox', { name: /^Reason to go on/ })
      .fill('It was on before the notice came');
    await press(page, 'Save treatment');
    await question().getByRole('alert').getByText('Recalled: lot L-77').waitFor();
    await question().getByText('It was on before the notice came').waitFor();
    await look(page, '46-confirm-recalled');
    await question().getByRole('button', { name: 'Use anyway and save' }).click();
    await page.getByText('Saved on this computer').waitFor();
  });

  test('says where each part of an opened skin substitute went', async () => {
    const { page } = app;
    await openTreatmentForm(page, 'DEMO-0003');
    if (await page.getByRole('button', { name: 'Show used-up lines' }).count())
      await press(page, 'Show used-up lines');
    await choose(page, /amniotic membrane 4 x 4/);
    await textbox('Quantity').fill('1');
    await page.getByText('16.0 cm²', { exact: true }).waitFor();
    await textbox('Applied area (cm²)').fill('12.5');
    await textbox('Discarded area (cm²)').fill('3');
    await page.getByText('Lot not recorded: recall tracing will not find this.').waitFor();
    expect(await textbox('Save without a lot, because…').count()).toBe(0);
    await textbox('Reason for discarding').fill('No smaller size in stock');
    await press(page, 'Save treatment');
    await page.getByText(/are 15\.5 cm² together; 16\.0 cm² were opened/).waitFor();
    await textbox('Discarded area (cm²)').fill('3.5');
    await textbox('Reason for using more').fill('The next order is on its way');
    await press(page, 'Save treatment');
    await page.getByText(/^Lot number is not recorded/).waitFor();
    expect(await question().count()).toBe(0);
    const lot = textbox('Lot number');
    expect(await lot.evaluate((field) => field === document.activeElement)).toBe(true);
    await textbox('Save without a lot, because…').fill('The label was wet');
    await look(page, '47-no-lot');
    await press(page, 'Save treatment');
    await question().getByText('Saved without it, because: The label was wet').waitFor();
    await look(page, '47-confirm-no-lot');
    await question().getByRole('button', { name: 'Go back' }).click();
    await lot.fill('M-4');
    await check()
      .getByRole('textbox', { name: 'Reason to go on – short in stock' })
      .fill('The shelf is counted tomorrow');
    await textbox('Save without a lot, because…').waitFor({ state: 'detached' });
    await page.getByLabel('Time applied').fill('00:01');
    await look(page, '47-skin-substitute');
    await press(page, 'Save treatment');
    await question().getByText('12.5 cm²').waitFor();
    await question()
      .getByText(/, 00:01$/)
      .waitFor();
    await question()
      .getByRole('button', { name: /and save$/ })
      .click();
    await page.getByText('Saved on this computer').waitFor();
  });

  test('records what nobody had ordered, on an order that says so', async () => {
    const { page } = app;
    await openTreatmentForm(page, 'DEMO-0001');
    await press(page, 'Something that was not ordered');
    await pick(page, 'Product that was not ordered', ['hydrogel', /hydrogel/]);
    await check()
      .getByText(/Not on the order: Dewfall hydrogel/)
      .waitFor();
    await textbox('Reason to go on – not on the order').fill('Wound was dry today');
    await textbox('Quantity').fill('1');
    await saveTreatment(page, 'Use anyway and save');
    await page.getByText('Used without an order').first().waitFor();
    expect(app.problems).toEqual([]);
  });

  test('finds a draft with its package at its own patient only', async () => {
    const { page } = app;
    await openTreatmentForm(page, 'DEMO-0001');
    await page.getByText('Lot, expiry, area, time, performed by').click();
    await textbox('Lot number').fill('KEPT-1');
    await page.getByText(/Draft kept/).waitFor();
    await openTreatmentForm(page, 'DEMO-0002');
    await page.getByText('Lot, expiry, area, time, performed by').click();
    expect(await textbox('Lot number').inputValue()).toBe('');
    await openChart(page, 'DEMO-0001');
    await press(page, 'Continue');
    expect(await textbox('Lot number').inputValue()).toBe('KEPT-1');
    await press(page, 'Discard draft');
    await question()
      .getByRole('button', { name: /Discard/ })
      .click();
  });

  test('is warned when ordering what the patient is allergic to', async () => {
    const { page } = app;
    await openChart(page, 'DEMO-0001');
    await press(page, 'New order');
    await pick(page, 'Add a product', ['foam 4', /Cloudrest foam dressing 4 x 4/]);
    await page.getByText('Allergy: Latex – this product contains latex').waitFor();
    await look(page, '48-order-warning');
    expect(app.problems).toEqual([]);
  });
});
