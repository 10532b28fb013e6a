import type { ElectronPort, Preferences, Window } from './electron-port.ts';

/** What every page of ours runs with. */
export const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  safeDialogs: true,
} as const satisfies Preferences;

/** The only place that makes a window. It stays hidden until its first picture is drawn. */
export function createWindow(electron: ElectronPort, preloadPath: string): Window {
  const window = new electron.BrowserWindow({
    title: 'Caretrail',
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    webPreferences: {
      ...WEB_PREFERENCES,
      preload: preloadPath,
      devTools: !electron.app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}
