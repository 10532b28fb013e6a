import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { schemaOf } from '../server/database.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { ask, enrolled, linesFrom, pushed } from './sync-server-device.ts';

let server: SyncServer;
let folder = '';
const stops: (() => void)[] = [];
beforeAll(async () => {
  server = await startSyncServer(15);
  folder = await mkdtemp(join(tmpdir(), 'caretrail-process-'));
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const START = join(import.meta.dirname, '../server/start.ts');

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [START, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: server.databaseUrl,
      DATA: folder,
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stops.push(() => child.kill('SIGKILL'));
  return child;
}

async function said(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = run(args, env);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const [status] = (await once(child, 'close')) as [number];
  return { status, text };
}

test('an operator makes a site, sees it, and notes a backup and a restore', async () => {
  const made = await said(['create-site', 'North wing']);
  const [, siteId = ''] = /^site (\S+)$/m.exec(made.text) ?? [];
  const [, code = ''] = /^code (\S+)$/m.exec(made.text) ?? [];
  const device = await enrolled(server.node.url, code);
  await pushed(device, linesFrom(1, 5));

  const listed = await said(['sites']);
  const backedUp = await said(['backed-up', siteId, '3']);
  const hello = await ask(device, '/hello');
  const restored = await said(['restore-done', siteId]);
  const wrong = await said(['create-sites']);

  expect(listed).toMatchObject({ status: 0 });
  expect(listed.text).toContain(`${siteId}  North wing`);
  expect(backedUp.text).toContain('backed up to place 3');
  expect(hello.body).toMatchObject({ durableSeq: 3 });
  expect(restored.text).toMatch(/epoch \d+ begins behind place 5/);
  expect(wrong.status).toBe(1);
  expect(wrong.text).toContain('npm run server -- create-site NAME');
});

test('without a database of its own it makes one in its folder, and finds it again', async () => {
  // PostgreSQL does not run as root, and the user it runs as must get there.
  const own = await mkdtemp(join(tmpdir(), 'caretrail-embedded-'));
  await chmod(own, 0o755);
  try {
    const made = await said(['create-site', 'Trial'], { DATABASE_URL: '', DATA: own });
    const listed = await said(['sites'], { DATABASE_URL: '', DATA: own });

    const [, siteId = 'none'] = /^site (\S+)$/m.exec(made.text) ?? [];
    expect(listed).toMatchObject({ status: 0 });
    expect(listed.text).toContain(`${siteId}  Trial`);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
});

test('a node says ready, ends at SIGTERM, and its log names no row', async () => {
  const child = run([]);
  const log: string[] = [];
  const { promise: url, resolve } = Promise.withResolvers<string>();
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (each) => {
    log.push(each);
    const entry = JSON.parse(each) as { url?: string; msg?: string };
    if (entry.url) resolve(entry.url);
    if (entry.msg === 'ready') isReady();
  });
  const base = await url;
  await ready;
  const device = await enrolled(base, (await server.newSite()).code);
  const [secret = ''] = linesFrom(1, 1);
  await pushed(device, [secret]);

  child.kill('SIGTERM');
  const [status] = (await once(child, 'close')) as [number];

  expect(status).toBe(0);
  expect(log.join('\n')).toContain('"msg":"stopped"');
  const { v } = JSON.parse(secret) as { v: { id: string } };
  expect(log.join('\n')).not.toContain(v.id);
  expect(log.join('\n')).not.toContain(device.id);
});

test('a node that would send records in the clear does not start', async () => {
  const plain = await said([], { HOST: '0.0.0.0' });
  const keyless = await said([], { TLS_CERT: '/no/such/file', TLS_KEY: '/no/such/file' });
  expect([plain.status, keyless.status]).toEqual([1, 1]);
  expect(plain.text).toContain('records would travel in the clear');
  expect(keyless.text).toBe('TLS_CERT: /no/such/file cannot be read.\n');
});

test('a site of a newer release is refused, and the others are served', async () => {
  const newer = await enrolled(server.node.url, (await server.newSite()).code);
  const device = await enrolled(server.node.url, (await server.newSite()).code);
  await server.node.pool.query(
    `INSERT INTO ${schemaOf(newer.siteId)}.schema_migrations VALUES ('999_future.sql', 'x', now())`,
  );
  const node = await server.startNode();

  const answers = [
    await ask({ ...newer, url: node.url }, '/log?after=0'),
    await ask({ ...device, url: node.url }, '/log?after=0'),
  ];

  expect(answers).toMatchObject([
    { status: 503, body: { code: 'unavailable' } },
    { status: 200, body: '' },
  ]);
});

test('behind a proxy only the proxy is answered', async () => {
  const settings = { TRUST_PROXY: '192.0.2.7' };
  const node = await server.startNode(settings);

  const answer = await fetch(`${node.url}/health`);

  expect(answer.status).toBe(200);
  const own = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
  const abroad = await server.startNode({ ...settings, HOST: '0.0.0.0' });
  const url = abroad.url.replace('0.0.0.0', own ?? '127.0.0.1');
  const refused = await fetch(`${url}/health`);
  expect(refused.status).toBe(own ? 403 : 200);
});
