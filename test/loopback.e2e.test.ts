import { readFile, rm } from 'node:fs/promises';
import { subscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../shared/base/bridge.ts';
import { launchBrowser } from './browser.ts';
import { startTestHost, type TestHost } from './fakes/test-host.ts';
import { buildBridgePage } from './pages/build-bridge-page.ts';

// What pages/bridge-page.ts puts on its global object.
declare const bridge: Bridge;
declare const events: unknown[];

let browser: Browser;
let rendererDir = '';
let host: TestHost;
let otherPort: Server;
let otherOrigin = '';
const seenByOther: string[] = [];
/** Every TCP connection that came in, to be cut as a crash would. */
const connections: Socket[] = [];

beforeAll(async () => {
  subscribe('net.server.socket', (message) => {
    connections.push((message as { readonly socket: Socket }).socket);
  });
  rendererDir = await buildBridgePage();
  host = await startTestHost({ rendererDir });
  otherPort = createServer((request, response) => {
    seenByOther.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
  });
  await new Promise<void>((resolve) => otherPort.listen(0, '127.0.0.1', resolve));
  otherOrigin = `http://127.0.0.1:${(otherPort.address() as AddressInfo).port}`;
  browser = await launchBrowser({ args: ['--host-resolver-rules=MAP evil.test 127.0.0.1'] });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host.close();
  otherPort.close();
  await rm(rendererDir, { recursive: true, force: true });
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

async function openedTab(): Promise<Page> {
  const page = await newPage();
  await page.goto(host.newAddress());
  await connected(page);
  return page;
}

const connected = (page: Page) => page.getByText('connected', { exact: true }).waitFor();
const refused = (page: Page) => page.getByText('refused', { exact: true }).waitFor();
const sessionOf = (page: Page) => page.evaluate(() => bridge.send('session', {}));

describe('a tab', () => {
  test('opens from the launch file, leaves no token behind, and survives a reload', async () => {
    const page = await newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => errors.push(message.text()));
    host.newAddress();
    await page.goto(pathToFileURL(host.launchFilePath).href);
    await page.waitForURL(`${host.origin}/`);
    await connected(page);
    const before = await sessionOf(page);
    await page.reload();
    await connected(page);
    expect(await sessionOf(page)).toEqual(before);
    expect(page.url()).toBe(`${host.origin}/`);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate(() => [isSecureContext, crossOriginIsolated])).toEqual([true, true]);
    expect(errors).toEqual([]);
  });

  test('with a used address is refused, and opens when a fresh one is pasted into it', async () => {
    const address = host.newAddress();
    const first = await newPage();
    await first.goto(address);
    await connected(first);
    const second = await newPage();
    await second.goto(address);
    await refused(second);
    expect(await second.evaluate(() => bridge.send('echo', 1))).toMatchObject({
      failure: { code: 'Unavailable' },
    });
    await second.goto(host.newAddress());
    await connected(second);
    expect(await sessionOf(second)).not.toEqual(await sessionOf(first));
  });

  test('without any address is refused', async () => {
    const page = await newPage();
    await page.goto(`${host.origin}/`);
    await refused(page);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('sends text as typed, and hears events', async () => {
    const page = await openedTab();
    const typed = '👩‍⚕️ \u202Eabc <b>=1+1</b>';
    expect(await page.evaluate((text) => bridge.send('echo', { text }), typed)).toEqual({
      ok: true,
      value: { text: typed },
    });
    host.core.emit({ type: 'sessionEnded' });
    await page.waitForFunction(() => events.length === 1);
    expect(await page.evaluate(() => events)).toEqual([{ type: 'sessionEnded' }]);
  });

  test('puts, gets and saves the bytes of a file', async () => {
    const page = await openedTab();
    const stored = await page.evaluate(() =>
      bridge.bytes.put('import-source', Uint8Array.from([0, 255, 13, 10])),
    );
    expect(stored).toMatchObject({ ok: true, value: { byteLength: 4 } });
    const digest = stored.ok ? stored.value.digest : '';
    const back = await page.evaluate(async (wanted) => {
      const reply = await bridge.bytes.get(wanted);
      return reply.ok ? [...reply.value] : reply.failure.code;
    }, digest);
    expect(back).toEqual([0, 255, 13, 10]);
    const download = page.waitForEvent('download');
    await page.evaluate((wanted) => bridge.bytes.save(wanted, 'billing.csv'), digest);
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('billing.csv');
    expect([...(await readFile(await saved.path()))]).toEqual([0, 255, 13, 10]);
  });

  test('refuses by itself what is too large to send', async () => {
    const page = await openedTab();
    const codes = await page.evaluate(async () => {
      const put = await bridge.bytes.put('import-source', new Uint8Array(64 * 1024 * 1024 + 1));
      const call = await bridge.send('echo', { text: 'x'.repeat(3_000_000) });
      return JSON.stringify([put, call]);
    });
    expect(codes.match(/InvalidInput/g)).toHaveLength(2);
    expect(await page.evaluate(() => bridge.send('echo', 'x'.repeat(1_000_000)))).toMatchObject({
      ok: true,
    });
  });
});

describe('the connection', () => {
  test('that breaks comes back with the same session; a command on its way is sent again, another call is not', async () => {
    const page = await openedTab();
    const before = await sessionOf(page);
    const arrivals = [host.core.nextHold()];
    const job = page.evaluate(() => bridge.send('hold', { rows: 1 }));
    await arrivals[0];
    arrivals.push(host.core.nextHold());
    const command = page.evaluate(() => bridge.send('hold', { commandId: 'c1' }));
    await arrivals[1];

    const again = host.core.nextHold();
    for (const socket of connections.splice(0)) socket.destroy();
    expect(await job).toMatchObject({ failure: { code: 'Unavailable' } });
    for (const letGo of await Promise.all([...arrivals, again])) letGo();
    expect(await command).toEqual({ ok: true, value: { commandId: 'c1' } });
    await connected(page);
    expect(await sessionOf(page)).toEqual(before);
  });

  test('to a host that cannot prove itself is ended before any call', async () => {
    const page = await newPage();
    const sent: string[] = [];
    await page.routeWebSocket(/\/calls$/, (route) => {
      route.onMessage((message) => {
        sent.push(String(message));
        route.send(JSON.stringify({ proof: 'AAAA' }));
      });
      route.send(JSON.stringify({ hello: 'h'.repeat(22) }));
    });
    await page.goto(host.newAddress());
    await refused(page);
    await page.evaluate(() => bridge.send('echo', { text: 'secret' }));
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toContain('secret');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  test('is shown as lost when the program ends', async () => {
    const own = await startTestHost({ rendererDir });
    const page = await newPage();
    await page.goto(own.newAddress());
    await connected(page);
    await own.close();
    await page.getByText('lost', { exact: true }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(1);
  });
});

describe('hostile pages', () => {
  test('injected script, markup, code and requests to elsewhere are blocked', async () => {
    const page = await openedTab();
    const outcome = await page.evaluate(async (elsewhere) => {
      const attempt = async (act: () => unknown) => {
        try {
          await act();
          return 'done';
        } catch {
          return 'blocked';
        }
      };
      return {
        inline: await attempt(() => {
          const script = document.createElement('script');
          script.textContent = 'globalThis.injected = true';
          document.body.append(script);
        }),
        ran: 'injected' in globalThis,
        markup: await attempt(() => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')),
        policy: await attempt(() =>
          // @ts-expect-error -- trusted types are not in the DOM library yet
          globalThis.trustedTypes.createPolicy('mine', { createHTML: (text: string) => text }),
        ),
        // Outside the test's own call, which the browser lets run code from strings.
        code: await new Promise((resolve) => {
          // oxlint-disable-next-line typescript/no-implied-eval -- the very thing that must fail
          setTimeout(() => resolve(attempt(() => new Function('return 1')())));
        }),
        request: await attempt(() => fetch(`${elsewhere}/leak`)),
      };
    }, otherOrigin);
    expect(outcome).toEqual({
      inline: 'blocked',
      ran: false,
      markup: 'blocked',
      policy: 'blocked',
      code: 'blocked',
      request: 'blocked',
    });
    expect(seenByOther).not.toContain('/leak');
  });

  test('a name that was rebound to this computer gets nothing', async () => {
    const page = await newPage();
    const { port } = new URL(host.origin);
    const response = await page.goto(`http://evil.test:${port}/`);
    expect(response?.status()).toBe(421);
  });

  test('another port of this computer cannot read, post, embed or connect', async () => {
    const page = await newPage();
    await page.goto(otherOrigin);
    const outcome = await page.evaluate(async (target) => {
      const loads = (element: HTMLElement) =>
        new Promise((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('blocked'));
          document.body.append(element);
        });
      const read = await fetch(`${target}/`).then(
        () => 'read',
        () => 'blocked',
      );
      await fetch(`${target}/session`, { method: 'POST', mode: 'no-cors', body: '{}' }).catch(
        () => undefined,
      );
      const script = document.createElement('script');
      script.src = `${target}/page.js`;
      const frame = document.createElement('iframe');
      frame.src = `${target}/`;
      const socket = await new Promise((resolve) => {
        const opened = new WebSocket(`${target.replace('http', 'ws')}/calls`);
        opened.addEventListener('open', () => resolve('open'));
        opened.addEventListener('error', () => resolve('blocked'));
      });
      const scriptOutcome = await loads(script);
      await loads(frame);
      return { read, socket, script: scriptOutcome, framed: frame.contentDocument === null };
    }, host.origin);
    expect(outcome).toEqual({
      read: 'blocked',
      socket: 'blocked',
      script: 'blocked',
      framed: true,
    });
    expect(host.refusals).toEqual(
      expect.arrayContaining(['origin', 'socket-origin', 'fetch-metadata', 'host']),
    );
  });
});
