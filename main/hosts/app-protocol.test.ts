import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeElectron } from '../../test/fakes/electron-fake.ts';
import { serveAppScheme } from './app-protocol.ts';
import { contentSecurityPolicy } from './security-headers.ts';

let rendererDir = '';
beforeAll(async () => {
  rendererDir = await mkdtemp(join(tmpdir(), 'caretrail-renderer-'));
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>Caretrail</title>');
  await writeFile(join(rendererDir, 'index.js.map'), '{}');
});
afterAll(() => rm(rendererDir, { recursive: true, force: true }));

const get = async (url: string, init?: RequestInit) => {
  const { electron, invoke } = fakeElectron();
  serveAppScheme(electron, rendererDir);
  return (await invoke('protocol:app', new Request(url, init))) as Response;
};

test('the app scheme serves the renderer with the content security policy', async () => {
  const response = await get('app://caretrail/');
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<title>Caretrail</title>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy());
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test.each([
  'app://caretrail/../../etc/passwd',
  'app://caretrail/%2e%2e/%2e%2e/etc/passwd',
  'app://caretrail/..%2f..%2fetc/passwd.html',
  'app://caretrail/..%5c..%5csecret.html',
  'app://caretrail/index.html%00.js',
  'app://caretrail/%',
  'app://evil/index.html',
  'app://caretrail/index.js.map',
  'app://caretrail/absent.html',
  'app://caretrail/assets/',
])('the app scheme answers %s with nothing', async (url) => {
  const response = await get(url);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test('the app scheme answers no other method', async () => {
  expect((await get('app://caretrail/', { method: 'POST' })).status).toBe(404);
});
