import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDigest } from '../server/digest.ts';
import { formatEntry } from '../shared/sync/line.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  call,
  chainOf,
  enrolled,
  joined,
  line,
  pull,
  push,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

/** A site with rows, a photo and a snapshot, and a word that stands in all of them. */
type MarkedSite = {
  readonly mark: string;
  readonly device: WireDevice;
  readonly other: WireDevice;
  readonly lines: readonly string[];
  readonly rowIds: readonly string[];
  readonly fileDigest: string;
  readonly snapshotId: string;
  readonly code: string;
};

let server: SyncServer;
let a: MarkedSite;
let b: MarkedSite;
beforeAll(async () => {
  server = await startSyncServer(18, { SNAPSHOT_EVERY: '1', MOST_FILE_BYTES: '1000000' });
  a = await markedSite();
  b = await markedSite();
});
afterAll(() => server?.close());

async function markedSite(): Promise<MarkedSite> {
  const mark = `mark-${randomUUID()}`;
  const device = await enrolled(server.node.url, (await server.newSite(mark)).code);
  const other = await joined(device);
  const rowIds = fc.sample(fc.uuid(), 12);
  const lines = rowIds.map((id, at) => markedLine(at + 1, id, mark));
  await pushed(device, lines);
  const photo = Buffer.concat([Buffer.from(mark), randomBytes(2000)]);
  await upload(device, photo);
  const body = await until(async () => {
    const { status, body: manifest } = await ask(device, '/snapshot');
    return status === 200 ? manifest : null;
  });
  const codes = await ask(device, '/codes', { method: 'POST' });
  return {
    mark,
    device,
    other,
    lines,
    rowIds,
    fileDigest: createHash('sha256').update(photo).digest('hex'),
    snapshotId: (body as { id: string }).id,
    code: (codes.body as { code: string }).code,
  };
}

async function until<T>(found: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const value = await found();
    if (value !== null) return value;
  }
}

function markedLine(n: number, id: string, mark: string): string {
  const words = { id, name: mark, address: mark, npi: null };
  return line(n, { k: 'facilities', r: JSON.stringify([id]), v: words });
}

function upload({ url, siteId, token }: WireDevice, photo: Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  new Upload(photo, {
    endpoint: `${url}/v1/sites/${siteId}/files`,
    headers: { authorization: `Bearer ${token}` },
    metadata: { sha256: createHash('sha256').update(photo).digest('hex') },
    retryDelays: null,
    onError: reject,
    onSuccess: () => resolve(),
  }).start();
  return promise;
}

type Asking = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const broken = fc.oneof(
  fc.constantFrom('', '0', '-1', '%00', '..', '%2e%2e%2f', 'null', "'; DROP TABLE x; --", '*'),
  fc.string({ maxLength: 40 }).map(encodeURIComponent),
);

/** Ids of both sites, and what is none. */
function idOf(pick: (site: MarkedSite) => string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(b, a, b).map(pick) },
    { weight: 1, arbitrary: fc.constantFrom(b).map((site) => pick(site).toUpperCase()) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: broken },
  );
}

