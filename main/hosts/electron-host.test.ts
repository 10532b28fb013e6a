import { describe, expect, test, vi } from 'vitest';
import { fakeCore } from '../../test/fakes/core-fake.ts';
import { type FakeOptions, fakeElectron } from '../../test/fakes/electron-fake.ts';
import { openCaretrail, prepareElectron } from './electron-host.ts';

const rendererDir = '/app/renderer';

async function opened(options: FakeOptions = {}) {
  const fake = fakeElectron(options);
  const core = fakeCore();
  let wasClosedBeforeCore = false;
  expect(prepareElectron(fake.electron, ['caretrail'])).toBe(true);
  await openCaretrail(fake.electron, {
    startCore: async () => core,
    openToCommandLine: async (reached) => {
      expect(reached).toBe(core);
      return { close: async () => void (wasClosedBeforeCore = !core.isClosed()) };
    },
    rendererDir,
    preloadPath: '/app/preload.cjs',
  });
  const [window] = fake.windows;
  if (window === undefined) throw new Error('no window was made');
  return { ...fake, core, window, wasClosedBeforeCore: () => wasClosedBeforeCore };
}

describe('before the window', () => {
  test('the sandbox and the scheme come first, the window last', async () => {
    const { indexOf, callsOf } = await opened();
    expect(indexOf('app.enableSandbox')).toBeLessThan(indexOf('new BrowserWindow'));
    expect(indexOf('registerSchemesAsPrivileged')).toBeLessThan(indexOf('protocol'));
    expect(indexOf('permissionRequest')).toBeLessThan(indexOf('loadURL'));
    expect(callsOf('loadURL')[0]?.args).toEqual(['app://caretrail/']);
    expect(callsOf('registerSchemesAsPrivileged').map(({ args }) => args)).toEqual([
      [
        [
          {
            scheme: 'app',
            privileges: {
              standard: true,
              secure: true,
              supportFetchAPI: true,
              stream: true,
              codeCache: true,
            },
          },
        ],
      ],
    ]);
  });

  test('a second instance quits and touches nothing else', () => {
    const { electron, calls } = fakeElectron({ gotLock: false });
    expect(prepareElectron(electron, ['caretrail'])).toBe(false);
    expect(calls.map((call) => call.path)).toEqual(['app.requestSingleInstanceLock', 'app.quit']);
  });

  test('a packaged program refuses dangerous switches; a development one takes them', () => {
    const argv = ['caretrail', '--remote-debugging-port=9222'];
    const packaged = fakeElectron();
    expect(prepareElectron(packaged.electron, argv)).toBe(false);
    expect(packaged.calls.map((call) => call.path)).toEqual(['app.quit']);
    expect(prepareElectron(fakeElectron({ isPackaged: false }).electron, argv)).toBe(true);
  });

  test.each([
    ['DatabaseInUse', 'Close the other window first.', 'Close the other window first.'],
    ['MigrationRefused', 'Made by a newer Caretrail.', 'Made by a newer Caretrail.'],
    ['Error', '/home/nurse/secret', 'The records on this computer could not be opened.'],
  ])(
    'a core that fails with %s is explained plainly and the program quits',
    async (name, message, shown) => {
      const { electron, callsOf, windows } = fakeElectron();
      const error = Object.assign(new Error(message), { name });
      await openCaretrail(electron, {
        startCore: () => Promise.reject(error),
        openToCommandLine: () => Promise.reject(new Error('there is no core to ask')),
        rendererDir,
        preloadPath: '/app/preload.cjs',
      });
      const [title, text] = callsOf('showErrorBox')[0]?.args ?? [];
      expect(title).toBe('Caretrail could not open');
      expect(text).toContain(shown);
      expect(text).not.toContain('secret');
      expect(callsOf('app.quit')).toHaveLength(1);
      expect(windows).toHaveLength(0);
    },
  );
});

describe('the window', () => {
  test('is isolated and sandboxed, without developer tools or menu when packaged', async () => {
    const { callsOf } = await opened();
    expect(callsOf('new BrowserWindow')[0]?.args[0]).toMatchObject({
      show: false,
      webPreferences: {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: false,
        preload: '/app/preload.cjs',
      },
    });
    expect(callsOf('setApplicationMenu')[0]?.args).toEqual([null]);
    expect(callsOf('setSpellCheckerEnabled')[0]?.args).toEqual([false]);
  });

  test('comes to the front when the program is started again', async () => {
    const { app, callsOf } = await opened();
    app.emit('second-instance');
    expect(callsOf('restore')).toHaveLength(1);
    expect(callsOf('focus')).toHaveLength(1);
  });

  test('closing it ends the program, which waits for the core to close', async () => {
    const { app, core, callsOf } = await opened();
    app.emit('window-all-closed');
    expect(callsOf('app.quit')).toHaveLength(1);
    let wasHeld = false;
    app.emit('will-quit', { preventDefault: () => (wasHeld = true) });
    expect(wasHeld).toBe(true);
    await expect.poll(() => callsOf('app.exit')[0]?.args).toEqual([0]);
    expect(core.isClosed()).toBe(true);
  });

  test('the command line asks the same core, and is let go before that closes', async () => {
    const { app, callsOf, wasClosedBeforeCore } = await opened();
    app.emit('will-quit', { preventDefault: () => undefined });
    await expect.poll(() => callsOf('app.exit')[0]?.args).toEqual([0]);
    expect(wasClosedBeforeCore()).toBe(true);
  });

  test.each(['lock-screen', 'suspend'])('%s signs out and tells the page', async (event) => {
    const { core, invoke, powerMonitor, window, callsOf } = await opened();
    const sender = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
    const before = await invoke('ipc:caretrail:send', sender, 'session', {});
    powerMonitor.emit(event);
    expect(callsOf('webContents.send')[0]?.args).toEqual([
      'caretrail:event',
      { type: 'sessionEnded' },
    ]);
    expect(before).toEqual({ ok: true, value: core.sessionsEnded[0] });
    expect(await invoke('ipc:caretrail:send', sender, 'session', {})).not.toEqual(before);
  });

  test.each([
    ['two minutes, where the core says nothing of it,', null, 120],
    ['as long as the site says', 60, 60],
  ])('%s without a touch signs out once, whatever the page does', async (_said, set, limit) => {
    vi.useFakeTimers();
    const { core, idle, callsOf } = await opened();
    if (set !== null) {
      const value = { site: { idleLockSeconds: set } };
      vi.spyOn(core, 'dispatch').mockResolvedValue({ ok: true, value });
    }
    idle.seconds = limit - 1;
    await vi.advanceTimersByTimeAsync(5000);
    expect(core.sessionsEnded).toHaveLength(0);
    idle.seconds = limit;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(core.sessionsEnded).toHaveLength(1);
    expect(callsOf('webContents.send')).toHaveLength(1);
    vi.useRealTimers();
  });

  test('a page that died is signed out and loaded again', async () => {
    const { core, window, callsOf } = await opened();
    window.webContents.emit('render-process-gone');
    expect(core.sessionsEnded).toHaveLength(1);
    expect(callsOf('webContents.reload')).toHaveLength(1);
  });

  test('events of the core reach the page', async () => {
    const { core, callsOf } = await opened();
    core.emit({ type: 'sessionEnded' });
    expect(callsOf('webContents.send')).toHaveLength(1);
  });
});
