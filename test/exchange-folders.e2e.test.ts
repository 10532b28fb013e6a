import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationAs, goTo, look, press } from './app-page.ts';
import { adt } from './hl7-messages.ts';

const app = demonstrationAs('Philippa Ashgrove');

const ADDED = adt({ event: 'A04', name: 'Fictional^Fergus', id: '900^^^HOSP^MR' });
const UNKNOWN_BIRTH = adt({ control: '2', birth: '' });

describe('HL7 messages from the import screen', () => {
  test('say what will become of them, and are told by their number', async () => {
    const { page } = app;
    await goTo(page, 'Import');
    await page.getByText('HL7 v2 messages', { exact: true }).click();
    await look(page, '120-import-hl7');
    await page.locator('input[type=file]').setInputFiles({
      name: 'adt.hl7',
      mimeType: 'text/plain',
      buffer: Buffer.from(ADDED + UNKNOWN_BIRTH),
    });
    await press(page, 'Start import');
    await page.getByText('Import finished; 1 message could not go in').waitFor();
    await page.getByRole('row', { name: /adt\.hl7 2 Refused PID-7, the birth date/ }).waitFor();
    await look(page, '121-import-hl7-done');
  });
});

describe('the exchange folders', () => {
  let folder = '';
  const inbox = () => join(folder, 'from hospital');
  const field = (name: string) => app.page.getByRole('textbox', { name, exact: true });
  beforeAll(async () => {
    folder = join(app.dataDir, '..', 'exchange');
    await mkdir(inbox(), { recursive: true });
    await mkdir(join(folder, 'out'));
    await goTo(app.page, 'Exchange folders');
  });

  test('are refused where they are not there, at the field', async () => {
    const { page } = app;
    await field('Inbox').fill(join(folder, 'nowhere'));
    await press(page, 'Save');
    await page.getByText(/Files cannot be moved in the inbox/).waitFor();
    await look(page, '122-exchange-folder-refused');
  });

  test('take in what another program writes, show it by themselves, and lay it aside', async () => {
    const { page } = app;
    await field('Inbox').fill(inbox());
    await field('Outbox').fill(join(folder, 'out'));
    await press(page, 'Save');
    await page.getByText('Saved', { exact: true }).waitFor();
    await writeFile(join(inbox(), '0001.hl7'), ADDED + adt({ control: '3', id: '901^^^HOSP' }));
    await page.getByRole('row', { name: /^0001\.hl7 .* done 2 1 0 1 0 0$/ }).waitFor();
    await writeFile(join(inbox(), '0002.hl7'), UNKNOWN_BIRTH);
    await page.getByRole('row', { name: /^0002\.hl7 .* refused 1 0 0 0 0 1$/ }).waitFor();
    await page.getByText('The newest file was refused').waitFor();
    await look(page, '123-exchange-folders');
    expect(await readdir(join(inbox(), 'done'))).toEqual(['0001.hl7', '0001.hl7.txt']);
  });

  test('that are not there just now are a state, and no error', async () => {
    const { page } = app;
    await rename(inbox(), `${inbox()} away`);
    await page.getByText('A folder is not there just now').waitFor();
    await look(page, '124-exchange-folder-missing');
    await rename(`${inbox()} away`, inbox());
    await page.getByText('A folder is not there just now').waitFor({ state: 'detached' });
    expect(app.problems).toEqual([]);
  });
});
