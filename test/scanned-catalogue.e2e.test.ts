import { expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { scanByKeys } from './scanner-keys.ts';

const app = demonstrationAs('Philippa Ashgrove');
const FOAM = 'Cloudrest foam dressing 4 x 4 in';
const GS1 = '09501101530003';
const HIBC = 'A999123401';
const HIBC_LABEL = `+${HIBC}3`;

const dialog = () => app.page.getByRole('dialog').last();
const textbox = (name: string) => app.page.getByRole('textbox', { name, exact: true });

test('a scanned label says who issued the identifier of a package, and what it is', async () => {
  const { page } = app;
  await goTo(page, 'Products');
  await page.getByRole('searchbox').fill(FOAM);
  await page.getByRole('button', { name: `${FOAM}: open product` }).click();
  await press(page, 'Add device identifier');
  await dialog().getByRole('region', { name: 'Scan the label of the package' }).waitFor();
  await scanByKeys(page, `]d201${GS1}1727033110ABC`);
  await expect.poll(() => textbox('Device identifier').inputValue()).toBe(GS1);
  await look(page, '62-scanned-identifier');
});

test('a label typed in the dialog over a form sends off the label, not the form', async () => {
  const { page } = app;
  await press(page, 'Type the label');
  await textbox('Text under the barcode').fill(HIBC_LABEL);
  await press(page, 'Add label');
  await expect.poll(() => textbox('Device identifier').inputValue()).toBe(HIBC);
  await dialog()
    .getByRole('button', { name: /Issued by/ })
    .getByText('HIBC')
    .waitFor();
  await press(page, 'Cancel');
  await page.getByText('No device identifier yet').waitFor();
});

test('a new product takes one label after the other, each in a row of its own', async () => {
  const { page } = app;
  await press(page, 'All products');
  await press(page, 'Add product');
  await textbox('SKU').fill('SCANNED-1');
  for (const label of [`]d201${GS1}`, HIBC_LABEL, `]d201${GS1}10ANOTHER`])
    await scanByKeys(page, label);
  await expect.poll(() => textbox('Device identifier, 2').inputValue()).toBe(HIBC);
  await dialog().getByText('ANOTHER', { exact: true }).waitFor();
  expect(await textbox('Device identifier, 1').inputValue()).toBe(GS1);
  expect(await textbox('Device identifier, 3').count()).toBe(0);
  expect(await textbox('SKU').inputValue()).toBe('SCANNED-1');
  await look(page, '75-scanned-product');
  await press(page, 'Cancel');
  expect(app.problems).toEqual([]);
});
