import { createHash, randomBytes } from 'node:crypto';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { ask, enrolled, joined, type WireDevice } from './sync-server-device.ts';

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Brings a photo the way devices do; resolves to `whole`, or the status with which it was refused. */
function upload(device: WireDevice, photo: Buffer, digest = sha256(photo)): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  new Upload(photo, {
    endpoint: `${device.url}/v1/sites/${device.siteId}/files`,
    headers: { authorization: `Bearer ${device.token}` },
    metadata: { sha256: digest },
    chunkSize: 64 * 1024,
    retryDelays: null,
    onError: (error) =>
      resolve(String('originalResponse' in error ? error.originalResponse?.getStatus() : error)),
    onSuccess: () => resolve('whole'),
  }).start();
  return promise;
}

async function bytesOf(device: WireDevice, digest: string, range?: string): Promise<Buffer> {
  const response = await fetch(`${device.url}/v1/sites/${device.siteId}/files/${digest}`, {
    headers: { authorization: `Bearer ${device.token}`, ...(range ? { range } : {}) },
  });
  return Buffer.from(await response.arrayBuffer());
}

describe('files of a site', () => {
  let server: SyncServer;
  let device: WireDevice;
  beforeAll(async () => {
    server = await startSyncServer(18, { MOST_FILE_BYTES: '1000000' });
    device = await enrolled(server.node.url, (await server.newSite()).code);
  });
  afterAll(() => server.close());

  test('a photo comes in pieces, and every device of the site gets it, whole or in part', async () => {
    const photo = randomBytes(300_000);
    const other = await joined(device);

    const result = await upload(device, photo);

    expect(result).toBe('whole');
    expect(await bytesOf(other, sha256(photo))).toEqual(photo);
    expect(await bytesOf(other, sha256(photo), 'bytes=100-199')).toEqual(photo.subarray(100, 200));
    expect(await upload(other, photo)).toBe('409');
    expect(await bytesOf(device, sha256(photo))).toEqual(photo);
  });

  test('a photo that is not what its name says is not kept, and the true one can still come', async () => {
    const photo = randomBytes(100_000);

    const wrong = await upload(device, randomBytes(100_000), sha256(photo));

    expect(wrong).toBe('422');
    expect((await ask(device, `/files/${sha256(photo)}`)).status).toBe(404);
    expect(await upload(device, photo)).toBe('whole');
    expect(await bytesOf(device, sha256(photo))).toEqual(photo);
  });

  test('half a photo is not handed out, and goes on where it was cut', async () => {
    const photo = randomBytes(50_000);
    const digest = sha256(photo);
    const tus = { 'tus-resumable': '1.0.0' };
    const created = await ask(device, '/files', {
      method: 'POST',
      headers: {
        ...tus,
        'upload-length': String(photo.length),
        'upload-metadata': `sha256 ${Buffer.from(digest).toString('base64')}`,
      },
    });
    const patch = (from: number, to: number) =>
      ask(device, `/files/${digest}`, {
        method: 'PATCH',
        body: new Uint8Array(photo.subarray(from, to)),
        headers: {
          ...tus,
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(from),
        },
      });
    await patch(0, 20_000);

    const half = await ask(device, `/files/${digest}`);
    const known = await ask(device, `/files/${digest}`, { method: 'HEAD', headers: tus });
    await patch(20_000, 50_000);

    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/v1/sites/${device.siteId}/files/${digest}`);
    expect(half).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(known.headers.get('upload-offset')).toBe('20000');
    expect(await bytesOf(device, digest)).toEqual(photo);
  });

  test('a site reads no file of another, and a file that is too large is refused', async () => {
    const photo = randomBytes(1000);
    await upload(device, photo);
    const stranger = await enrolled(server.node.url, (await server.newSite()).code);

    const answer = await ask(stranger, `/files/${sha256(photo)}`);

    expect(answer).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(await upload(device, randomBytes(1_000_001))).toBe('413');
    expect(await upload(device, photo, '../../etc')).toBe('400');
  });
});
