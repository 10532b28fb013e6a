import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Core } from '../main/platform/core.ts';
import { startCoreThread } from '../main/platform/supervision/core-thread.ts';
import type { Keychain } from '../main/platform/keys/keychain.ts';
import type { StopCause } from '../main/platform/supervision/stop-cause.ts';
import { ok } from '../shared/base/result.ts';
import type { Asked } from './fakes/dying-worker.ts';
import { handTimers } from './fakes/hand-timers.ts';

const dying = new URL('./fakes/dying-worker.ts', import.meta.url);
const session = { host: 'window', key: 'k' } as const;

let dataDir: string;
const open: Core[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'caretrail thread '));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((core) => core.close()));
  await rm(dataDir, { recursive: true });
});

async function startDying(keychain: Keychain | null = null) {
  const hand = handTimers();
  const { promise: stopped, resolve } = Promise.withResolvers<StopCause>();
  const core = await startCoreThread(
    { dataDir, keychain },
    { workerUrl: dying, timers: hand.timers, report: resolve },
  );
  open.push(core);
  const ask = (name: string, input: Asked = {}) => core.dispatch(session, name, input);
  return { ask, core, stopped, pass: hand.pass };
}

const saved = () => readFile(join(dataDir, 'saved'), 'utf8');

test.for<[NonNullable<Asked['once']>, StopCause]>([
  ['exit', 'crashed'],
  ['throw', 'crashed'],
  ['panic', 'diskFailing'],
])(
  'a core that ends by %s is started again, and the save that it was at is done',
  async ([once, cause]) => {
    const { ask, stopped } = await startDying();
    expect(await ask('save', { once })).toEqual(ok('saved'));
    expect(await stopped).toBe(cause);
    expect(await ask('look')).toEqual(ok('seen'));
  },
);

test('a save whose answer was lost is done once and answered, though nobody numbered it', async () => {
  const { ask } = await startDying();
  expect(await ask('save', { once: 'exit after saving' })).toEqual(ok('saved before'));
  expect((await saved()).trim().split('\n')).toHaveLength(1);
});

test('a core that computes for ever is ended after its time, also in the middle of it', async () => {
  const { ask, stopped, pass } = await startDying();
  const spinning = ask('look', { once: 'spin' });
  // The thread says meanwhile that its turn began.
  const goOn = () => new Promise<null>((resume) => setImmediate(() => resume(null)));
  while ((await Promise.race([stopped, goOn()])) === null) pass(1000);
  expect(await stopped).toBe('tooLong');
  expect(await spinning).toMatchObject({ ok: false, failure: { code: 'Unavailable' } });
  expect(await ask('look')).toEqual(ok('seen'));
});

test('whoever was signed in stays it when the core is started again, and not after leaving', async () => {
  const { ask, core, pass } = await startDying();
  await ask('signIn');
  expect(await ask('look', { once: 'exit' })).toEqual(ok('seen'));
  expect(await ask('whoIsThere')).toMatchObject(
    ok([{ key: 'window k', actor: { displayName: 'Nora' } }]),
  );
  await core.endSession(session);
  // A second end so soon would make the next start wait.
  pass(30_000);
  await ask('exit');
  expect(await ask('whoIsThere')).toEqual(ok([]));
});

test('whoever leaves is gone, though every core that is told of it ends', async () => {
  const { ask, stopped } = await startDying();
  await ask('signIn');
  void ask('leave');
  expect(await stopped).toBe('crashed');
  await expect.poll(() => ask('whoIsThere'), { timeout: 20_000 }).toEqual(ok([]));
});

test('the host’s keychain answers the core, and what it was given is not left lying about', async () => {
  const seen: Uint8Array[] = [];
  const flip = (bytes: Uint8Array) => {
    seen.push(bytes);
    return bytes.map((byte) => byte ^ 0xff);
  };
  const { ask } = await startDying({
    protect: async (secret) => flip(secret),
    reveal: async (kept) => ({ secret: flip(kept), isStale: false }),
  });
  expect(await ask('keychain')).toEqual(ok('secret'));
  expect(seen.flatMap((bytes) => [...bytes]).every((byte) => byte === 0)).toBe(true);
});

test('a keychain that refuses is an error in the core without its words, and none is none', async () => {
  const refusing = {
    protect: () => Promise.reject(new Error('locked by Ada')),
    reveal: () => Promise.reject(new Error('locked by Ada')),
  };
  const { ask } = await startDying(refusing);
  expect(JSON.stringify(await ask('keychain'))).not.toContain('Ada');
  const without = await startDying();
  expect(await without.ask('keychain')).toEqual(ok(undefined));
});

test('the core’s thread does not see the secrets of the host’s environment', async () => {
  vi.stubEnv('CARETRAIL_PASSPHRASE', 'twelve words');
  vi.stubEnv('CARETRAIL_PIN', '314159');
  vi.stubEnv('CARETRAIL_DATA', 'somewhere');
  try {
    const { ask } = await startDying();
    expect(await ask('environment')).toEqual(ok(['CARETRAIL_DATA']));
  } finally {
    vi.unstubAllEnvs();
  }
});

test('why a core was ended stands in the log beside the records', async () => {
  const core = await startCoreThread({ dataDir }, { workerUrl: dying });
  open.push(core);
  await core.dispatch(session, 'save', { once: 'panic' });
  await vi.waitFor(async () => {
    const log = await readFile(join(dataDir, 'caretrail.log'), 'utf8');
    expect(log).toMatch(/CoreStopped \(FatalDatabaseError\) diskFailing\n\s+at /);
  });
});

test('input that cannot be copied to the thread is refused', async () => {
  const { ask } = await startDying();
  const reply = await ask('look', { run: () => undefined });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'InvalidInput' } });
});

test('a thread that ends before it is open is an error, not an endless wait', async () => {
  const workerUrl = new URL('data:text/javascript,');
  await expect(startCoreThread({ dataDir }, { workerUrl })).rejects.toThrow(/before it was open/);
});
