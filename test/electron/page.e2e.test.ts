import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../main/hosts/security-headers.ts';
import type { Bridge } from '../../shared/base/bridge.ts';
import { openRealWindow, REAL_WINDOW, type RealWindow, ROOT, runtime } from './real-window.ts';

// What the preload script puts on the page's global object.
declare const caretrail: Bridge;

describe.skipIf(runtime.program === null)(`${REAL_WINDOW}: its page`, () => {
  let opened: RealWindow;
  beforeAll(async () => {
    opened = await openRealWindow();
  });
  afterAll(() => opened.close());

  test('isolation: the page has nothing of Node, and its process is sandboxed', async () => {
    const { app, page } = opened;
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    );
    expect(found).toEqual([]);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('preload: the page reaches the bridge and no messenger', async () => {
    const names = await opened.page.evaluate(() => [
      Object.keys(caretrail).toSorted(),
      Object.keys(caretrail.bytes).toSorted(),
      ['ipcRenderer', 'electron', 'contextBridge'].filter((name) => name in globalThis),
    ]);
    expect(names).toEqual([
      ['bytes', 'copyBriefly', 'onEvent', 'send'],
      ['get', 'put', 'save'],
      [],
    ]);
  });

  test('CSP: the header is ours, and a script that was put into the page does not run', async () => {
    const outcome = await opened.page.evaluate(async () => {
      try {
        const script = document.createElement('script');
        script.textContent = 'globalThis.injected = true';
        document.body.append(script);
      } catch {
        // Trusted types refuse the text itself.
      }
      const { headers } = await fetch('/');
      return {
        hasRun: 'injected' in globalThis,
        policy: headers.get('content-security-policy'),
        inPage: document.querySelectorAll('meta[http-equiv]').length,
      };
    });
    expect(outcome).toEqual({ hasRun: false, policy: contentSecurityPolicy(), inPage: 0 });
  });

  test('scheme: the page is a secure context of our own origin, without service workers', async () => {
    const outcome = await opened.page.evaluate(async () => ({
      origin: location.origin,
      isSecureContext,
      worker: await Promise.resolve()
        .then(() => navigator.serviceWorker.register('/index.js'))
        .then(
          () => 'registered',
          () => 'refused',
        ),
    }));
    expect(outcome).toEqual({
      origin: 'app://caretrail',
      isSecureContext: true,
      worker: 'refused',
    });
  });

  test('path traversal: no path leads out of the renderer’s folder', async () => {
    const statuses = await opened.page.evaluate(async () => {
      const paths = [
        '/..%2f..%2fpackage.json',
        '/%2e%2e/%2e%2e/package.json',
        '/..%5c..%5cpackage.json',
        '/index.html%00.js',
        '/assets/',
      ];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404]);
  });

  test('IPC sender: a frame has no bridge, and another window with our preload is refused', async () => {
    const { app, page } = opened;
    const inFrame = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = Object.keys(frame.contentWindow ?? {});
      frame.remove();
      return names.includes('caretrail');
    });
    expect(inFrame).toBe(false);
    const answer = await app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload } });
        await other.loadURL('app://caretrail/');
        const said: unknown = await other.webContents.executeJavaScript(
          "caretrail.send('store.status', {}).then(() => 'answered', String)",
        );
        other.destroy();
        return String(said);
      },
      join(ROOT, 'dist/main/preload.cjs'),
    );
    expect(answer).toContain('refused');
  });

  test('permissions: notifications, the place and the microphone are denied without a question', async () => {
    const outcome = await opened.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('told'),
          ({ code }) => resolve(code),
        );
      }),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'open',
        (error: Error) => error.name,
      ),
    }));
    expect(outcome).toEqual({
      notifications: 'denied',
      place: 1,
      microphone: 'NotAllowedError',
    });
  });

  test('clipboard: the page cannot read it, and a secret is copied for it', async () => {
    const { app, page } = opened;
    const outcome = await page.evaluate(() =>
      navigator.clipboard.readText().then(
        () => 'read',
        (error: Error) => error.name,
      ),
    );
    expect(outcome).toBe('NotAllowedError');
    const reply = await page.evaluate(() => caretrail.copyBriefly?.('a secret'));
    expect(reply).toEqual({ ok: true, value: true });
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('a secret');
  });

  test('spellcheck: the session checks no spelling, and no field asks for it', async () => {
    const { app, page } = opened;
    expect(
      await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled()),
    ).toBe(false);
    expect(await page.locator('[spellcheck="true"]').count()).toBe(0);
  });
});
