import type { Core } from '../platform/core.ts';
import { openingFailureText } from '../platform/opening-failure.ts';
import { APP_ORIGIN, registerAppScheme, serveAppScheme } from './app-protocol.ts';
import { dangerousSwitch } from './dangerous-switches.ts';
import type { ElectronPort, Window } from './electron-port.ts';
import { endWhenIdle } from './idle-end.ts';
import { installIpc, sendEvent } from './ipc.ts';
import type { OpenToCommandLine } from './local-host.ts';
import { closeNavigation } from './navigation-guard.ts';
import { renewableSession } from './renewable-session.ts';
import { restrictWebSession } from './web-session.ts';
import { coreWithUpdates, updatePlatform } from './window-updates.ts';
import { createWindow } from './window.ts';

/**
 * What must happen before Electron is ready.
 * False when this process must not go on; it is then already quitting.
 */
export function prepareElectron(electron: ElectronPort, argv: readonly string[]): boolean {
  const { app } = electron;
  const isUnsafe = app.isPackaged && dangerousSwitch(argv) !== undefined;
  if (isUnsafe || !app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  app.enableSandbox();
  registerAppScheme(electron);
  closeNavigation(electron);
  return true;
}

export type ElectronParts = {
  readonly startCore: () => Promise<Core>;
  readonly openToCommandLine: (core: Core) => Promise<OpenToCommandLine>;
  readonly rendererDir: string;
  readonly preloadPath: string;
};

/** Starts the core and opens the one window. Call it when Electron is ready. */
export async function openCaretrail(electron: ElectronPort, parts: ElectronParts): Promise<void> {
  const core = await startCoreOrQuit(electron, parts.startCore);
  if (core === undefined) return;
  const commandLine = parts.openToCommandLine(core);
  const session = renewableSession(core, 'window');
  let window: Window | undefined;

  serveAppScheme(electron, parts.rendererDir);
  restrictWebSession(electron, () => window);
  const platform = updatePlatform(process);
  const updating = coreWithUpdates({ electron, core, window: () => window, platform });
  installIpc(electron, { core: updating, session, window: () => window });
  core.onEvent((event) => sendEvent(window, event));

  const endSession = () => {
    sendEvent(window, { type: 'sessionEnded' });
    // A core that has stopped holds no session either.
    session.end().catch(() => undefined);
  };
  electron.powerMonitor.on('lock-screen', endSession);
  electron.powerMonitor.on('suspend', endSession);
  endWhenIdle(electron, { core, session, endSession });
  closeBeforeQuitting(electron, async () => {
    await (await commandLine).close();
    await core.close();
  });
  electron.app.on('second-instance', () => bringToFront(window));
  // One window, one program, on macOS too: nobody may reopen it signed in.
  electron.app.on('window-all-closed', () => electron.app.quit());

  if (electron.app.isPackaged) electron.Menu.setApplicationMenu(null);
  window = createWindow(electron, parts.preloadPath);
  window.on('closed', () => {
    window = undefined;
    endSession();
  });
  // A page that died cannot lock itself; what was typed is in its draft.
  window.webContents.on('render-process-gone', () => {
    endSession();
    window?.webContents.reload();
  });
  await window.loadURL(`${APP_ORIGIN}/`);
}

async function startCoreOrQuit(
  electron: ElectronPort,
  startCore: () => Promise<Core>,
): Promise<Core | undefined> {
  try {
    return await startCore();
  } catch (error) {
    electron.dialog.showErrorBox('Caretrail could not open', openingFailureText(error));
    electron.app.quit();
    return undefined;
  }
}

function bringToFront(window: Window | undefined): void {
  if (window === undefined || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Holds the quit until the core has closed its files; a core that hangs does not hold it for ever. */
function closeBeforeQuitting(electron: ElectronPort, close: () => Promise<void>): void {
  const CLOSING_LIMIT_MS = 10_000;
  let isClosing = false;
  electron.app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const limit = setTimeout(() => electron.app.exit(1), CLOSING_LIMIT_MS);
    void close()
      .then(
        () => electron.app.exit(0),
        () => electron.app.exit(1),
      )
      .finally(() => clearTimeout(limit));
  });
}
