import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaOf } from '../server/database.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { refusal } from '../shared/sync/wire.ts';
import { valueOf } from './core.ts';
import { noisyBytes } from './pictures.ts';
import { canMountDisk, mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { openSyncDevice, type SyncDevice, until } from './sync-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { type Answer, ask, enrolled, type WireDevice } from './sync-server-device.ts';

const PIECE_BYTES = 600_000;
const TUS = { 'tus-resumable': '1.0.0' };

describe.skipIf(!canMountDisk())(
  'on a disk of its own, which a computer must let tests mount',
  () => {
    let disk: SmallDisk;
    let server: SyncServer;
    beforeAll(async () => {
      disk = await mountSmallDisk();
      server = await startSyncServer(15, { FILES: disk.path });
    });
    afterAll(async () => {
      await server?.close();
      await disk?.close();
    });

    function create(device: WireDevice, photo: Uint8Array): Promise<Answer> {
      const digest = Buffer.from(sha256(photo)).toString('base64');
      const headers = {
        'upload-length': String(photo.length),
        'upload-metadata': `sha256 ${digest}`,
      };
      return ask(device, '/files', { method: 'POST', headers: { ...TUS, ...headers } });
    }

    function append(device: WireDevice, photo: Uint8Array, from: number) {
      return ask(device, `/files/${sha256(photo)}`, {
        method: 'PATCH',
        body: new Uint8Array(photo.subarray(from, from + PIECE_BYTES)),
        headers: {
          ...TUS,
          'content-type': 'application/offset+octet-stream',
          'upload-offset': String(from),
        },
      });
    }

    async function offset(device: WireDevice, photo: Uint8Array): Promise<number> {
      const { headers } = await ask(device, `/files/${sha256(photo)}`, {
        method: 'HEAD',
        headers: TUS,
      });
      return Number(headers.get('upload-offset'));
    }

    function states(device: WireDevice, photos: readonly Uint8Array[]): Promise<Answer> {
      const body = JSON.stringify({ have: photos.map(sha256), want: [] });
      return ask(device, '/file-states', { method: 'POST', body });
    }

    test('a photo is put off where the folder is full, and goes on from there once there is room', async () => {
      const device = await enrolled(server.node.url, (await server.newSite()).code);
      const photo = randomBytes(1_000_000);
      const other = randomBytes(100_000);
      await create(device, photo);
      await append(device, photo, 0);
      await disk.fill();

      const putOff = [
        await append(device, photo, await offset(device, photo)),
        await create(device, other),
        await states(device, [photo, other]),
      ];
      const reached = await offset(device, photo);
      disk.makeRoom();
      const rest = await append(device, photo, reached);
      const begun = await create(device, other);
      const whole = await append(device, other, 0);

      for (const { status, body } of putOff) {
        const said: unknown = typeof body === 'string' ? JSON.parse(body) : body;
        expect({ status, said }).toMatchObject({ status: 503, said: { code: 'unavailable' } });
        expect(refusal.safeParse(said).success).toBe(true);
      }
      expect(reached).toBeGreaterThanOrEqual(PIECE_BYTES);
      expect([rest.status, begun.status, whole.status]).toEqual([204, 201, 204]);
      const there = { status: 200, body: { there: [sha256(photo), sha256(other)], elsewhere: [] } };
      expect(await states(device, [photo, other])).toMatchObject(there);
    });

    test('a note about an upload that a full disk left empty keeps no other file away', async () => {
      const device = await enrolled(server.node.url, (await server.newSite()).code);
      const [photo, other] = [randomBytes(10_000), randomBytes(10_000)];
      await create(device, photo);
      const folder = join(disk.path, schemaOf(device.siteId));
      await writeFile(join(folder, `${sha256(photo)}.json`), '');
      await create(device, other);
      await append(device, other, 0);

      const answer = await states(device, [photo, other]);
      await create(device, photo);
      await append(device, photo, 0);

      expect(answer).toMatchObject({ status: 200, body: { there: [sha256(other)] } });
      expect(await states(device, [photo])).toMatchObject({ body: { there: [sha256(photo)] } });
    });

    test('a computer brings its rows to a server whose folder is full, and the files once there is room', async () => {
      const device = await openSyncDevice();
      try {
        await device.setUp();
        const { code } = await server.newSite();
        const serverUrl = server.node.url;
        valueOf(await device.client['sync.enrol']({ serverUrl, code, deviceName: 'Cart 1' }));
        await until(async () => (await device.status()).state === 'onServer');
        await disk.fill();

        const digest = await attach(device);
        await until(async () => (await device.status()).unsent.changes === 0);
        const whileFull = valueOf(await device.client['sync.files']({ digests: [digest] }));
        disk.makeRoom();
        valueOf(await device.client['sync.now']({}));
        await until(async () => (await device.status()).files.toSend.files === 0);

        expect(whileFull).toMatchObject([{ digest, isOnServer: false }]);
        expect(device.incidents).toEqual([]);
      } finally {
        await device.close();
      }
    }, 120_000);
  },
);

/** A document in the chart of a new patient. */
async function attach({ client, core, session }: SyncDevice): Promise<string> {
  const patient = {
    mrn: 'T-1',
    firstName: 'Maria',
    lastName: 'Núñez',
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  } as const;
  const { id: patientId } = valueOf(await client['patients.create'](patient));
  const { digest } = valueOf(
    await core.putBytes(session, 'document', await noisyBytes(1500, 1100)),
  );
  const about = { kind: 'letter', title: 'Letter', documentOn: '2026-03-10' } as const;
  valueOf(await client['documents.add']({ patientId, digest, ...about }));
  return digest;
}
