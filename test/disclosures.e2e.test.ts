import { beforeAll, expect, test } from 'vitest';
import { demonstrationAs, look, openChartOf, press, pressWithPin } from './app-page.ts';
import { answerDisclosure } from './disclosure-steps.ts';
import { PATIENT, savedFile } from './e2e-steps.ts';
import { readPdf, textOf } from './read-pdf.ts';

const app = demonstrationAs('Anjali Deshpande');
beforeAll(() => openChartOf(app.page, PATIENT));

const dialog = () => app.page.getByRole('dialog').last();

const answer = (recipient: string) =>
  answerDisclosure(app.page, recipient, /written authorization/);

const saved = (name: RegExp) =>
  savedFile(app.page, () => dialog().getByRole('button', { name }).click());

test('a chart is given out: who gets it and why is asked, the files are saved, the log says so', async () => {
  const { page } = app;
  await page.getByText('Nothing of this chart was given out from here.').scrollIntoViewIfNeeded();
  await press(page, 'Give out the chart');
  await press(page, 'Give out');
  await dialog().getByText('Who gets it is missing').waitFor();
  await answer('Dr Ada Okafor');
  await press(page, 'Give out');
  await dialog().getByText('Say which authorization, order or law it is.').waitFor();
  await look(page, 'disclosures-asked');
  await page.getByRole('textbox', { name: /Which authorization/ }).fill('Signed on 2 Mar 2026');
  await dialog().getByText('Insurance', { exact: true }).click();
  await pressWithPin(page, 'Give out');
  await dialog().getByText('Written down in the log of disclosures').waitFor();
  await look(page, 'disclosures-files');
  const pdf = await saved(/^Save PDF/);
  expect(pdf.fileName).toMatch(/^caretrail-chart-\d{4}-\d\d-\d\d\.pdf$/);
  const { pages } = await readPdf(pdf.bytes);
  expect(textOf(pages[0])).toContain('Left out Insurance');
  await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  const panel = page.getByRole('heading', { name: 'Given out (1)' });
  await panel.scrollIntoViewIfNeeded();
  await look(page, 'disclosures-log');
  expect(app.problems).toEqual([]);
});

test('the accounting of disclosures is a PDF that names whoever got the chart', async () => {
  const { page } = app;
  const { bytes } = await savedFile(page, () => pressWithPin(page, 'Accounting as PDF'));
  const { pages } = await readPdf(bytes);
  expect(textOf(pages[0])).toContain('Dr Ada Okafor');
});

test('an audit packet is made from the record of a treatment', async () => {
  const { page } = app;
  await page
    .getByRole('button', { name: /^Open (?!wound)/ })
    .first()
    .click();
  await press(page, 'Make an audit packet');
  await answer('Harborlight Health Plan');
  await page.getByRole('textbox', { name: /Which authorization/ }).fill('Form 12');
  await look(page, 'disclosures-packet');
  await pressWithPin(page, 'Make the packet');
  const zip = await saved(/^Save ZIP/);
  expect(zip.fileName).toMatch(/^caretrail-audit-packet-\d{4}-\d\d-\d\d\.zip$/);
  await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  await look(page, 'disclosures-record');
});
