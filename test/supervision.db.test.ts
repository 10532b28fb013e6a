import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Core } from '../main/platform/core.ts';
import { startCoreThread } from '../main/platform/supervision/core-thread.ts';
import type { StopCause } from '../main/platform/supervision/stop-cause.ts';
import { clientOf, codeOf, messageOf, newSession, TEST_PIN, valueOf } from './core.ts';
import { type DataFolder, expectOk, openDataFolder, PASSPHRASE } from './data-folder.ts';
import type { Trouble } from './fakes/failing-core-worker.ts';

const workerUrl = new URL('./fakes/failing-core-worker.ts', import.meta.url);

let folder: DataFolder;
let core: Core;
const stops: StopCause[] = [];
const session = newSession();

beforeEach(async () => {
  folder = await openDataFolder();
  vi.stubEnv('TEST_BUILT', folder.built);
  stops.length = 0;
  core = await startCoreThread(
    { dataDir: folder.dataDir },
    { workerUrl, report: (cause) => void stops.push(cause) },
  );
});
afterEach(async () => {
  await core.close();
  vi.unstubAllEnvs();
  await folder.remove();
});

/** Records with an administrator, who is signed in. */
async function begin() {
  await core.dispatch(session, 'store.create', { passphrase: PASSPHRASE });
  const client = clientOf(core, session);
  const { administratorId: userId } = await expectOk(
    client['site.setUp']({
      siteName: 'Test clinic',
      timeZone: 'America/New_York',
      administrator: { displayName: 'Ada Admin', pin: TEST_PIN },
    }),
  );
  await expectOk(client['session.signIn']({ userId, pin: TEST_PIN }));
  return {
    client,
    trouble: (what: Trouble) => core.dispatch(session, 'test.trouble', what),
    skus: async () => valueOf(await client['products.list']({})).map(({ sku }) => sku),
  };
}

const slow = { timeout: 120_000 };

test(
  'a save in whose middle the database ends is done by the next core, for whoever is still signed in',
  slow,
  async () => {
    const { client, trouble, skus } = await begin();
    await expectOk(client['products.add']({ sku: 'FOAM', name: 'Foam' }));
    await trouble('disk fails');
    await expectOk(client['products.add']({ sku: 'GAUZE', name: 'Gauze' }));
    expect(stops).toEqual(['diskFailing']);
    expect(await skus()).toEqual(['FOAM', 'GAUZE']);
  },
);

test(
  'a save for which there is no room is not saved, says so, and leaves what was saved readable',
  slow,
  async () => {
    const { client, trouble, skus } = await begin();
    await expectOk(client['products.add']({ sku: 'FOAM', name: 'Foam' }));
    await trouble('no room');
    const reply = await client['products.add']({ sku: 'GAUZE', name: 'Gauze' });
    expect(codeOf(reply)).toBe('ReadOnly');
    expect(messageOf(reply)).toContain('Not saved: the disk is full');
    expect(stops).toEqual(['diskFull']);
    expect(await skus()).toEqual(['FOAM']);
  },
);

test(
  'a save that was done, but whose answer was lost, is done once and answered',
  slow,
  async () => {
    const { client, trouble, skus } = await begin();
    await trouble('dies after saving');
    const added = await expectOk(client['products.add']({ sku: 'FOAM', name: 'Foam' }));
    expect(added).toMatchObject({ sku: 'FOAM' });
    expect(stops).toEqual(['crashed']);
    expect(await skus()).toEqual(['FOAM']);
  },
);
