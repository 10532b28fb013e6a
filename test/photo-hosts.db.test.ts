import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeByteFrame, encodeByteFrame } from '../main/hosts/byte-frame.ts';
import { installIpc } from '../main/hosts/ipc.ts';
import { renewableSession } from '../main/hosts/renewable-session.ts';
import type { BytePurpose, StoredFile } from '../shared/base/bridge.ts';
import type { Failure, Result } from '../shared/base/result.ts';
import { openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { fakeElectron } from './fakes/electron-fake.ts';
import { openProven } from './fakes/loopback-caller.ts';
import { startTestHost } from './fakes/test-host.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import { noisyBytes, pdfBytes, photoBytes, signatureBytes } from './pictures.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

/** What a page can do through its host. */
type Page = {
  readonly send: (name: string, input: object) => Promise<Result<unknown, Failure>>;
  readonly put: (purpose: string, bytes: Uint8Array) => Promise<Result<StoredFile, Failure>>;
  readonly get: (digest: string) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
};

/** A browser tab over a real socket. */
async function loopbackPage(): Promise<Page> {
  const host = await startTestHost({ core: app.core });
  const caller = await openProven(host.origin, await host.newTab());
  let seq = 0;
  const answer = async () => (await caller.nextJson())['reply'] as never;
  return {
    send(name, input) {
      caller.send({ seq: (seq += 1), name, input });
      return answer();
    },
    put(purpose, bytes) {
      caller.socket.send(encodeByteFrame({ seq: (seq += 1), put: purpose }, bytes));
      return answer();
    },
    async get(digest) {
      caller.send({ seq: (seq += 1), get: digest });
      return decodeByteFrame((await caller.next()) as Buffer)?.payload ?? new Uint8Array();
    },
    close: async () => {
      caller.socket.close();
      await host.close();
    },
  };
}

/** The window of the desktop, whose Electron records what it is asked. */
async function windowPage(): Promise<Page> {
  const fake = fakeElectron();
  const window = new fake.electron.BrowserWindow();
  const session = renewableSession(app.core, 'window');
  installIpc(fake.electron, { core: app.core, session, window: () => window });
  const event = {
    sender: window.webContents,
    senderFrame: { parent: null, origin: 'app://caretrail' },
  };
  const call = (channel: string, ...sent: readonly unknown[]) =>
    fake.invoke(`ipc:caretrail:${channel}`, event, ...sent) as Promise<never>;
  return {
    send: (name, input) => call('send', name, input),
    put: (purpose, bytes) => call('bytes-put', purpose, bytes),
    get: async (digest) => valueOf<Uint8Array>(await call('bytes-get', digest)),
    close: async () => undefined,
  };
}

describe.each([
  ['the loopback host', loopbackPage],
  ['the window', windowPage],
])('through %s', (host, open) => {
  test('a photo goes in, is bound to an assessment, is listed and comes out with its small one', async () => {
    const page = await open();
    valueOf(await page.send('session.signIn', { userId: clinic.nurse.userId, pin: TEST_PIN }));
    const wide = host === 'the window' ? 801 : 800;
    const bytes = await photoBytes({ width: wide, takenAt: '2026:03:10 08:07:06' });
    const stored = valueOf(await page.put('photo', bytes));
    expect(stored.content).toMatchObject({
      mediaType: 'image/jpeg',
      widthPx: wide,
      heightPx: 480,
      takenAt: '2026-03-10T08:07:06',
    });
    valueOf(
      await page.send('photos.add', {
        assessmentId: clinic.assessment.id,
        digest: stored.digest,
        takenAt: '2026-03-10T12:07:06Z',
        commandId: crypto.randomUUID(),
      }),
    );
    const listed = valueOf(await page.send('photos.list', { patientId: clinic.patient.id }));
    const { photos } = listed as { photos: { digest: string; thumbnailDigest: string }[] };
    const [photo] = photos.filter(({ digest }) => digest === stored.digest);
    const full = await page.get(stored.digest);
    expect(full).toHaveLength(stored.byteLength);
    expect(Buffer.from(full.subarray(0, 3)).toString('hex')).toBe('ffd8ff');
    const small = await page.get(photo?.thumbnailDigest ?? '');
    expect(Buffer.from(small).toString('latin1', 8, 12)).toBe('WEBP');
    await page.close();
  });

  test('documents and signatures go in, and what is none is refused in plain words', async () => {
    const page = await open();
    valueOf(await page.send('session.signIn', { userId: clinic.nurse.userId, pin: TEST_PIN }));
    const put = async (purpose: BytePurpose, bytes: Uint8Array) => page.put(purpose, bytes);
    expect(valueOf(await put('document', pdfBytes(2))).content?.pageCount).toBe(2);
    expect(valueOf(await put('signature', await signatureBytes())).content?.widthPx).toBe(300);
    const whole = await noisyBytes(600, 400);
    const cut = whole.subarray(0, 20_000);
    expect(await put('photo', cut)).toMatchObject({ failure: { code: 'UnreadableFile' } });
    expect(await put('photo', new Uint8Array(40 * 1024 * 1024))).toMatchObject({
      failure: { code: 'TooLarge', message: expect.stringMatching(/30 MB/) as unknown },
    });
    await page.close();
  });
});
