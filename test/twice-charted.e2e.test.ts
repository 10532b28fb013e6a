import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type AppPage,
  goTo,
  look,
  openDemonstration,
  pictureOfFailure,
  press,
  pressWithPin,
  signIn,
} from './app-page.ts';
import { answerDisclosure } from './disclosure-steps.ts';
import { savedFile } from './e2e-steps.ts';
import { readPdf, textOf } from './read-pdf.ts';
import { chartTwice, TWICE } from './twice-charted.ts';

let app: AppPage;
beforeAll(async () => {
  app = await openDemonstration('Philippa Ashgrove');
  await app.restart('SIGTERM', () => chartTwice(app.dataDir));
  await signIn(app.page, 'Philippa Ashgrove');
});
beforeEach(pictureOfFailure(() => app));
afterAll(() => app.close());

const dialog = () => app.page.getByRole('dialog').last();
const [FIRST, SECOND] = TWICE.numbers;

/** The text of the chart as it is given out, with its linked one or without. */
async function givenOut(withLinked: boolean): Promise<string> {
  const { page } = app;
  await press(page, 'Give out the chart');
  const linked = page.getByRole('checkbox', {
    name: `With the linked chart of the same person (MRN ${SECOND})`,
  });
  await linked.setChecked(withLinked, { force: true });
  if (withLinked) await look(page, 'twice-give-out');
  await answerDisclosure(page, 'Dr Ada Okafor', /written authorization/);
  await page.getByRole('textbox', { name: /Which authorization/ }).fill('Signed on 2 Mar 2026');
  await pressWithPin(page, 'Give out');
  await dialog().getByText('Written down in the log of disclosures').waitFor();
  const pdf = await savedFile(page, () =>
    dialog()
      .getByRole('button', { name: /^Save PDF/ })
      .click(),
  );
  await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  const { pages } = await readPdf(pdf.bytes);
  return pages.map(textOf).join(' ');
}

test('whoever gives a chart out says whether the linked one goes along', async () => {
  await app.page.getByRole('searchbox').fill(FIRST);
  await app.page.getByRole('button', { name: new RegExp(`MRN ${FIRST}.*open chart`) }).click();
  const parts = (text: string) => text.split('Cloudrest foam dressing').length;
  const [alone, both] = [await givenOut(false), await givenOut(true)];
  expect(alone).toContain(SECOND);
  expect(alone).toMatch(/left out/i);
  expect(parts(both)).toBeGreaterThan(parts(alone));
  expect(app.problems).toEqual([]);
});

test('what is recorded on both charts waits until a biller says why both were done', async () => {
  const { page } = app;
  await goTo(page, 'Billing');
  const row = page
    .getByRole('row')
    .filter({ hasText: TWICE.lastName })
    .filter({ hasText: 'other chart of the same person' });
  await row.first().waitFor();
  await look(page, 'twice-desk');
  await row
    .first()
    .getByRole('button', { name: /: show the claim$/ })
    .click();
  await dialog().getByText('Not ready').waitFor();
  await look(page, 'twice-claim');
  const ask = dialog().getByRole('button', { name: 'Both were done…' });
  await ask.click();
  await press(page, 'Both were done');
  await page.getByText('Reason is missing').waitFor();
  const reason = page.getByRole('textbox', { name: 'Reason' });
  await reason.fill('Changed in the morning and again at night');
  await look(page, 'twice-both-done');
  await press(page, 'Both were done');
  await dialog().getByText('Not ready').waitFor();
  await ask.waitFor({ state: 'detached' });
  expect(app.problems).toEqual([]);
});
