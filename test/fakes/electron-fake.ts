import { EventEmitter } from 'node:events';
import type { ElectronPort } from '../../main/hosts/electron-port.ts';

export type Call = { readonly path: string; readonly args: readonly unknown[] };

type Handler = (...args: never[]) => unknown;

export type FakeOptions = {
  readonly isPackaged?: boolean;
  readonly gotLock?: boolean;
  /** What the save dialog answers; null is Cancel. */
  readonly savePath?: string | null;
  /** What the open dialog answers; null is Cancel. */
  readonly openPath?: string | null;
  /** Where the program keeps its own files. */
  readonly ownFolder?: string;
  /** The password manager that Linux selected. */
  readonly storageBackend?: string;
  readonly isEncryptionAvailable?: boolean;
  /** Electron's own key was changed: what it decrypts must be encrypted anew. */
  readonly shouldReEncrypt?: boolean;
};

/**
 * A recording stand-in for Electron. A member that is not faked throws when touched, so that no
 * code under test runs on `undefined`; types still come from electron.d.ts.
 */
export function fakeElectron(options: FakeOptions = {}) {
  const calls: Call[] = [];
  const handlers = new Map<string, Handler>();
  const windows: FakeWindow[] = [];

  function recorded<Answer>(path: string, answer: Answer) {
    return (...args: readonly unknown[]): Answer => {
      calls.push({ path, args });
      return answer;
    };
  }
  function kept(path: string, handlerAt = 0) {
    return (...args: readonly unknown[]) => {
      calls.push({ path, args });
      const key = handlerAt === 0 ? path : `${path}:${String(args[0])}`;
      handlers.set(key, args[handlerAt] as Handler);
    };
  }

  const app = strict(
    'app',
    emitter({
      isPackaged: options.isPackaged ?? true,
      requestSingleInstanceLock: recorded('app.requestSingleInstanceLock', options.gotLock ?? true),
      enableSandbox: recorded('app.enableSandbox', undefined),
      getPath: (name: string) =>
        name === 'userData' && options.ownFolder ? options.ownFolder : `/home/nurse/${name}`,
      quit: recorded('app.quit', undefined),
      exit: recorded('app.exit', undefined),
    }),
  );
  const defaultSession = strict(
    'defaultSession',
    emitter({
      setPermissionRequestHandler: kept('permissionRequest'),
      setPermissionCheckHandler: kept('permissionCheck'),
      setDevicePermissionHandler: kept('devicePermission'),
      setSpellCheckerEnabled: recorded('setSpellCheckerEnabled', undefined),
      webRequest: strict('webRequest', { onBeforeRequest: kept('beforeRequest') }),
    }),
  );

  function makeContents() {
    const contents = strict(
      'webContents',
      emitter({
        send: recorded('webContents.send', undefined),
        reload: recorded('webContents.reload', undefined),
        setWindowOpenHandler: kept('windowOpen'),
        mainFrame: { parent: null, origin: 'app://caretrail' },
      }),
    );
    app.emit('web-contents-created', {}, contents);
    return contents;
  }
  type FakeWindow = ReturnType<typeof makeWindow>;
  function makeWindow() {
    return strict(
      'BrowserWindow',
      emitter({
        webContents: makeContents(),
        loadURL: recorded('loadURL', Promise.resolve()),
        show: recorded('show', undefined),
        focus: recorded('focus', undefined),
        restore: recorded('restore', undefined),
        isMinimized: () => true,
        isDestroyed: () => false,
      }),
    );
  }

  const idle = { seconds: 0 };
  const copied = { text: '' };
  const electron = strict('electron', {
    app,
    BrowserWindow: function BrowserWindow(...args: readonly unknown[]) {
      calls.push({ path: 'new BrowserWindow', args });
      const window = makeWindow();
      windows.push(window);
      return window;
    },
    clipboard: strict('clipboard', {
      writeText: async (text: string) => {
        copied.text = text;
      },
      readText: async () => copied.text,
      clear: () => {
        copied.text = '';
      },
    }),
    dialog: strict('dialog', {
      showErrorBox: recorded('showErrorBox', undefined),
      showSaveDialog: recorded(
        'showSaveDialog',
        Promise.resolve({ canceled: options.savePath === null, filePath: options.savePath ?? '' }),
      ),
      showOpenDialog: recorded(
        'showOpenDialog',
        Promise.resolve({
          canceled: !options.openPath,
          filePaths: options.openPath ? [options.openPath] : [],
        }),
      ),
    }),
    ipcMain: strict('ipcMain', { handle: kept('ipc', 1) }),
    Menu: strict('Menu', { setApplicationMenu: recorded('setApplicationMenu', undefined) }),
    powerMonitor: strict('powerMonitor', emitter({ getSystemIdleTime: () => idle.seconds })),
    protocol: strict('protocol', {
      registerSchemesAsPrivileged: recorded('registerSchemesAsPrivileged', undefined),
      handle: kept('protocol', 1),
    }),
    safeStorage: strict('safeStorage', {
      getSelectedStorageBackend: recorded(
        'getSelectedStorageBackend',
        options.storageBackend ?? 'gnome_libsecret',
      ),
      isAsyncEncryptionAvailable: recorded(
        'isAsyncEncryptionAvailable',
        Promise.resolve(options.isEncryptionAvailable ?? true),
      ),
      encryptStringAsync: (text: string) => {
        calls.push({ path: 'encryptStringAsync', args: [text] });
        return Promise.resolve(Buffer.from(`sealed ${text}`));
      },
      decryptStringAsync: (sealed: Buffer) => {
        calls.push({ path: 'decryptStringAsync', args: [sealed] });
        const result = /^sealed (.*)$/.exec(sealed.toString())?.[1];
        if (result === undefined) return Promise.reject(new Error('not ours'));
        return Promise.resolve({ result, shouldReEncrypt: options.shouldReEncrypt ?? false });
      },
    }),
    session: strict('session', { defaultSession }),
    shell: strict('shell', {
      openPath: recorded('openPath', Promise.resolve('')),
      showItemInFolder: recorded('showItemInFolder', undefined),
    }),
  });

  return {
    electron: electron as unknown as ElectronPort,
    app,
    calls,
    /** What lies on the clipboard; a test may copy something else. */
    copied,
    defaultSession,
    /** How long nobody has touched the computer; a test sets it. */
    idle,
    makeContents,
    powerMonitor: electron.powerMonitor,
    windows,
    /** The handler that the code under test gave for `path`, called as Electron would. */
    invoke(path: string, ...args: readonly unknown[]): unknown {
      const handler = handlers.get(path);
      if (handler === undefined) throw new Error(`nothing handles ${path}`);
      return handler(...(args as never[]));
    },
    callsOf: (path: string) => calls.filter((call) => call.path === path),
    indexOf: (path: string) => calls.findIndex((call) => call.path === path),
  };
}

function emitter<Members extends object>(members: Members): EventEmitter & Members {
  return Object.assign(new EventEmitter(), members);
}

function strict<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(members, key, receiver) {
      // Promise machinery asks everything for `then`.
      if (typeof key === 'string' && key !== 'then' && !(key in members)) {
        throw new Error(`fake Electron has no ${name}.${key}`);
      }
      return Reflect.get(members, key, receiver);
    },
  });
}
