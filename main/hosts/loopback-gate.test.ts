import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openProven, rawStatus, redeem, upgradeOutcome } from '../../test/fakes/loopback-caller.ts';
import { startTestHost, type TestHost, withHost } from '../../test/fakes/test-host.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

describe('the gate', () => {
  const status = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    rawStatus(host.origin, path, { headers, method });

  test('a plain request of this user is answered, sealed in every header', async () => {
    const response = await fetch(`${host.origin}/`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const { port } = new URL(host.origin);
    expect(response.headers.get('content-security-policy')).toContain(`ws://127.0.0.1:${port};`);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('only the exact host name is taken', async () => {
    const { port } = new URL(host.origin);
    const foreign = [
      'evil.test',
      `evil.test:${port}`,
      '127.0.0.1',
      `127.0.0.1:${Number(port) + 1}`,
      `localhost:${port}`,
      `127.0.0.1.:${port}`,
    ];
    for (const name of foreign) expect(await status('/', { host: name }), name).toBe(421);
    expect(host.refusals).toContain('host');
  });

  test('a foreign origin is refused everywhere, a missing one on all but reads', async () => {
    expect(await status('/', { origin: 'https://evil.test' })).toBe(403);
    expect(await status('/', { origin: 'null' })).toBe(403);
    expect(await status('/', { origin: host.origin.replace('127.0.0.1', 'localhost') })).toBe(403);
    expect(await status('/session', {}, 'POST')).toBe(403);
    expect(await status('/session', { origin: host.origin }, 'POST')).toBe(401);
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'HEAD']) {
      expect(await status('/session', { origin: host.origin }, method), method).toBe(405);
    }
    expect(await status('/', { origin: host.origin }, 'POST')).toBe(405);
  });

  test.each([
    ['a script of another site', '/app.js', ['cross-site', 'no-cors', 'script'], 403],
    ['a script of another port', '/app.js', ['same-site', 'no-cors', 'script'], 403],
    ['a read by another port', '/app.js', ['same-site', 'cors', 'empty'], 403],
    ['a frame in another page', '/', ['cross-site', 'navigate', 'iframe'], 403],
    ['a link into the middle', '/app.js', ['cross-site', 'navigate', 'document'], 403],
    ['the launch file', '/', ['cross-site', 'navigate', 'document'], 200],
    ['an address that was typed', '/', ['none', 'navigate', 'document'], 200],
    ['our own page', '/app.js', ['same-origin', 'cors', 'script'], 200],
  ] as const)(
    'where it comes from decides: %s',
    async (...[, path, [site, mode, dest], expected]) => {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
      expect(await status(path, headers)).toBe(expected);
    },
  );

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/..%5cpackage.json',
    '/index.html%00.js',
    '/%',
    '//evil.test/index.js',
    '/app.js.map',
    '/absent.js',
  ])('%s leads nowhere', async (path) => {
    expect(await status(path)).toBe(404);
  });

  test('a whole address as the target is refused', async () => {
    expect(await status('http://evil.test/')).toBe(400);
  });

  test('a socket needs our exact host, origin and path', async () => {
    const calls = `${host.origin.replace('http', 'ws')}/calls`;
    const { origin } = host;
    expect(await upgradeOutcome(calls, {})).toBe(403);
    expect(await upgradeOutcome(calls, { origin: 'https://evil.test' })).toBe(403);
    expect(await upgradeOutcome(calls, { origin: 'null' })).toBe(403);
    expect(await upgradeOutcome(calls, { origin, headers: { host: 'evil.test' } })).toBe(421);
    expect(await upgradeOutcome(`${calls}/x`, { origin })).toBe(404);
    const site = { 'sec-fetch-site': 'same-site' };
    expect(await upgradeOutcome(calls, { origin, headers: site })).toBe(403);
    expect(await upgradeOutcome(calls, { origin })).toBe('open');
  });

  test('another user of this computer is refused', async () => {
    await withHost({ isOurUser: () => false }, async ({ origin }) => {
      expect(await rawStatus(origin, '/')).toBe(403);
      const calls = `${origin.replace('http', 'ws')}/calls`;
      expect(await upgradeOutcome(calls, { origin })).toBe(403);
    });
  });

  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  test.runIf(isLinuxRoot)('a real process of another user is refused', async () => {
    const script = `fetch('${host.origin}/').then((r) => console.log(r.status))`;
    const asNobody = { uid: 65_534, gid: 65_534, cwd: '/' };
    const run = promisify(execFile);
    // The runtime itself may lie where nobody else may read it; the system's own tools do not.
    const { stdout } = await run(
      'curl',
      ['-s', '-o', '/dev/null', '-w', '%{http_code}', `${host.origin}/`],
      asNobody,
    ).catch(() => run(process.execPath, ['-e', script], asNobody));
    expect(stdout.trim()).toBe('403');
  });
});

describe('the launch address', () => {
  test('opens one session, once', async () => {
    const address = host.newAddress();
    expect(await redeem(address)).toMatchObject({
      id: expect.any(String),
      key: expect.any(String),
    });
    expect(await redeem(address)).toBeNull();
    expect(host.refusals).toContain('token');
  });

  test('is void as soon as there is a newer one', async () => {
    const older = host.newAddress();
    const newer = host.newAddress();
    expect(await redeem(older)).toBeNull();
    expect(await redeem(newer)).not.toBeNull();
  });

  test.each([
    '',
    '{}',
    '{"token":7}',
    'null',
    '{"token":""}',
    '{"token":"',
    `{"token":"${'x'.repeat(900)}"}`,
  ])('is not replaced by %j', async (body) => {
    host.newAddress();
    const headers = { origin: host.origin };
    expect(await rawStatus(host.origin, '/session', { method: 'POST', headers, body })).toBe(401);
  });

  test('a body far longer than a token is not read', async () => {
    const options = {
      method: 'POST',
      headers: { origin: host.origin },
      body: 'x'.repeat(2_000_000),
    };
    expect([0, 401]).toContain(await rawStatus(host.origin, '/session', options));
  });

  test('that expires unused is replaced by a fresh one, which works', async () => {
    const fresh = Promise.withResolvers<string>();
    const options = { launchLifeMs: 30, onFreshAddress: fresh.resolve };
    await withHost(options, async (own) => {
      const first = own.newAddress();
      const second = await fresh.promise;
      expect(second).not.toBe(first);
      expect(await redeem(first)).toBeNull();
    });
  });

  test('that expires while a tab is open is not replaced', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const offered: string[] = [];
    try {
      await withHost({ onFreshAddress: (address) => offered.push(address) }, async (own) => {
        const caller = await openProven(own.origin, await own.newTab());
        const unused = own.newAddress();
        vi.advanceTimersByTime(60_000);
        expect(await redeem(unused)).toBeNull();
        expect(offered).toEqual([]);
        caller.socket.close();
      });
    } finally {
      vi.useRealTimers();
    }
  });

  test.skipIf(process.platform === 'win32')(
    'is handed over in a file for its owner only',
    async () => {
      const path = await withHost({}, async (own) => {
        const address = own.newAddress();
        expect(statSync(own.launchFilePath).mode & 0o777).toBe(0o600);
        expect(statSync(dirname(own.launchFilePath)).mode & 0o777).toBe(0o700);
        expect(readFileSync(own.launchFilePath, 'utf8')).toContain(address);
        const newer = own.newAddress();
        expect(readFileSync(own.launchFilePath, 'utf8')).toContain(newer);
        return own.launchFilePath;
      });
      expect(existsSync(dirname(path))).toBe(false);
    },
  );
});
