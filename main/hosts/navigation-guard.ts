import { isAppUrl } from './app-protocol.ts';
import type { Contents, ElectronPort } from './electron-port.ts';

/** Keeps every page, present and future, on our own origin and in our own window. */
export function closeNavigation(electron: ElectronPort): void {
  electron.app.on('web-contents-created', (_event, contents) => guard(contents));
}

function guard(contents: Contents): void {
  const refuseForeign = (event: { readonly url: string; preventDefault(): void }) => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
