import { expect, test } from 'vitest';
import { backOffMs } from './backoff.ts';
import { serverAddress } from './server-address.ts';
import { unreachableFrom } from './server-errors.ts';

test('each failure waits longer than the last, from a second to five minutes', () => {
  const waits = Array.from({ length: 12 }, (_, failures) => backOffMs(failures, () => 0.999));
  expect(waits[0]).toBe(1000);
  expect(waits.at(-1)).toBeLessThanOrEqual(300_000);
  expect(waits.at(-1)).toBeGreaterThan(299_000);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
});

test('devices that failed together do not come back together', () => {
  expect(backOffMs(6, () => 0)).toBeLessThan(backOffMs(6, () => 0.9));
});

test.each([
  ['https://sync.clinic.example', 'https://sync.clinic.example'],
  [' https://sync.clinic.example:8443/some/path ', 'https://sync.clinic.example:8443'],
  ['http://127.0.0.1:8440', 'http://127.0.0.1:8440'],
  ['http://localhost:8440/', 'http://localhost:8440'],
  ['http://sync.clinic.example', null],
  ['http://127.0.0.1.clinic.example', null],
  ['https://ada:secret@sync.clinic.example', null],
  ['ftp://sync.clinic.example', null],
  ['sync.clinic.example', null],
])('records go to %s only if that is private', (text, address) => {
  expect(serverAddress(text)).toBe(address);
});

test('a certificate that is not trusted is told apart from a network that is down', () => {
  const failed = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });
  expect(unreachableFrom(failed('DEPTH_ZERO_SELF_SIGNED_CERT')).why).toBe('certificate');
  expect(unreachableFrom(failed('ERR_TLS_CERT_ALTNAME_INVALID')).why).toBe('certificate');
  expect(unreachableFrom(failed('CERT_HAS_EXPIRED')).why).toBe('certificate');
  expect(unreachableFrom(failed('ECONNREFUSED')).why).toBe('network');
});
