import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../server/config.ts';
import { serverAddress } from '../main/sync/server-address.ts';
import { newDeviceKey, publicKeyOf } from '../main/sync/device-key.ts';
import { askToEnrol } from '../main/sync/server-client.ts';
import { ServerUnreachable, whyUnreachable } from '../main/sync/server-errors.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

let server: SyncServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-tls-'));
  const named = ['-subj', '/CN=sync.example.org', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem'];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...files, ...named], {
    cwd: folder,
    stdio: 'ignore',
  });
  server = await startSyncServer(18, {
    TLS_CERT: join(folder, 'cert.pem'),
    TLS_KEY: join(folder, 'key.pem'),
  });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const device = () => {
  const privateKey = newDeviceKey();
  return { deviceId: crypto.randomUUID(), deviceName: 'Ward', publicKey: publicKeyOf(privateKey) };
};

test('a device says that it does not trust a certificate, and sends nothing', async () => {
  const { code } = await server.newSite();

  const error: unknown = await askToEnrol(server.node.url, { ...device(), code }).catch(
    (refused: unknown) => refused,
  );

  expect(server.node.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
  expect(error).toBeInstanceOf(ServerUnreachable);
  expect(error).toMatchObject({ why: 'certificate' });
  expect(whyUnreachable.certificate).toMatch(/^The server’s certificate is not trusted/);
  const { rows } = await server.node.pool.query('SELECT 1 FROM caretrail.devices');
  expect(rows).toEqual([]);
});

test('who trusts the certificate is answered', async () => {
  const asking = `fetch(process.argv[1] + '/health').then(({ status }) => console.log(status))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', asking, server.node.url], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') },
  });
  expect(stdout.trim()).toBe('200');
});

test('a certificate that names another server is not trusted', async () => {
  const elsewhere = server.node.url.replace('127.0.0.1', 'localhost');
  const asking = `fetch(process.argv[1] + '/health').catch(({ cause }) => console.log(cause.code))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', asking, elsewhere], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') },
  });
  expect(stdout.trim()).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('records never go in the clear: neither to the port of a server with a certificate, nor abroad', async () => {
  await expect(fetch(server.node.url.replace('https:', 'http:'))).rejects.toThrow('fetch failed');
  expect(serverAddress('http://sync.example.org')).toBe(null);
  expect(serverAddress('http://192.0.2.7:8440')).toBe(null);
  expect(() => readConfig({ HOST: '192.0.2.7' })).toThrow('records would travel in the clear');
});
