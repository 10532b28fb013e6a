import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge, CoreEvent } from '../../shared/base/bridge.ts';
import {
  newDataDir,
  openRealWindow,
  REAL_WINDOW,
  realProgram,
  type RealWindow,
  ROOT,
  runtime,
} from './real-window.ts';

// What the preload script puts on the page's global object, and what the tests put there.
declare const caretrail: Bridge;
declare const heard: CoreEvent[];
declare const wasPrevented: boolean | null;
declare const asked: unknown;

const isMac = process.platform === 'darwin';

/** Runs a program to its end; its exit code. */
async function exitOf(program: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe.skipIf(runtime.program === null)(`${REAL_WINDOW}: the shell around it`, () => {
  let opened: RealWindow;
  beforeAll(async () => {
    opened = await openRealWindow();
  });
  afterAll(() => opened.close());

  test('navigation: an address elsewhere is refused, and no window opens', async () => {
    const { app, page } = opened;
    await app.evaluate(({ BrowserWindow }) => {
      Object.assign(globalThis, { wasPrevented: null });
      BrowserWindow.getAllWindows()[0]?.webContents.once('will-navigate', (event) => {
        Object.assign(globalThis, { wasPrevented: event.defaultPrevented });
      });
    });
    const windowOpened = await page.evaluate(() => {
      location.assign('https://evil.test/?x=app://caretrail/');
      return window.open('https://evil.test/') !== null;
    });
    await expect.poll(() => app.evaluate(() => wasPrevented)).toBe(true);
    expect(windowOpened).toBe(false);
    expect(page.url()).toBe('app://caretrail/');
    expect(app.windows()).toHaveLength(1);
  });

  test('network: not even a page of this computer is fetched', async () => {
    let requestCount = 0;
    const server = createServer((_request, response) => {
      requestCount += 1;
      response.end('<!doctype html><title>x</title>');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const outcome = await opened.app.evaluate(async ({ BrowserWindow }, url) => {
      const other = new BrowserWindow({ show: false });
      const loaded = await other.loadURL(url).then(() => 'loaded', String);
      other.destroy();
      return loaded;
    }, `http://127.0.0.1:${port}/`);
    server.close();
    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(requestCount).toBe(0);
  });

  test('fuses: this runtime has every fuse that a package sets', async () => {
    const wire = await getCurrentFuseWire(realProgram());
    const settable = ['0', '1'].map((state) => state.charCodeAt(0));
    for (const fuse of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ])
      expect(settable, FuseV1Options[fuse]).toContain(Number(wire[fuse]));
  });

  // Electron counts as packaged what is not called electron; on macOS that needs a bundle of its own.
  test.skipIf(isMac)(
    'dangerous switches: a program that is not for development ends at once and makes no records',
    async () => {
      const dataDir = await newDataDir();
      const copy = join(dataDir, 'program');
      await cp(runtime.folder, copy, { recursive: true, verbatimSymlinks: true });
      const ending = basename(realProgram()).replace('electron', '');
      const program = join(copy, `caretrail${ending}`);
      await rename(join(copy, basename(realProgram())), program);
      await symlink(ROOT, join(copy, 'resources', 'app'), 'junction');
      const records = join(dataDir, 'records');
      for (const dangerous of ['--js-flags=--expose-gc', '--proxy-server=127.0.0.1:1']) {
        expect(await exitOf(program, ['--data', records, dangerous])).toBe(0);
        expect((await readdir(records)).filter((name) => name !== 'window')).toEqual([]);
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  );

  test('safeStorage: what the system protects comes back, and is not what was given', async () => {
    const outcome = await opened.app.evaluate(async ({ safeStorage }) => {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
      const sealed = await safeStorage.encryptStringAsync('a secret');
      const { result } = await safeStorage.decryptStringAsync(sealed);
      return { result, isPlain: sealed.includes('a secret') };
    });
    expect([null, { result: 'a secret', isPlain: false }]).toContainEqual(outcome);
  });

  test('single instance: a second start ends by itself, and the first keeps its one window', async () => {
    const { app, dataDir } = opened;
    expect(await exitOf(realProgram(), [ROOT, '--data', dataDir])).toBe(0);
    const count = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(count).toBe(1);
  });

  test('idle lock: when the screen is locked the page is told that its session ended', async () => {
    const { app, page } = opened;
    await page.evaluate(() => {
      Object.assign(globalThis, { heard: [] });
      caretrail.onEvent((event) => heard.push(event));
    });
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await page.waitForFunction(() => heard.length > 0);
    expect(await page.evaluate(() => heard)).toEqual([{ type: 'sessionEnded' }]);
  });

  test('devtools and menu: developer tools are there in development only', async () => {
    const [isPackaged, devTools] = await opened.app.evaluate(({ app, BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const shown = contents as unknown as { getLastWebPreferences(): { devTools?: boolean } };
      return [app.isPackaged, shown.getLastWebPreferences().devTools];
    });
    expect(devTools).toBe(!isPackaged);
  });

  test('PDF: a file is saved through a dialog that says where it begins', async () => {
    const { app, page } = opened;
    const documents = await app.evaluate(({ app: program, dialog }) => {
      dialog.showSaveDialog = async (...[, options]: readonly unknown[]) => {
        Object.assign(globalThis, { asked: options });
        return { canceled: true, filePath: '' };
      };
      return program.getPath('documents');
    });
    const saved = await page.evaluate(() => caretrail.bytes.save('0'.repeat(64), '../claim.pdf'));
    expect(saved).toEqual({ ok: true, value: false });
    expect(await app.evaluate(() => asked)).toEqual({
      defaultPath: join(documents, 'claim.pdf'),
    });
  });

  test('crash: a page that dies comes back, leaves no dump, and no report holds the environment', async () => {
    const { app } = opened;
    const [dumps, excludesEnvironment] = await app.evaluate(
      async ({ app: program, BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        await new Promise((resolve) => {
          contents?.once('render-process-gone', () =>
            contents.once('did-finish-load', () => resolve(null)),
          );
          contents?.forcefullyCrashRenderer();
        });
        return [program.getPath('crashDumps'), process.report.excludeEnv] as const;
      },
    );
    expect(excludesEnvironment).toBe(true);
    const left = await readdir(dumps, { recursive: true }).catch((): string[] => []);
    expect(left.filter((name) => name.endsWith('.dmp'))).toEqual([]);
  });
});
