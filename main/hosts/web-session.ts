import { APP_ORIGIN } from './app-protocol.ts';
import type { Contents, ElectronPort, Window } from './electron-port.ts';

// What stays inside the process; everything else would be the network or a file.
const LOCAL_PROTOCOLS = ['app:', 'blob:', 'data:'];

/** Takes from the window's web session every power that the application does not use. */
export function restrictWebSession(electron: ElectronPort, window: () => Window | undefined): void {
  const web = electron.session.defaultSession;
  const isOurs = (contents: Contents | null) =>
    contents !== null && contents === window()?.webContents;

  // Both handlers are needed: most web APIs check first and ask when the check said no.
  web.setPermissionRequestHandler((...[contents, permission, answer, details]) => {
    const kinds = permission === 'media' && 'mediaTypes' in details ? details.mediaTypes : [];
    const isCameraOnly = kinds?.length === 1 && kinds[0] === 'video';
    answer(isCameraOnly && isOurs(contents) && details.isMainFrame);
  });
  web.setPermissionCheckHandler(
    (...[contents, permission, , details]) =>
      permission === 'media' &&
      details.mediaType === 'video' &&
      details.isMainFrame &&
      isOurs(contents) &&
      details.securityOrigin?.replace(/\/$/, '') === APP_ORIGIN,
  );
  web.setDevicePermissionHandler(() => false);

  // Otherwise Chromium fetches a dictionary from its maker.
  web.setSpellCheckerEnabled(false);
  const allowed = electron.app.isPackaged ? LOCAL_PROTOCOLS : [...LOCAL_PROTOCOLS, 'devtools:'];
  web.webRequest.onBeforeRequest((details, answer) => {
    const isLocal = URL.canParse(details.url) && allowed.includes(new URL(details.url).protocol);
    answer({ cancel: !isLocal });
  });
  // Files leave only through the save dialog of our own.
  web.on('will-download', (event) => event.preventDefault());
}
