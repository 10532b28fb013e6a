import { describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { fillPatient, focused, openChart } from './e2e-steps.ts';

const app = demonstrationAs('Philippa Ashgrove');

/** Margaret Hollis of the demonstration, as another computer has her. */
const again = { lastName: 'Hollis', firstName: 'Peggy', birthOn: '1946-05-12', mrn: 'WARD-7' };

const panel = () => app.page.getByRole('heading', { name: /^Linked chart: Hollis, Margaret/ });

async function say(button: RegExp, reason: string, answer: string): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('alertdialog').getByLabel('Reason').fill(reason);
  await page.getByRole('alertdialog').getByRole('button', { name: answer, exact: true }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
}

describe('one person registered twice', () => {
  test('is asked about with the reasons, and can be registered all the same', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await press(page, 'New patient');
    await fillPatient(page, again);
    await press(page, 'Register patient');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Same date of birth; same last name; first name is a form/).waitFor();
    await look(page, 'duplicates-registering');
    // The way to the chart that is there already; what was typed is kept meanwhile.
    await page.getByRole('button', { name: /^Open this chart: Hollis, Margaret/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hollis, Margaret' }).first().waitFor();
    await goTo(page, 'Patients');
    await page.getByText(/A registration you began is kept: Hollis, Peggy/).waitFor();
    await press(page, 'Go on with it');
    await press(page, 'Register patient');
    await dialog.getByText(/first name is a form/).waitFor();
    await press(page, 'None of these: register anyway');
    await page.getByRole('heading', { name: 'Hollis, Peggy' }).waitFor();
  });

  test('the chart says so quietly, and both stand side by side', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'May be registered twice' }).waitFor();
    await look(page, 'duplicates-mark');
    await press(page, 'May be registered twice');
    await page.getByRole('heading', { name: 'Possible duplicates' }).waitFor();
    await page.getByRole('cell', { name: 'DEMO-0001', exact: true }).waitFor();
    await page.getByText(/^Same date of birth; same last name;/).waitFor();
    await look(page, 'duplicates-compared');
  });

  test('two people leave the queue, and can be asked about again, by keyboard alone', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /^Two people: / }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await look(page, 'duplicates-two-people');
    await page.getByRole('button', { name: 'They are two people' }).click();
    await page.getByText('Reason is missing').waitFor();
    // As fast as a test types is how a scanner types.
    await page.getByLabel('Reason').fill('Cousins, both were here');
    await page.getByRole('button', { name: 'They are two people' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nothing looks like one person registered twice').waitFor();
    await page.getByRole('tab', { name: 'To decide' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.getByText('Cousins, both were here').waitFor();
    await look(page, 'duplicates-told-two');
    await say(/^Ask again: /, 'One card after all', 'Ask again');
    await page.getByRole('tab', { name: 'To decide' }).click();
    await page.getByRole('button', { name: /^One person: link: / }).waitFor();
  });

  test('linked, each chart shows the other, and the allergy of either stands at the top', async () => {
    const { page } = app;
    await page.getByRole('button', { name: /^One person: link: / }).click();
    await page.getByRole('alertdialog').waitFor();
    await look(page, 'duplicates-link');
    await press(page, 'Cancel');
    await say(/^One person: link: /, 'Same card, same face', 'Link the charts');
    await page.getByText('Nothing looks like one person registered twice').waitFor();
    await openLinked('Peggy');
    await panel().waitFor();
    await page.getByText('New records go to the linked chart').waitFor();
    await page.getByRole('button', { name: /^Use this chart: Hollis, Peggy/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('New records go to this chart').waitFor();
    await look(page, 'duplicates-preferred');
    await page.getByRole('button', { name: /^Use the linked chart: Hollis, Margaret/ }).click();
    await page.getByText('New records go to the linked chart').waitFor();
    await page
      .getByRole('list', { name: 'Allergies, intolerances and objections' })
      .getByText(/Latex.*\(linked chart\)/)
      .waitFor();
    await page
      .getByText(/In linked chart, MRN DEMO-0001/)
      .first()
      .waitFor();
    await look(page, 'duplicates-linked-chart');
    await page
      .getByText(/In linked chart, MRN DEMO-0001/)
      .first()
      .scrollIntoViewIfNeeded();
    await look(page, 'duplicates-linked-timeline');
  });

  test('a treatment in one chart is warned of by the allergy in the other', async () => {
    const { page } = app;
    await press(page, 'Log treatment');
    await page.getByRole('heading', { name: 'Log a treatment' }).waitFor();
    await page
      .getByRole('list', { name: 'Allergies, intolerances and objections' })
      .getByText(/Latex.*\(linked chart\)/)
      .waitFor();
    await look(page, 'duplicates-treating');
    await press(page, 'Back to chart');
  });

  test('a search for one finds both, each marked as linked', async () => {
    const { page } = app;
    await goTo(page, 'Patients');
    await page.getByRole('searchbox').fill('WARD-7');
    await page.getByText('2 patients found').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Linked' }).count()).toBe(2);
    await look(page, 'duplicates-found');
  });

  test('unlinked, both stand as before', async () => {
    const { page } = app;
    await openLinked('Peggy');
    await page.getByRole('button', { name: /^Compare, or unlink / }).click();
    await page.getByRole('tab', { name: 'Linked' }).click();
    await page.getByText('Same card, same face').waitFor();
    await look(page, 'duplicates-linked-list');
    await say(/^Unlink: /, 'Two people after all', 'Unlink');
    await page.getByText('No charts are linked').waitFor();
    await openChart(page, 'WARD-7');
    await page.getByText('No known allergies recorded').waitFor();
    expect(await panel().count()).toBe(0);
    expect(await focused(page)).toBeDefined();
  });

  test('a chart that nothing proposed is found and linked by hand, by keyboard alone', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Link with another chart' }).focus();
    await page.keyboard.press('Enter');
    const field = page.getByRole('combobox', { name: /The other chart/ });
    await field.waitFor();
    await look(page, 'duplicates-by-hand');
    await field.fill('DEMO-0002');
    await page.getByRole('option', { name: /DEMO-0002/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').getByLabel('Reason').fill('Changed her name, same card');
    await look(page, 'duplicates-by-hand-said');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Link the charts' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Linked chart: / }).waitFor();
    await page
      .getByText(/Changed her name, same card/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Compare, or unlink / }).click();
    await page.getByRole('tab', { name: 'Linked' }).click();
    await say(/^Unlink: /, 'Only tried', 'Unlink');
  });
});

async function openLinked(firstName: string): Promise<void> {
  const { page } = app;
  await goTo(page, 'Patients');
  await page.getByRole('searchbox').fill('WARD-7');
  await page.getByText('2 patients found').waitFor();
  await page
    .getByRole('button', { name: new RegExp(`^Hollis, ${firstName} .*open chart`) })
    .click();
  await page
    .getByRole('heading', { name: `Hollis, ${firstName}` })
    .first()
    .waitFor();
}
