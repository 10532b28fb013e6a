import type * as electron from 'electron';

/** All of Electron that the application uses: the real module, or a recording fake in tests. */
export type ElectronPort = Pick<
  typeof electron,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'session'
  | 'shell'
>;

export type Window = electron.BrowserWindow;
export type Contents = electron.WebContents;
export type InvokeEvent = electron.IpcMainInvokeEvent;
export type Preferences = electron.WebPreferences;
