import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../server/chain-digest.ts';
import { SEGMENT_ENTRIES, type SnapshotManifest, snapshotReply } from '../shared/sync/wire.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  chainOf,
  enrolled,
  entriesOf,
  joined,
  linesFrom,
  pull,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

describe.for([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: SyncServer;
  let device: WireDevice;
  let head = 0;
  let sent: string[] = [];
  beforeAll(async () => {
    server = await startSyncServer(major, { SNAPSHOT_EVERY: '1500' });
    device = await enrolled(server.node.url, (await server.newSite()).code);
  });
  afterAll(() => server.close());

  async function write(count: number): Promise<void> {
    const next = linesFrom(sent.length + 1, sent.length + count);
    ({ head } = await pushed(device, next, { chain: chainOf(sent) }));
    sent = [...sent, ...next];
  }

  test('who waits hears of a push at once, on its own node and on another', async () => {
    const there = await server.startNode();
    const other = await joined(device, there.url);
    const waits = [device, other].map((each) => ask(each, `/wait?head=${head}`));

    await write(1);

    const answers = await Promise.all(waits);
    expect(answers).toMatchObject([
      { status: 200, body: { head: 1, epoch: 1 } },
      { status: 200, body: { head: 1, epoch: 1 } },
    ]);
    expect(await ask(other, '/wait?head=0')).toMatchObject({ body: { head: 1 } });
  });

  test('a node that stops answers those who wait and finishes what it has', async () => {
    const there = await server.startNode();
    const other = await joined(device, there.url);
    const wait = ask(other, `/wait?head=${head}`);
    while (!/waiting_devices 1/.test(await metricsOf(there.url))) continue;

    await there.stop();

    expect(await wait).toMatchObject({ status: 200, body: { head } });
  });

  test('a segment comes when it is full, and is the same ever after', async () => {
    const early = await ask(device, '/segments/0');
    await write(1100);

    const first = await ask(device, '/segments/0');
    await write(10);
    const again = await ask(device, '/segments/0?epoch=1');
    const known = await ask(device, '/segments/0?epoch=1', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });

    expect(early).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(again.body).toBe(first.body);
    expect(known.status).toBe(304);
    expect(first.headers.get('cache-control')).toContain('immutable');
    const entries = entriesOf(String(first.body));
    expect(entries).toHaveLength(SEGMENT_ENTRIES);
    expect(entries).toEqual((await pull(device, 0, '&limit=5000')).slice(0, SEGMENT_ENTRIES));
    const stale = await ask(device, '/segments/0?epoch=7');
    expect(stale).toMatchObject({ status: 409, body: { code: 'epoch', epoch: 1 } });
  });

  test('a log is read in pages of whole transactions until its head', async () => {
    const pages: number[] = [];
    let after = 0;
    for (;;) {
      const page = await pull(device, after, '&limit=300');
      if (page.length === 0) break;
      expect(page[0]?.seq).toBe(after + 1);
      after = page.at(-1)?.seq ?? after;
      pages.push(page.length);
    }
    expect(after).toBe(head);
    expect(Math.max(...pages)).toBeLessThanOrEqual(300);
  });

  test('a snapshot is made when it is asked for, and again when the log has outgrown it', async () => {
    const manifest = snapshotReply.parse((await ask(device, '/snapshot')).body);
    const same = snapshotReply.parse((await ask(device, '/snapshot')).body);
    await write(1500);

    const hello = await ask(device, '/hello');
    await server.node.pool.query('SELECT 1');

    expect(manifest).toMatchObject({ seq: 1111, epoch: 1 });
    expect(same.id).toBe(manifest.id);
    expect(hello.body).toMatchObject({ head });
    const next = await newer(manifest);
    expect(next.seq).toBe(head);
    expect((await ask(device, '/hello')).body).toMatchObject({ snapshotId: next.id });
    const old = await ask(device, `/snapshot/${manifest.id}/0`);
    expect(old.status).toBe(200);
  });

  async function newer(than: SnapshotManifest): Promise<SnapshotManifest> {
    for (;;) {
      const manifest = snapshotReply.parse((await ask(device, '/snapshot')).body);
      if (manifest.id !== than.id) return manifest;
    }
  }

  test('the chunks of a snapshot hold every row once, and are what the manifest says', async () => {
    const manifest = snapshotReply.parse((await ask(device, '/snapshot')).body);

    const chunks = await Promise.all(manifest.chunks.map((each) => fetchChunk(manifest.id, each)));

    const events = chunks.filter(({ table }) => table === 'audit_events');
    expect(events.flatMap(({ rows }) => rows)).toHaveLength(sent.length);
    expect(chunks.map(({ isWhole }) => isWhole)).not.toContain(false);
    const [chunk] = manifest.chunks;
    const part = await fetchBytes(manifest.id, chunk?.index ?? 0, 'bytes=10-');
    const whole = await fetchBytes(manifest.id, chunk?.index ?? 0);
    expect(part).toEqual(whole.subarray(10));
  });

  type Chunk = SnapshotManifest['chunks'][number];

  async function fetchChunk(id: string, { index, table, sha256, rows, byteLength }: Chunk) {
    const bytes = await fetchBytes(id, index);
    const [first = '', ...content] = gunzipSync(bytes).toString('utf8').trimEnd().split('\n');
    const { columns } = JSON.parse(first) as { columns: string[] };
    const isWhole =
      sha256Hex(bytes) === sha256 &&
      bytes.length === byteLength &&
      content.length === rows &&
      content.every((row) => row.split('\t').length === columns.length);
    return { table, rows: content, isWhole };
  }

  async function fetchBytes(id: string, index: number, range?: string): Promise<Buffer> {
    const response = await fetch(
      `${device.url}/v1/sites/${device.siteId}/snapshot/${id}/${index}`,
      {
        headers: { authorization: `Bearer ${device.token}`, ...(range ? { range } : {}) },
      },
    );
    return Buffer.from(await response.arrayBuffer());
  }

  function metricsOf(url: string): Promise<string> {
    return fetch(`${url}/metrics`).then((reply) => reply.text());
  }

  test('health, readiness and figures are there to be asked for, without a name in them', async () => {
    const { url } = server.node;

    const [health, ready, figures] = await Promise.all([
      fetch(`${url}/health`),
      fetch(`${url}/ready`),
      metricsOf(url),
    ]);

    expect([health.status, ready.status]).toEqual([200, 200]);
    expect(figures).toMatch(/^caretrail_lines_total \d{4}/m);
    expect(figures).toMatch(/^caretrail_fold_outcomes_total\{outcome="applied"\} \d+/m);
    expect(figures).toMatch(/^caretrail_request_seconds_count\{route="\/v1\/sites\/:site\/push"/m);
    expect(figures).not.toContain(device.siteId);
    expect(figures).not.toContain(device.id);
  });
});
