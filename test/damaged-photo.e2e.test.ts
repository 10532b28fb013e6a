import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fileTables } from '../main/platform/blob-store/file-tables.ts';
import { dataPaths } from '../main/platform/data-directory.ts';
import { demonstrationAs, look, press, signIn } from './app-page.ts';
import { openChart } from './e2e-steps.ts';
import { recordAssessment, woundPicture } from './wound-photos.ts';

const NURSE = 'Hannah Winslow';
const app = demonstrationAs(NURSE);
const dialog = () => app.page.getByRole('dialog').last();

async function openWound(): Promise<void> {
  await openChart(app.page, 'DEMO-0001');
  await app.page
    .getByRole('button', { name: /^Open wound 1/i })
    .first()
    .click();
}

/** Turns one bit of every piece of every stored file, as a failing disk would. */
function turnBits(): void {
  const sqlite = new Database(dataPaths(app.dataDir).files);
  const { name } = fileTables.chunk;
  const rows = sqlite.prepare<[], { id: number; body: Buffer }>(`SELECT id, body FROM ${name}`);
  for (const { id, body } of rows.all()) {
    const middle = Math.floor(body.length / 2);
    body[middle] = (body[middle] ?? 0) ^ 1;
    sqlite.prepare(`UPDATE ${name} SET body = ? WHERE id = ?`).run(body, id);
  }
  sqlite.close();
}

test('a photo that is damaged in the store says so and what to do, and the rest of the wound stays', async () => {
  const { page } = app;
  await openWound();
  await recordAssessment(page);
  await press(page, 'Add photos');
  await dialog()
    .getByLabel('Photos', { exact: true })
    .setInputFiles({
      name: 'wound.jpg',
      mimeType: 'image/jpeg',
      buffer: await woundPicture('#a3262a', '2026:10:01 09:30:00'),
    });
  await dialog().getByLabel('Caption').fill('Before cleansing');
  await dialog().getByRole('button', { name: 'Add 1 photo' }).click();
  await page.getByRole('heading', { name: 'Photos (1)' }).waitFor();
  await page.locator('.gallery .photo-tile img').waitFor();

  await app.restart('SIGTERM', async () => turnBits());
  await signIn(page, NURSE);
  await openWound();
  const tile = page.locator('.gallery').getByRole('button', { name: /Before cleansing/ });
  await tile.getByText('Cannot be shown').waitFor();
  await tile.click();
  await dialog().getByText('Photo is damaged').waitFor();
  await dialog().getByText('This file is damaged on this computer.').waitFor();
  await dialog().getByText('What is written about it stays as it is.').waitFor();
  await dialog().getByText('Before cleansing').first().waitFor();
  await look(page, 'photo-damaged');
  await dialog().getByRole('button', { name: 'Try again' }).click();
  await dialog().getByText('Photo is damaged').waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^Open assessment of/ })
    .first()
    .waitFor();
  expect(app.problems).toEqual([]);
});
