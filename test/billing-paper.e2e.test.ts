import { beforeAll, expect, test } from 'vitest';
import { moneyInWords } from '../shared/base/money-words.ts';
import { centsOf } from '../shared/billing/x12/amount.ts';
import { demonstrationAs, givePinAgain, goTo, look, press, pressWithPin } from './app-page.ts';
import { savedFile } from './e2e-steps.ts';
import { readPdf, textOf } from './read-pdf.ts';

/** A skin substitute is put on the foot each week: codes of CPT, whose words nobody may print, beside others. */
const PATIENT = 'Brightwater, Octavio';

type Line = {
  readonly servedOn: string;
  readonly code: string;
  readonly units: string;
  readonly cents: number;
};
type Visit = { readonly controlNumber: string; readonly lines: readonly Line[] };

const app = demonstrationAs('Colleen Marsh');
let visits: readonly Visit[];

function linesOf(segments: readonly (readonly string[])[]): readonly Line[] {
  const days = segments.filter(([tag, kind]) => tag === 'DTP' && kind === '472');
  const services = segments.filter(([tag]) => tag === 'SV1');
  return services.map(([, procedure = '', amount = '', , units = ''], index) => ({
    servedOn: days[index]?.[3]?.replace(/^(\d{4})(\d\d)/, '$1-$2-') ?? '',
    code: procedure.split(':').slice(1).join('-'),
    units,
    cents: centsOf(amount) ?? Number.NaN,
  }));
}

/** What the payer is told of the patient: paper has to say the same. */
function visitsIn(file837: string): readonly Visit[] {
  const [, ...insured] = file837.split(/~\s*NM1\*IL\*1\*/);
  return insured
    .filter((loop) => loop.toUpperCase().startsWith('BRIGHTWATER*OCTAVIO'))
    .flatMap((loop) => loop.split(/~\s*CLM\*/).slice(1))
    .map((claim) => {
      const segments = claim.split('~').map((segment) => segment.trim().split('*'));
      return { controlNumber: segments[0]?.[0] ?? '', lines: linesOf(segments) };
    });
}

const sumOf = (lines: readonly Line[]) => lines.reduce((sum, { cents }) => sum + cents, 0);
const allLines = () => visits.flatMap(({ lines }) => lines);

async function savedPages(button: string) {
  const { page } = app;
  const save = page.getByRole('button', { name: button, exact: true });
  await save.scrollIntoViewIfNeeded();
  const { fileName, bytes } = await savedFile(page, () => save.click());
  const { pages } = await readPdf(bytes);
  return { fileName, texts: pages.map(textOf) };
}

beforeAll(async () => {
  const { page } = app;
  await goTo(page, 'Billing');
  await press(page, 'Last month');
  await page.getByRole('tab', { name: /^Ready/ }).click();
  await page.getByRole('button', { name: /^Make claims for/ }).click();
  await givePinAgain(page);
  const save = page.getByRole('button', { name: /^Save 837P/ }).first();
  const { bytes } = await savedFile(page, () => save.click());
  visits = visitsIn(bytes.toString());
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill(PATIENT);
  await page.getByRole('button', { name: new RegExp(`^${PATIENT}.*open chart$`) }).click();
  const days = allLines().map(({ servedOn }) => servedOn);
  await page.getByLabel('Services from', { exact: true }).fill(days.toSorted().at(0) ?? '');
  await page.getByLabel('Services until', { exact: true }).fill(days.toSorted().at(-1) ?? '');
});

test('a superbill has a page for each visit, with the codes, units and charges that the payer got', async () => {
  const { page } = app;
  expect(allLines().map(({ code }) => code)).toEqual(expect.arrayContaining(['15275', 'Q4100']));
  await pressWithPin(page, 'Make superbills');
  const { fileName, texts } = await savedPages('Save as PDF');
  await look(page, 'bills-superbills');
  expect(fileName).toBe('superbills.pdf');
  expect(texts).toHaveLength(visits.length);
  for (const [index, { controlNumber, lines }] of visits.entries()) {
    // Nothing stands between a code and its diagnoses: what it means is the AMA's to say.
    const rows = lines.map(
      ({ code, units, cents }) => `${code} AB ${units} ${moneyInWords(cents)}`,
    );
    expect(texts[index]).toContain(
      `Units Charge ${rows.join(' ')} Total charge ${moneyInWords(sumOf(lines))}`,
    );
    expect(texts[index]).toContain(`Date of service ${lines[0]?.servedOn}`);
    expect(texts[index]).toContain(`Account ${controlNumber}`);
  }
});

test('an itemised statement lists every charge of these days and adds up to what was billed', async () => {
  const { page } = app;
  await pressWithPin(page, 'Make statement');
  await page.getByRole('heading', { name: 'Itemised statement' }).waitFor();
  const { fileName, texts } = await savedPages('Save as PDF');
  await look(page, 'bills-itemised');
  expect(fileName).toBe('statement.pdf');
  const text = texts.join(' ');
  const charges = [
    ...text.matchAll(/(\d{4}-\d\d-\d\d) (\w+) E11\.621, L97\.522 .*?(CT\d+) (\d+) (\$[\d,.]+)/g),
  ].map((row) => row.slice(1));
  expect(charges).toEqual(
    visits.flatMap(({ controlNumber, lines }) =>
      lines.map(({ servedOn, code, units, cents }) => [
        servedOn,
        code,
        controlNumber,
        units,
        moneyInWords(cents),
      ]),
    ),
  );
  const total = moneyInWords(sumOf(allLines()));
  expect(text).toContain(`Harborlight Health Plan ${total} $0.00 All charges ${total}`);
  expect(app.problems).toEqual([]);
});

test('the data for the red form stands alone on a page for each claim of the batch', async () => {
  const { page } = app;
  await goTo(page, 'Billing');
  await page.getByRole('tab', { name: 'Claims and answers' }).click();
  await page
    .getByRole('button', { name: /: show its claims$/ })
    .first()
    .click();
  await pressWithPin(page, 'Write the files');
  const { fileName, texts } = await savedPages('Save the file');
  await look(page, 'bills-cms1500');
  expect(fileName).toMatch(/^claims-\d{4}-.*\.pdf$/);
  for (const { controlNumber, lines } of visits) {
    const [sheet, ...more] = texts.filter((text) => text.includes(controlNumber));
    expect(more).toEqual([]);
    for (const { servedOn, code, units, cents } of lines) {
      const [year = '', month, day] = servedOn.split('-');
      const on = `${month} ${day} ${year.slice(2)}`;
      expect(sheet).toContain(`${on} ${on} 11 ${code} AB ${inBoxes(cents)} ${units} `);
    }
    expect(sheet?.endsWith(` ${inBoxes(sumOf(lines))}`)).toBe(true);
  }
  expect(texts.filter((text) => text.includes('CMS-1500'))).toEqual([]);
  expect(app.problems).toEqual([]);
});

/** An amount as the form has it: dollars, and cents beside them. */
function inBoxes(cents: number): string {
  return `${Math.trunc(cents / 100)} ${String(cents % 100).padStart(2, '0')}`;
}
