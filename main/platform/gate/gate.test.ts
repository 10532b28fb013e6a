import { beforeEach, describe, expect, test } from 'vitest';
import { type FakeWorld, fakeGateEffects } from '../../../test/fakes/gate-effects-fake.ts';
import { MigrationRefused } from '../migrate.ts';
import { StoreDamaged, WrongKey } from '../page-store/store-errors.ts';
import { openGate } from './gate.ts';

const session = { host: 'window', key: 'k' } as const;
const chosen = 'correct horse battery';
const backups = ['newer.backup', 'older.backup'];
const userId = '0199aaaa-0000-7000-8000-000000000001';

let fake: FakeWorld;
beforeEach(() => {
  fake = fakeGateEffects();
});

async function opened() {
  const gate = await openGate(fake.effects);
  const call = (name: string, input: unknown = {}) => gate.dispatch(session, name, input);
  const status = async () => {
    const reply = await call('store.status');
    return reply.ok ? reply.value : reply.failure;
  };
  return { gate, call, status };
}

const failure = (code: string, message: RegExp = /./) => ({
  ok: false,
  failure: { code, message: expect.stringMatching(message) },
});

describe('before there are records', () => {
  beforeEach(() => {
    fake.world.standing = { state: 'new', problem: null };
  });

  test('the gate says so, suggests a passphrase and refuses all else', async () => {
    const { gate, call, status } = await opened();
    expect(await status()).toMatchObject({ state: 'new', problem: null, backups });
    const suggested = await call('store.suggestPassphrase');
    expect(suggested).toMatchObject({
      ok: true,
      value: { passphrase: '77777-77777-77777-77777-77777' },
    });
    expect(await call('echo')).toMatchObject(failure('Locked', /no records/));
    expect(await gate.getBytes(session, 'x')).toMatchObject(failure('Locked'));
    const put = await gate.putBytes(session, 'import-source', new Uint8Array());
    expect(put).toMatchObject(failure('Locked'));
    expect(await call('store.unlock', { passphrase: 'right' })).toMatchObject(failure('NotLocked'));
  });

  test('creating them opens the application, and is written down', async () => {
    const { call, status } = await opened();
    expect(await call('store.create', { passphrase: chosen })).toEqual({ ok: true, value: {} });
    expect(await status()).toMatchObject({ state: 'open', backups: [] });
    expect(await call('echo', 1)).toEqual({ ok: true, value: 1 });
    expect(fake.world.audited).toEqual([{ session, operation: 'store.create' }]);
    expect(await call('store.create', { passphrase: chosen })).toMatchObject(
      failure('AlreadyThere'),
    );
  });

  test('a short passphrase is refused by the field, without repeating it', async () => {
    const { call } = await opened();
    const reply = await call('store.create', { passphrase: 'short secret'.slice(0, 9) });
    expect(reply).toMatchObject(
      failure('InvalidInput', /^passphrase needs at least 12 characters/),
    );
    expect(JSON.stringify(reply)).not.toContain('short');
    expect(await call('store.create', { passphrase: chosen, commandId: 'x' })).toMatchObject(
      failure('InvalidInput', /commandId/),
    );
  });

  test('a disk that is full leaves it where it was', async () => {
    const { call, status } = await opened();
    fake.world.openingError = Object.assign(new Error('/home/nurse'), { code: 'ENOSPC' });
    const reply = await call('store.create', { passphrase: chosen });
    expect(reply).toMatchObject(failure('Unavailable', /disk is full/));
    expect(await status()).toMatchObject({ state: 'new' });
    fake.world.openingError = null;
    expect(await call('store.create', { passphrase: chosen })).toMatchObject({ ok: true });
  });
});

