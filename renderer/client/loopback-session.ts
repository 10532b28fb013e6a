const STORED = 'caretrail.session';
const LAUNCH = '#launch=';

/** What the host gave this tab: its name, and the key both prove to each other. */
export type TabSession = { readonly id: string; readonly key: CryptoKey };

/**
 * This tab's session: traded for the launch token in the address, or kept from before a reload.
 * Null when neither is there or the token was refused.
 */
export async function findSession(): Promise<TabSession | null> {
  const token = takeLaunchToken();
  if (token !== null) {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    // Session storage is per tab and per port; a cookie would go to every port of this computer.
    if (response.ok) sessionStorage.setItem(STORED, await response.text());
  }
  const stored = sessionStorage.getItem(STORED);
  return stored === null ? null : readSession(stored);
}

export function forgetSession(): void {
  sessionStorage.removeItem(STORED);
}

/** An address pasted into this tab changes only its fragment, which loads nothing by itself. */
export function reloadOnFreshAddress(): void {
  addEventListener('hashchange', () => {
    if (location.hash.startsWith(LAUNCH)) location.reload();
  });
}

function takeLaunchToken(): string | null {
  if (!location.hash.startsWith(LAUNCH)) return null;
  const token = location.hash.slice(LAUNCH.length);
  // Out of the address bar and the history before anything else happens.
  history.replaceState(null, '', location.pathname);
  return token;
}

async function readSession(stored: string): Promise<TabSession | null> {
  const session: unknown = JSON.parse(stored);
  if (typeof session !== 'object' || session === null) return null;
  if (!('id' in session) || typeof session.id !== 'string') return null;
  if (!('key' in session) || typeof session.key !== 'string') return null;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = fromBase64Url(session.key);
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign', 'verify']);
  return { id: session.id, key };
}

export function toBase64Url(bytes: Uint8Array): string {
  const binary = String.fromCharCode(...bytes);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
