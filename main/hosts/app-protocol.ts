import type { ElectronPort } from './electron-port.ts';
import { contentSecurityPolicy, policyOf, securityHeaders } from './security-headers.ts';
import { readWebFile } from './web-files.ts';

export const APP_SCHEME = 'app';
const APP_HOST = 'caretrail';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Must run once, before Electron is ready. Never bypassCSP, corsEnabled or service workers. */
export function registerAppScheme(electron: ElectronPort): void {
  electron.protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ]);
}

/** True for an address of our own renderer, by its parsed parts and never by substring. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return `${protocol}//${host}` === APP_ORIGIN && username === '' && password === '';
}

/** Answers `app://caretrail/...` with the built renderer's files, and nothing else. */
export function serveAppScheme(electron: ElectronPort, rendererDir: string): void {
  const policy = contentSecurityPolicy();
  electron.protocol.handle(APP_SCHEME, async (request) => {
    const isOurs = request.method === 'GET' && isAppUrl(request.url);
    const path = isOurs ? new URL(request.url).pathname : null;
    const file = path === null ? null : await readWebFile(rendererDir, path);
    const headers = securityHeaders(path === null ? policy : policyOf(path, policy));
    if (file === null) return new Response(null, { status: 404, headers });
    return new Response(file.content, {
      headers: { ...headers, 'content-type': file.contentType },
    });
  });
}
