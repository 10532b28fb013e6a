import { posix, win32 } from 'node:path';

export type Machine = {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The project's folder. */
  readonly root: string;
  readonly exists: (path: string) => boolean;
};

export type StartChoice =
  | { readonly kind: 'window'; readonly electronPath: string }
  | { readonly kind: 'browser'; readonly reason: string };

/** Decides between the window and a browser; `reason` ends the sentence "opens no window: ...". */
export function chooseStart(machine: Machine): StartChoice {
  const electronPath = findElectron(machine);
  if (electronPath === null) {
    return { kind: 'browser', reason: 'there is no Electron runtime on this computer' };
  }
  if (machine.platform === 'linux') {
    if (!machine.env['DISPLAY'] && !machine.env['WAYLAND_DISPLAY']) {
      return { kind: 'browser', reason: 'this session has no display' };
    }
    if (machine.isRoot) {
      return {
        kind: 'browser',
        reason: 'Electron cannot run its sandbox as root, and without it the window is not safe',
      };
    }
  }
  return { kind: 'window', electronPath };
}

/** Looks on disk only: asking the electron package itself would try to download a runtime. */
function findElectron({ platform, env, root, exists }: Machine): string | null {
  const path = platform === 'win32' ? win32 : posix;
  const name = EXECUTABLE[platform] ?? 'electron';
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const folders = [...(given ? [given] : []), path.join(root, 'node_modules', 'electron', 'dist')];
  return folders.map((folder) => path.join(folder, name)).find(exists) ?? null;
}

const EXECUTABLE: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};
