import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHost, type TestHost } from '../../test/fakes/test-host.ts';
import { loopbackGate } from './loopback-gate.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

function connects(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: Number(new URL(host.origin).port) });
    const settle = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

test('no other address of this computer answers, so nobody on its network is heard', async () => {
  const others = Object.entries(networkInterfaces()).flatMap(([name, each = []]) =>
    each.map(({ address, family, scopeid }) =>
      family === 'IPv6' && scopeid ? `${address}%${name}` : address,
    ),
  );
  const foreign = new Set([...others, '127.0.0.2', '::1']);
  foreign.delete('127.0.0.1');
  expect(await connects('127.0.0.1')).toBe(true);
  for (const address of foreign) expect(await connects(address), address).toBe(false);
});

test.each(['192.168.1.7', '::ffff:127.0.0.1', '::1', '127.0.0.2', undefined])(
  'a connection from %s is refused although it says all the rest right',
  (remoteAddress) => {
    const gate = loopbackGate('127.0.0.1:4000', () => true);
    const request = (from: string | undefined) =>
      ({
        socket: { remoteAddress: from },
        headers: { host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000' },
        method: 'GET',
        url: '/',
      }) as unknown as IncomingMessage;
    expect(gate(request('127.0.0.1'))).toBeNull();
    expect(gate(request(remoteAddress))).toEqual({ status: 403, reason: 'address' });
  },
);

test.each([
  ['of our own page', 200, {}, 'GET', '/'],
  ['for what is not there', 404, {}, 'GET', '/absent.js'],
  ['of another site', 403, { origin: 'https://evil.test' }, 'GET', '/'],
  [
    'of another site that asks beforehand',
    403,
    {
      origin: 'https://evil.test',
      'access-control-request-method': 'POST',
      'access-control-request-private-network': 'true',
    },
    'OPTIONS',
    '/session',
  ],
  ['with a token that is wrong', 401, 'own origin', 'POST', '/session'],
  ['of our own page that asks beforehand', 405, 'own origin', 'OPTIONS', '/session'],
] as const)(
  'the answer to a request %s (%i) grants no other origin anything and sets no cookie',
  async (...[, status, headers, method, path]) => {
    const response = await fetch(host.origin + path, {
      method,
      headers: headers === 'own origin' ? { origin: host.origin } : headers,
    });
    expect(response.status).toBe(status);
    const granted = [...response.headers.keys()].filter((name) =>
      /^access-control-|^timing-allow-origin$|^set-cookie$/.test(name),
    );
    expect(granted).toEqual([]);
  },
);