describe('locked records', () => {
  test('open to the right passphrase and to no other', async () => {
    const { call, status } = await opened();
    expect(await status()).toMatchObject({ state: 'locked', waitSeconds: 0, backups });
    expect(await call('echo')).toMatchObject(failure('Locked', /recovery passphrase/));
    expect(await call('store.unlock', { passphrase: 'wrong' })).toEqual({
      ok: false,
      failure: {
        code: 'WrongPassphrase',
        message: 'That passphrase is not right.',
        details: { waitSeconds: 0 },
      },
    });
    expect(fake.world.failures).toBe(1);
    expect(await call('store.unlock', { passphrase: 'right' })).toEqual({ ok: true, value: {} });
    expect(fake.world.failures).toBe(0);
    expect(await call('session')).toEqual({ ok: true, value: session });
    expect(fake.world.audited).toEqual([{ session, operation: 'store.unlock' }]);
  });

  test('do not even look at a passphrase while the wait lasts', async () => {
    const { call } = await opened();
    fake.world.waitSeconds = 40;
    expect(await call('store.unlock', { passphrase: 'right' })).toMatchObject({
      ok: false,
      failure: { code: 'TooSoon', details: { waitSeconds: 40 } },
    });
    expect(fake.world.failures).toBe(0);
  });

  test('are tried once at a time, however many ask', async () => {
    const { call } = await opened();
    const replies = await Promise.all([
      call('store.unlock', { passphrase: 'right' }),
      call('store.unlock', { passphrase: 'right' }),
    ]);
    expect(replies).toMatchObject([{ ok: true }, failure('NotLocked')]);
    expect(fake.world.cores).toHaveLength(1);
  });

  test('that are damaged can only be replaced by a backup', async () => {
    const { call, status } = await opened();
    fake.world.openingError = new StoreDamaged();
    expect(await call('store.unlock', { passphrase: 'right' })).toMatchObject(
      failure('Unavailable', /Restore them from a backup/),
    );
    expect(await status()).toMatchObject({
      state: 'unreadable',
      problem: expect.stringMatching(/damaged/),
      backups,
    });
    expect(await call('echo')).toMatchObject(failure('Unavailable', /damaged/));
    fake.world.openingError = null;
    const restored = await call('store.restore', { path: 'kept.backup', passphrase: 'right' });
    expect(restored).toMatchObject({ ok: true, value: { keptAs: '/records.store.before' } });
    expect(await status()).toMatchObject({ state: 'open', problem: null });
  });

  test('of a newer release stay locked and say so', async () => {
    const { call, status } = await opened();
    fake.world.openingError = new MigrationRefused('Made by a newer release.');
    await call('store.unlock', { passphrase: 'right' });
    expect(await status()).toMatchObject({ state: 'locked', problem: 'Made by a newer release.' });
  });
});

describe('records that nobody needs to open', () => {
  beforeEach(() => {
    fake.world.unasked = fake.keyring;
  });

  test('are open when the gate is', async () => {
    const { status } = await opened();
    expect(await status()).toMatchObject({ state: 'open' });
    expect(fake.world.audited).toEqual([]);
  });

  test('show how long work on them goes on before they are open', async () => {
    let finish = (): void => undefined;
    fake.world.whileOpening = async (onProgress) => {
      onProgress({ label: 'Upgrading', done: 1, total: 3 });
      await new Promise<void>((resolve) => (finish = resolve));
    };
    const { gate, call, status } = await opened();
    expect(await status()).toMatchObject({
      state: 'opening',
      progress: { label: 'Upgrading', done: 1, total: 3 },
    });
    expect(await call('echo')).toMatchObject(failure('Unavailable', /being opened/));
    const unlocking = call('store.unlock', { passphrase: 'right' });
    finish();
    expect(await unlocking).toMatchObject(failure('NotLocked'));
    expect(await status()).toMatchObject({ state: 'open', progress: null });
    await gate.close();
  });

  test('that are another file’s ask for the passphrase; damaged ones for a backup', async () => {
    fake.world.openingError = new WrongKey();
    expect(await (await opened()).status()).toMatchObject({ state: 'locked' });
    fake.world.openingError = new StoreDamaged();
    expect(await (await opened()).status()).toMatchObject({ state: 'unreadable' });
  });

  test('whose folder cannot be used make no gate', async () => {
    fake.world.openingError = new MigrationRefused('Made by a newer release.');
    await expect(openGate(fake.effects)).rejects.toThrow('newer release');
  });
});

test.each([
  ['allowed', null],
  ['diskFull', expect.stringMatching(/Make room/)],
  ['damaged', expect.stringMatching(/restore the last good backup/)],
] as const)('open records that are %s to be written say so', async (writing, problem) => {
  fake.world.unasked = fake.keyring;
  fake.world.writing = writing;
  expect(await (await opened()).status()).toMatchObject({ state: 'open', writing, problem });
});

