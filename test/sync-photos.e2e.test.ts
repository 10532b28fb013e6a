import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../server/config.ts';
import { createSite } from '../server/sites.ts';
import { type RunningServer, siteMigrations, startServer } from '../server/start-server.ts';
import {
  type AppPage,
  goTo,
  look,
  openAppPage,
  openDemonstration,
  pictureOfFailure,
  press,
  signIn,
} from './app-page.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import { lockAs, openChart } from './e2e-steps.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { recordAssessment, woundPicture } from './wound-photos.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const NURSE = 'Hannah Winslow';

let postgres: Postgres;
let folder = '';
let server: RunningServer;
let proxy: CuttingProxy;
let app: AppPage;
let other: AppPage;

const textbox = (page: AppPage['page'], name: string) =>
  page.getByRole('textbox', { name, exact: true });

async function connect(page: AppPage['page'], code: string, name: string): Promise<void> {
  await textbox(page, 'Server address').fill(proxy.url);
  await textbox(page, 'One-time code').fill(code);
  await textbox(page, 'Name of this computer').fill(name);
}

async function openWound(page: AppPage['page']): Promise<void> {
  await openChart(page, 'DEMO-0001');
  await page
    .getByRole('button', { name: /^Open wound 1/i })
    .first()
    .click();
}

/** Too large for one request, as photos are. */
async function largePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const grain = await sharp({
    create: { width: 2400, height: 1800, channels: 3, background: 'black', noise },
  })
    .png()
    .toBuffer();
  const wound = await sharp(await woundPicture('#a3262a'))
    .resize(2400, 1800)
    .toBuffer();
  return sharp(wound)
    .composite([{ input: grain, blend: 'soft-light' }])
    .withExif({ IFD2: { DateTimeOriginal: '2026:10:01 09:30:00' } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

beforeAll(async () => {
  postgres = await startPostgres(18);
  folder = await mkdtemp(join(tmpdir(), 'caretrail-server-'));
  proxy = await startCuttingProxy();
  const config = readConfig({
    DATA: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: proxy.url,
  });
  server = await startServer(config, postgres.connectionString);
  await server.ready;
  proxy.target = server.url;
  const { code } = await createSite(server.pool, await siteMigrations(), 'Riverbend');
  app = await openDemonstration(ADMINISTRATOR);
  await goTo(app.page, 'Sync');
  await connect(app.page, code, 'Cart 2');
  await press(app.page, 'Make this computer a device of the site');
  await app.page.getByRole('button', { name: 'On the server' }).waitFor();
  await press(app.page, 'Add a computer');
  const next = (await app.page.getByRole('dialog').getByRole('status').innerText()).trim();
  await press(app.page, 'Done');
  other = await openAppPage();
  await press(other.page, 'Join a site');
  await connect(other.page, next, 'Ward 3');
  await press(other.page, 'Join the site');
  await signIn(other.page, NURSE);
  await other.page.getByRole('button', { name: 'On the server' }).waitFor();
});
beforeEach(pictureOfFailure(() => other));
afterAll(async () => {
  await app?.close();
  await other?.close();
  await server?.stop();
  await proxy?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const dialogOf = ({ page }: AppPage) => page.getByRole('dialog').last();

describe('a photo of another computer', () => {
  test('is counted where it was taken until the server has it', async () => {
    const { page } = app;
    // What is large is sent in pieces, and none arrives.
    proxy.cut = (method) => (method === 'PATCH' ? 'refuse' : 'pass');
    await lockAs(page, NURSE);
    await openWound(page);
    await recordAssessment(page);
    await press(page, 'Add photos');
    const picture = { name: 'wound.jpg', mimeType: 'image/jpeg', buffer: await largePhoto() };
    await dialogOf(app).getByLabel('Photos', { exact: true }).setInputFiles(picture);
    await dialogOf(app).getByLabel('Caption').fill('Before cleansing');
    await dialogOf(app).getByRole('button', { name: 'Add 1 photo' }).click();
    await page.getByRole('heading', { name: 'Photos (1)' }).waitFor();
    await press(page, '1 file on this computer only');
    await page.getByText(/^1 to send \(/).waitFor();
    await look(page, 'sync-photos');
  });

  test('has its small picture here at once, and the large one says whose computer has it', async () => {
    const { page } = other;
    await press(page, 'On the server');
    await press(page, 'Look at the server now');
    await page.getByText(/^1 to come \(/).waitFor();
    await openWound(page);
    const tile = page.locator('.gallery').getByRole('button', { name: /Before cleansing/ });
    await tile.locator('img').waitFor();
    await tile.click();
    await dialogOf(other).getByText('The photo is still on the computer “Cart 2”').waitFor();
    await dialogOf(other).locator('.file-coming__preview').waitFor();
    await look(page, 'photo-elsewhere');
  });

  test('on the server it says how much is left to come, and then it is there', async () => {
    const { page } = other;
    proxy.cut = (method, path) =>
      method === 'GET' && path.startsWith('/files/') ? 'refuse' : 'pass';
    await press(app.page, 'Look at the server now');
    await app.page.getByRole('button', { name: 'On the server' }).waitFor();
    await dialogOf(other).getByText('The photo is on the server').waitFor();
    await dialogOf(other)
      .getByText(/MB left to come\./)
      .waitFor();
    await look(page, 'photo-on-its-way');
    proxy.cut = () => 'pass';
    await dialogOf(other)
      .getByRole('img', { name: /^Photo/ })
      .waitFor();
    await look(page, 'photo-arrived');
    expect([...app.problems, ...other.problems]).toEqual([]);
  });
});