const get = (path: string): Asking => ({ method: 'GET', path });
const json = (path: string, value: unknown): Asking => ({
  method: 'POST',
  path,
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

function askings(): fc.Arbitrary<Asking> {
  const file = idOf(({ fileDigest }) => fileDigest);
  const device = idOf(({ other }) => other.id);
  const place = fc.oneof(fc.nat(40), fc.constantFrom(-1, 2 ** 53, 1e300), broken);
  const words = fc.oneof(broken, fc.constantFrom('0', '1', '7', 'x'));
  const tus = (digest: string) => ({
    'tus-resumable': '1.0.0',
    'upload-length': '2036',
    'upload-metadata': `sha256 ${Buffer.from(digest).toString('base64')}`,
  });
  return fc.oneof(
    fc.constantFrom('/hello', '/snapshot', '/digest', '/devices').map(get),
    words.map((epoch) => get(`/hello?epoch=${epoch}`)),
    fc.tuple(place, place).map(([after, limit]) => get(`/log?after=${after}&limit=${limit}`)),
    fc.constantFrom(1e6, -1, 'x').map((head) => get(`/wait?head=${head}`)),
    place.map((k) => get(`/segments/${k}`)),
    fc
      .tuple(
        idOf(({ snapshotId }) => snapshotId),
        place,
      )
      .map(([id, at]) => get(`/snapshot/${id}/${at}`)),
    file.map((digest) => get(`/files/${digest}`)),
    file.map((digest) => ({ ...get(`/files/${digest}`), headers: { range: 'bytes=0-60' } })),
    fc.tuple(fc.constantFrom('HEAD', 'PATCH', 'DELETE', 'OPTIONS'), file).map(
      ([method, digest]): Asking => ({
        method,
        path: `/files/${digest}`,
        headers: {
          ...tus(digest),
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        ...(method === 'PATCH' ? { body: 'some bytes' } : {}),
      }),
    ),
    file.map((digest): Asking => ({ method: 'POST', path: '/files', headers: tus(digest) })),
    fc.array(file, { maxLength: 3 }).map((have) => json('/file-states', { have, want: have })),
    device.map((id): Asking => ({ method: 'POST', path: `/devices/${id}/revoke` })),
    fc.constant({ method: 'POST', path: '/codes' }),
    fc.tuple(device, words).map(([id, kind]) => json('/numbers', { kind, deviceId: id, count: 1 })),
    fc.tuple(device, fc.nat(11)).map(([deviceId, at]): Asking => {
      const told = (b.lines[at] ?? '').replaceAll(b.mark, 'forged');
      const entry = { seq: 1, deviceId, stamp: 1n, outcome: 'applied', receivedAtMs: 1 } as const;
      return { method: 'POST', path: '/relay', body: `${formatEntry({ ...entry, line: told })}\n` };
    }),
  );
}

/** Asks with the token of A; a body comes as all that can be read of it. */
async function answer(siteId: string, { method, path, body, headers = {} }: Asking) {
  const url = `${server.node.url}/v1/sites/${siteId}${path}`;
  const authorization = `Bearer ${a.device.token}`;
  const response = await fetch(url, {
    method,
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (isGzip ? gunzipSync(bytes) : bytes).toString('latin1');
  return { status: response.status, text: text + JSON.stringify([...response.headers]) };
}

const runs = { numRuns: 2000 };

test('whatever is asked of a site, no answer holds a word of another', async () => {
  const before = await readDigest(server.node.pool, b.device.siteId);
  let [good, ownWords] = [0, 0];

  await fc.assert(
    fc.asyncProperty(fc.constant(null).chain(askings), async (asking) => {
      const { status, text } = await answer(a.device.siteId, asking);
      if (status < 300) good += 1;
      if (text.includes(a.mark)) ownWords += 1;
      const told = [b.mark, b.device.id, b.code].filter((word) => text.includes(word));
      expect({ told, isBroken: status === 500 }).toEqual({ told: [], isBroken: false });
    }),
    runs,
  );

  expect(good).toBeGreaterThan(50);
  expect(ownWords).toBeGreaterThan(10);
  expect(await readDigest(server.node.pool, b.device.siteId)).toEqual(before);
}, 120_000);

test('with the token of a site no path of another is answered', async () => {
  const before = await readDigest(server.node.pool, b.device.siteId);

  await fc.assert(
    fc.asyncProperty(
      fc.constant(null).chain(askings),
      fc.constantFrom(b.device.siteId, b.device.siteId.toUpperCase()),
      async (asking, siteId) => {
        const { status, text } = await answer(siteId, asking);
        // Where the path itself is none there is nobody to refuse it.
        const isPath = /^(\/[\w-]+)+(\?.*)?$/.test(asking.path);
        expect([401, 403, ...(isPath ? [] : [400, 404])]).toContain(status);
        expect(text).not.toContain(b.mark);
      },
    ),
    runs,
  );

  expect(await readDigest(server.node.pool, b.device.siteId)).toEqual(before);
  expect((await ask(b.other, '/hello')).status).toBe(200);
}, 120_000);

test('rows that name rows of another site change nothing there', async () => {
  const before = await readDigest(server.node.pool, b.device.siteId);
  const intruder = await joined(a.device);
  const ids = b.rowIds.map((id) => [id, `${b.device.id}:${b.rowIds.indexOf(id) + 1}`] as const);
  const lines = ids.flatMap(([id, base], at) => [
    line(at * 2 + 1, {
      k: 'facilities',
      r: JSON.stringify([id]),
      o: 'u',
      b: { '': base },
      v: { name: 'mine' },
    }),
    line(at * 2 + 2, { k: 'facilities', r: JSON.stringify([id]), o: 'd', b: { '': base }, v: {} }),
  ]);

  const { status, body } = await push(intruder, lines);
  const resent = await push({ ...intruder, id: b.device.id }, b.lines, { chain: chainOf(b.lines) });

  expect(status).toBe(200);
  expect(JSON.stringify(body)).not.toContain(b.mark);
  expect(resent.status).toBeGreaterThanOrEqual(400);
  expect(await readDigest(server.node.pool, b.device.siteId)).toEqual(before);
  const read = (await pull(intruder, 0)).map((entry) => entry.line).join();
  expect(read.includes(b.mark)).toBe(false);
  const stranger = await call(`${server.node.url}/v1/sites/${a.device.siteId}/hello`, {
    headers: { authorization: `Bearer ${b.device.token}` },
  });
  expect(stranger.status).toBe(403);
});
