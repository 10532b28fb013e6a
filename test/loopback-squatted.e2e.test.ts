import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import type { Bridge } from '../shared/base/bridge.ts';
import { launchBrowser } from './browser.ts';
import { startTestHost } from './fakes/test-host.ts';
import { buildBridgePage } from './pages/build-bridge-page.ts';

// What pages/bridge-page.ts puts on its global object.
declare const bridge: Bridge;

let browser: Browser;
let rendererDir = '';

beforeAll(async () => {
  rendererDir = await buildBridgePage();
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await rm(rendererDir, { recursive: true, force: true });
});

test('a program that takes the port over after the end hears no call and learns no key', async () => {
  const own = await startTestHost({ rendererDir });
  const page = await browser.newPage();
  await page.goto(own.newAddress());
  await page.getByText('connected', { exact: true }).waitFor();
  const kept = await page.evaluate(() => Object.values(sessionStorage).join(' '));
  const key = /"key":"([^"]+)"/.exec(kept)?.[1] ?? '';
  expect(key).toHaveLength(43);
  await own.close();

  const port = Number(new URL(own.origin).port);
  const squatter = new WebSocketServer({ host: '127.0.0.1', port });
  const heard: string[] = [];
  squatter.on('connection', (socket) => {
    socket.on('message', (message: Buffer) => {
      heard.push(message.toString());
      socket.send(JSON.stringify({ proof: 'A'.repeat(43) }));
      socket.send(JSON.stringify({ seq: 1, reply: { ok: true, value: 'forged' } }));
    });
    socket.send(JSON.stringify({ hello: 'h'.repeat(22) }));
  });
  await once(squatter, 'listening');
  const reply = page.evaluate(() => bridge.send('echo', { text: 'secret' }));
  await page.getByText('refused', { exact: true }).waitFor();
  expect(await reply).toMatchObject({ failure: { code: 'Unavailable' } });
  expect(heard).toHaveLength(1);
  expect(Object.keys(JSON.parse(heard[0] ?? '') as object)).toEqual(['id', 'nonce', 'proof']);
  expect(heard[0]).not.toContain(key);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  squatter.close();
});