describe('a backup in the place of open records', () => {
  const input = { path: 'kept.backup', passphrase: 'right' };
  beforeEach(() => {
    fake.world.unasked = fake.keyring;
  });

  test('needs an administrator', async () => {
    fake.world.isApproved = false;
    const { call } = await opened();
    expect(await call('store.restore', input)).toMatchObject(failure('AdministratorNeeded'));
    expect(fake.world.staged).toEqual([]);
  });

  test('that cannot be used leaves them open, and counts only a wrong passphrase', async () => {
    const { call, status } = await opened();
    const absent = await call('store.restore', { ...input, path: 'absent.backup' });
    expect(absent).toMatchObject(failure('UnknownFile'));
    expect(fake.world.failures).toBe(0);
    const wrong = await call('store.restore', { ...input, passphrase: 'wrong' });
    expect(wrong).toMatchObject(failure('WrongPassphrase'));
    expect(fake.world.failures).toBe(1);
    expect(await status()).toMatchObject({ state: 'open' });
    expect(fake.world.cores[0]?.isClosed()).toBe(false);
  });

  test('closes the old ones, signs everybody out and opens the new ones', async () => {
    const { gate, call } = await opened();
    const events: unknown[] = [];
    gate.onEvent((event) => void events.push(event));
    expect(await call('store.restore', input)).toMatchObject({
      ok: true,
      value: { madeAt: '2026-03-10T15:00:00.000Z', keptAs: '/records.store.before' },
    });
    expect(fake.world.staged).toEqual(['/chosen/kept.backup']);
    const [before, after] = fake.world.cores;
    expect([before?.isClosed(), after?.isClosed()]).toEqual([true, false]);
    expect(events).toEqual([{ type: 'sessionEnded' }]);
    after?.emit({ type: 'sessionEnded' });
    expect(events).toHaveLength(2);
    expect(fake.world.audited).toEqual([{ session, operation: 'store.restore' }]);
  });
});

describe('regaining access', () => {
  const input = { passphrase: 'right', userId, newPin: '271828' };

  test('needs open records and the passphrase, and every try is written down', async () => {
    const { call } = await opened();
    expect(await call('store.regainAccess', input)).toMatchObject(failure('Locked'));
    await call('store.unlock', { passphrase: 'right' });
    const wrong = await call('store.regainAccess', { ...input, passphrase: 'wrong' });
    expect(wrong).toMatchObject(failure('WrongPassphrase'));
    const unknown = { ...input, userId: userId.replace(/1$/, '9') };
    expect(await call('store.regainAccess', unknown)).toMatchObject(failure('UnknownUser'));
    expect(await call('store.regainAccess', input)).toEqual({ ok: true, value: {} });
    expect(fake.world.resets).toEqual([{ session, userId, newPin: '271828' }]);
    expect(fake.world.audited.slice(1)).toEqual([
      { session, operation: 'store.regainAccess', failureCode: 'WrongPassphrase' },
      { session, operation: 'store.regainAccess', failureCode: 'UnknownUser' },
    ]);
  });
});

describe('closing', () => {
  test('closes the application and lets go of the folder, once', async () => {
    fake.world.unasked = fake.keyring;
    const { gate, call } = await opened();
    await gate.close();
    await gate.close();
    expect(fake.world.cores[0]?.isClosed()).toBe(true);
    expect(fake.world.releases).toBe(1);
    expect(await call('echo')).toMatchObject(failure('Unavailable', /closing/));
  });

  test('waits for what is being opened', async () => {
    const { gate, call } = await opened();
    const unlocking = call('store.unlock', { passphrase: 'right' });
    await gate.close();
    expect(await unlocking).toMatchObject({ ok: true });
    expect(fake.world.cores[0]?.isClosed()).toBe(true);
  });
});

test('what should not happen is answered with its number and nothing of its words', async () => {
  const keyringOf = async () => Promise.reject(new Error('secret'));
  const gate = await openGate({ ...fake.effects, keyringOf });
  const reply = await gate.dispatch(session, 'store.unlock', { passphrase: 'right' });
  expect(reply).toMatchObject(failure('Unexpected', /incident test/));
  expect(JSON.stringify(reply)).not.toContain('secret');
});
