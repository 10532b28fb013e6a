import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PIN_COST, hashPin, isPin } from '../main/staff/pin-hash.ts';
import {
  allRows,
  clientOf,
  newSession,
  openTestCore,
  TEST_PIN,
  type TestCore,
  valueOf,
} from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const addPerson = async (displayName: string, role: 'nurse' | 'administrator' = 'nurse') =>
  valueOf(await app.client['users.create']({ displayName, role, pin: TEST_PIN }));

describe('signing in', () => {
  test('the tiles show who can sign in, and the right PIN signs in with the role’s permissions', async () => {
    const { id } = await addPerson('Nora Nurse');
    const client = clientOf(app.core, newSession());
    const tiles = valueOf(await client['session.tiles']({}));
    expect(tiles.find(({ userId }) => userId === id)).toMatchObject({ displayName: 'Nora Nurse' });
    expect(valueOf(await client['session.current']({}))).toBeNull();
    const signedIn = valueOf(await client['session.signIn']({ userId: id, pin: TEST_PIN }));
    expect(signedIn.permissions).toContain('treatments.write');
    expect(signedIn.permissions).not.toContain('users.manage');
    expect(valueOf(await client['session.current']({}))).toEqual(signedIn);
  });

  test('signing out leaves nobody signed in', async () => {
    const { client } = await app.signIn('nurse');
    valueOf(await client['session.signOut']({}));
    expect(valueOf(await client['session.current']({}))).toBeNull();
  });

  test('the wait after wrong PINs grows, refuses even the right one meanwhile, and ends by itself', async () => {
    const { id } = await addPerson('Wendy Wrong');
    const client = clientOf(app.core, newSession());
    const attempt = async (pin: string) => {
      const reply = await client['session.signIn']({ userId: id, pin });
      return reply.ok ? 'ok' : reply.failure.code;
    };
    const started = app.clock.now;
    expect([await attempt('000000'), await attempt('000001'), await attempt('000002')]).toEqual([
      'WrongPin',
      'WrongPin',
      'TooSoon',
    ]);
    expect(await attempt(TEST_PIN)).toBe('TooSoon');
    app.clock.now = new Date(started.getTime() + 5_001);
    expect(await attempt('000003')).toBe('TooSoon');
    app.clock.now = new Date(started.getTime() + 5_001 + 9_000);
    expect(await attempt(TEST_PIN)).toBe('TooSoon');
    app.clock.now = new Date(started.getTime() + 5_001 + 10_001);
    expect(await attempt(TEST_PIN)).toBe('ok');
    app.clock.now = started;
  });

  test('somebody without a PIN, or disabled, cannot sign in and is not among the tiles', async () => {
    const { id } = valueOf(
      await app.client['users.create']({ displayName: 'Pia Pinless', role: 'clinician' }),
    );
    const client = clientOf(app.core, newSession());
    expect(await client['session.signIn']({ userId: id, pin: TEST_PIN })).toMatchObject({
      failure: { code: 'CannotSignIn' },
    });
    expect(valueOf(await client['session.tiles']({})).map(({ userId }) => userId)).not.toContain(
      id,
    );
    valueOf(await app.client['users.enable']({ userId: id, pin: TEST_PIN }));
    valueOf(await client['session.signIn']({ userId: id, pin: TEST_PIN }));
  });
});

describe('PINs', () => {
  test.for([['12345'], ['123456'], ['654321'], ['111111'], ['12345a'], ['1234567890123']])(
    '%s is refused as a new PIN',
    async ([pin]) => {
      const reply = await app.client['users.create']({
        displayName: 'X',
        role: 'nurse',
        pin: pin ?? '',
      });
      expect(reply).toMatchObject({ failure: { code: 'InvalidInput' } });
      expect(JSON.stringify(reply)).not.toContain(pin);
    },
  );

  test('a PIN is nowhere in the database, and its hash is in no reply', async () => {
    const { id } = await addPerson('Hedi Hash');
    for (const table of ['users', 'userPins', 'auditEvents', 'commandReplies', 'jobs'] as const)
      expect(JSON.stringify(await allRows(app.database, table))).not.toContain(TEST_PIN);
    const [pin] = (await allRows(app.database, 'userPins')).filter(
      (row) => 'userId' in row && row.userId === id,
    );
    expect(pin).toMatchObject({ pinHash: expect.stringMatching(/^scrypt\$/) });
    expect(JSON.stringify(await app.client['users.list']({}))).not.toContain('scrypt');
  });

  test('at the real cost a PIN is recognised and another is not', async () => {
    const hash = await hashPin('271828', DEFAULT_PIN_COST);
    expect([await isPin('271828', hash), await isPin('271829', hash)]).toEqual([true, false]);
  });

  test('one’s own PIN changes only with the present one', async () => {
    const { client, userId } = await app.signIn('nurse');
    const wrong = await client['users.changeOwnPin']({ currentPin: '999999', newPin: '271828' });
    expect(wrong).toMatchObject({ failure: { code: 'WrongPin' } });
    valueOf(await client['users.changeOwnPin']({ currentPin: TEST_PIN, newPin: '271828' }));
    const again = clientOf(app.core, newSession());
    valueOf(await again['session.signIn']({ userId, pin: '271828' }));
  });
});

describe('people', () => {
  test('the last administrator can be neither disabled nor given another role', async () => {
    const userId = app.administratorId;
    expect(await app.client['users.disable']({ userId })).toMatchObject({
      failure: { code: 'LastAdministrator' },
    });
    const [own] = valueOf(await app.client['users.list']({})).filter(({ id }) => id === userId);
    const demoted = {
      userId,
      seen: own?.version ?? 0,
      displayName: 'Ada Admin',
      role: 'nurse' as const,
    };
    expect(await app.client['users.correct'](demoted)).toMatchObject({
      failure: { code: 'LastAdministrator' },
    });
    const second = await addPerson('Bea Boss', 'administrator');
    valueOf(await app.client['users.disable']({ userId: second.id }));
  });

  test('two people cannot sign in by one name, whatever its case', async () => {
    await addPerson('Same Name');
    const twin = await app.client['users.create']({ displayName: 'SAME NAME', role: 'nurse' });
    expect(twin).toMatchObject({ failure: { code: 'SignInNameTaken' } });
    const named = { displayName: 'Same Name', signInName: 'same2', role: 'nurse' as const };
    valueOf(await app.client['users.create'](named));
  });

  test('a new role ends the sessions that had the old one', async () => {
    const { client, userId } = await app.signIn('nurse');
    const [person] = valueOf(await app.client['users.list']({})).filter(({ id }) => id === userId);
    const { displayName, version } = person ?? { displayName: '', version: 0 };
    const changed = { userId, seen: version, displayName, role: 'biller' as const };
    valueOf(await app.client['users.correct'](changed));
    expect(valueOf(await client['session.current']({}))).toBeNull();
  });
});

test('this computer is set up only once', async () => {
  const client = clientOf(app.core, newSession());
  const again = {
    siteName: 'Second',
    timeZone: 'UTC',
    administrator: { displayName: 'Eve', pin: '271828' },
  };
  expect(await client['site.setUp'](again)).toMatchObject({ failure: { code: 'AlreadySetUp' } });
  expect(await client['site.exploreDemonstration']({ timeZone: 'UTC' })).toMatchObject({
    failure: { code: 'AlreadySetUp' },
  });
});
