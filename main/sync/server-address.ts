const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The server's address as it is kept: without a path and without a slash at its end. Null for what is no
 * address, or would send records over a network in the clear.
 */
export function serverAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  if (!url || url.username !== '' || url.password !== '') return null;
  const isPrivate = url.protocol === 'https:';
  const isHere = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  return isPrivate || isHere ? url.origin : null;
}
