import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../server/config.ts';
import { createCode } from '../server/codes.ts';
import { createSite } from '../server/sites.ts';
import { type RunningServer, siteMigrations, startServer } from '../server/start-server.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import {
  type AppPage,
  goTo,
  look,
  openAppPage,
  openDemonstration,
  pictureOfFailure,
  press,
  pressWithPin,
  signIn,
} from './app-page.ts';
import { openChart } from './e2e-steps.ts';
import { type Postgres, startPostgres } from './postgres.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';
const MAKE = 'Make this computer a device of the site';

let postgres: Postgres;
let folder = '';
let server: RunningServer;
let siteId = '';
let firstCode = '';
let app: AppPage;
let own: AppPage;

async function start(port: string): Promise<void> {
  const config = readConfig({ DATA: folder, PORT: port, LOG_LEVEL: 'silent' });
  server = await startServer(config, postgres.connectionString);
  await server.ready;
}

const textbox = (page: AppPage['page'], name: string) =>
  page.getByRole('textbox', { name, exact: true });

async function enrol(page: AppPage['page'], code: string, name: string): Promise<void> {
  await goTo(page, 'Sync');
  await textbox(page, 'Server address').fill(server.url);
  await textbox(page, 'One-time code').fill(code);
  await textbox(page, 'Name of this computer').fill(name);
  await press(page, MAKE);
}

beforeAll(async () => {
  postgres = await startPostgres(18);
  folder = await mkdtemp(join(tmpdir(), 'caretrail-server-'));
  await start('0');
  const made = await createSite(server.pool, await siteMigrations(), 'Riverbend');
  siteId = made.siteId;
  firstCode = made.code;
  app = await openDemonstration(ADMINISTRATOR);
});
beforeEach(pictureOfFailure(() => app));
afterAll(async () => {
  await app?.close();
  await own?.close();
  await server?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('what cannot be sent is saved in a file, and the file given to the server', async () => {
  const { page } = app;
  await enrol(page, firstCode, 'Office');
  await page.getByRole('button', { name: 'On the server' }).waitFor();
  await page.getByText('The server has everything that was recorded here.').waitFor();
  await server.stop();
  await openChart(page, 'DEMO-0001');
  await press(page, 'Correct details');
  await textbox(page, 'Last name').fill('Hollister');
  await press(page, 'Save correction');
  await page.getByRole('heading', { name: 'Hollister, Margaret' }).waitFor();
  await goTo(page, 'Sync');
  await pressWithPin(page, 'Save what is not sent');
  await page.getByText(/changes? saved/).waitFor();
  await look(page, 'sync-unsent-saved');
  const backups = join(app.dataDir, 'backups');
  const name = (await readdir(backups)).find((each) => each.startsWith('caretrail-unsent-')) ?? '';
  const buffer = await readFile(join(backups, name));
  expect(buffer.toString('latin1')).not.toContain('Hollister');
  await start(new URL(server.url).port);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await textbox(page, 'Recovery passphrase of that computer').fill('not the right one');
  await press(page, 'Give it to the server');
  await page.getByText(/It does not open/).waitFor();
  await textbox(page, 'Recovery passphrase of that computer').fill(SERVED_PASSPHRASE);
  await press(page, 'Give it to the server');
  await page.getByText('The server has them').waitFor();
  await look(page, 'sync-unsent-brought');
});

test('a computer that is set up without patients puts that aside and gets the records of its site', async () => {
  own = await openAppPage();
  const { page } = own;
  await page.getByRole('heading', { name: 'Set up this computer' }).waitFor();
  await textbox(page, 'Clinic name').fill('Trial');
  await textbox(page, 'Your name').fill('Tina Trial');
  await page.getByLabel('PIN', { exact: true }).fill('314159');
  await page.getByLabel('PIN again', { exact: true }).fill('314159');
  await press(page, 'Set up this computer');
  await goTo(page, 'Sync');
  await page.getByText(/make room for them/).waitFor();
  await look(page, 'sync-make-room');
  const { code } = await createCode(server.pool, siteId, null);
  await enrol(page, code, 'Ward');
  await signIn(page, ADMINISTRATOR);
  await page.getByRole('button', { name: 'On the server' }).waitFor();
  expect(await readdir(join(own.dataDir, 'backups'))).toHaveLength(1);
  await openChart(page, 'DEMO-0001');
});

test('a computer leaves its site after it said what that means, and can be read', async () => {
  const { page } = own;
  await goTo(page, 'Sync');
  await page.getByRole('button', { name: 'On the server' }).waitFor();
  await press(page, 'Leave the site…');
  await look(page, 'sync-leave');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave the site' }).click();
  await page.getByText('Sync is off').waitFor();
  await openChart(page, 'DEMO-0001');
  expect([...app.problems, ...own.problems]).toEqual([]);
});
