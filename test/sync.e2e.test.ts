import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { openChart } from './e2e-steps.ts';
import { type Postgres, startPostgres } from './postgres.ts';

const ADMINISTRATOR = 'Philippa Ashgrove';

let postgres: Postgres;
let folder = '';
let server: RunningServer;
let firstCode = '';
let joinCode = '';
let app: AppPage;
let other: AppPage;

async function start(port: string): Promise<void> {
  const config = readConfig({ DATA: folder, PORT: port, LOG_LEVEL: 'silent' });
  server = await startServer(config, postgres.connectionString);
  await server.ready;
}

beforeAll(async () => {
  postgres = await startPostgres(18);
  folder = await mkdtemp(join(tmpdir(), 'caretrail-server-'));
  await start('0');
  const made = await createSite(server.pool, await siteMigrations(), 'Riverbend');
  firstCode = made.code;
  app = await openDemonstration(ADMINISTRATOR);
});
beforeEach(pictureOfFailure(() => app));
afterAll(async () => {
  await app?.close();
  await other?.close();
  await server?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const textbox = (page: AppPage['page'], name: string) =>
  page.getByRole('textbox', { name, exact: true });

async function type(page: AppPage['page'], url: string, code: string): Promise<void> {
  await textbox(page, 'Server address').fill(url);
  await textbox(page, 'One-time code').fill(code);
  await textbox(page, 'Name of this computer').fill('Ward 2');
}

async function onServer(page: AppPage['page']): Promise<void> {
  await page.getByRole('button', { name: 'On the server' }).waitFor();
}

async function rename(page: AppPage['page'], lastName: string): Promise<void> {
  await openChart(page, 'DEMO-0001');
  await press(page, 'Correct details');
  await textbox(page, 'Last name').fill(lastName);
  await press(page, 'Save correction');
  await page.getByRole('heading', { name: `${lastName}, Margaret` }).waitFor();
}

const MAKE = 'Make this computer a device of the site';

describe('sync in the window', () => {
  test('is off at first: the frame says nothing, and each refusal stands beside its field', async () => {
    const { page } = app;
    expect(await page.getByRole('link', { name: 'To settle' }).count()).toBe(0);
    await goTo(page, 'Sync');
    await page.getByText('Sync is off').waitFor();
    await look(page, 'sync-off');
    await press(page, MAKE);
    await page.getByText('One-time code is missing').waitFor();
    await type(page, 'http://sync.example', 'AAAA-BBBB');
    await press(page, MAKE);
    await page.getByText(/The address must begin with https/).waitFor();
    await type(page, server.url, 'AAAA-BBBB');
    await press(page, MAKE);
    await page.getByText(/The server does not know this code/).waitFor();
    await look(page, 'sync-refused');
  });

  test('once on, says where the changes are, which computers there are, and lets one more in', async () => {
    const { page } = app;
    await type(page, server.url, firstCode);
    await press(page, MAKE);
    await page.getByRole('heading', { name: 'This computer and the server' }).waitFor();
    await onServer(page);
    await page.getByText('Everything here is on the server').waitFor();
    await page.getByRole('row').filter({ hasText: 'Ward 2' }).getByText('This computer').waitFor();
    await look(page, 'sync-on');
    await press(page, 'Add a computer');
    joinCode = (await page.getByRole('dialog').getByRole('status').innerText()).trim();
    expect(joinCode).not.toBe('');
    await look(page, 'sync-code');
    await press(page, 'Done');
  });

  test('each treatment of a chart says that it is on the server', async () => {
    const { page } = app;
    await openChart(page, 'DEMO-0001');
    await page
      .getByText(/^On the server/)
      .nth(1)
      .waitFor();
    await look(page, 'sync-chart');
  });

  test('another computer joins the site and has its people', async () => {
    other = await openAppPage();
    const { page } = other;
    await page.getByRole('button', { name: 'Join a site' }).waitFor();
    await look(page, 'sync-first-start');
    await press(page, 'Join a site');
    await look(page, 'sync-join');
    await type(page, server.url, joinCode);
    await textbox(page, 'Name of this computer').fill('Ward 3');
    await press(page, 'Join the site');
    await signIn(page, ADMINISTRATOR);
    await onServer(page);
  });

  test('nothing has to be settled where nobody met', async () => {
    const { page } = app;
    await goTo(page, 'To settle');
    await page.getByText('Nothing to settle').waitFor();
    await look(page, 'sync-nothing-to-settle');
  });

  test('without the server the work goes on, and the change waits here', async () => {
    const { page } = app;
    await server.stop();
    await rename(page, 'Hollister');
    await rename(other.page, 'Hollins');
    await goTo(page, 'Sync');
    await press(page, 'Look at the server now');
    await page.getByText(/The server is not in reach. Work goes on here/).waitFor();
    await page.getByRole('button', { name: /changes? on this computer only/ }).waitFor();
    await look(page, 'sync-offline');
  });

  test('what two people did apart is shown side by side, and one of them settles it', async () => {
    const { page } = app;
    await start(new URL(server.url).port);
    for (const each of [app, other]) {
      await goTo(each.page, 'Sync');
      await press(each.page, 'Look at the server now');
      await each.page.getByRole('button', { name: /On the server|Needs attention/ }).waitFor();
    }
    await page.getByRole('button', { name: 'Needs attention' }).waitFor();
    await look(page, 'sync-attention');
    await press(page, 'Open the list');
    await page
      .getByRole('button', { name: /Two entries in one field/ })
      .first()
      .waitFor();
    await look(page, 'sync-to-settle');
    await page
      .getByRole('button', { name: /Two entries in one field/ })
      .first()
      .click();
    const row = page.getByRole('row').filter({ hasText: 'Last name' });
    await row.filter({ hasText: 'Hollister' }).filter({ hasText: 'Hollins' }).waitFor();
    await look(page, 'sync-review');
    await press(page, 'Take what came without having seen it');
    await page.getByText('Say why this one is taken.').waitFor();
    await page.getByRole('textbox', { name: 'Note' }).fill('Her passport says so');
    await press(page, 'Take what came without having seen it');
    await page.getByText(/Settled by Philippa Ashgrove/).waitFor();
    await look(page, 'sync-settled');
    await onServer(page);
  });

  test('a computer that is lost is revoked from another', async () => {
    const { page } = app;
    await goTo(page, 'Sync');
    await press(page, 'Revoke… Ward 3');
    await look(page, 'sync-revoke');
    await press(page, 'Revoke');
    await page
      .getByRole('row')
      .filter({ hasText: 'Ward 3' })
      .getByText(/Revoked/)
      .waitFor();
    expect([...app.problems, ...other.problems]).toEqual([]);
  });
});
