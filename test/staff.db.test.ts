import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PIN_COST, hashPin, isPin } from '../main/staff/pin-hash.ts';
import { noCredentials } from './clinic.ts';
import {
  addPerson as addPersonTo,
  allRows,
  clientOf,
  GIVEN_PIN,
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

const addPerson = (displayName: string, role: 'nurse' | 'administrator' = 'nurse') =>
  addPersonTo(app.core, app.administrator, { displayName, role });

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

  test('guesses sent all at once are counted one after the other', async () => {
    const { id } = await addPerson('Gus Guessed');
    const client = clientOf(app.core, newSession());
    const pins = Array.from({ length: 20 }, (_, index) => String(500_000 + index));
    const replies = await Promise.all(
      [...pins, TEST_PIN].map((pin) => client['session.signIn']({ userId: id, pin })),
    );
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.failure.code));
    expect(codes).toEqual(['WrongPin', 'WrongPin', ...Array(19).fill('TooSoon')]);
  });

  test('a clock that was years ahead when PINs were wrong locks nobody out for years', async () => {
    const { id } = await addPerson('Tina Timed');
    const client = clientOf(app.core, newSession());
    const present = app.clock.now;
    app.clock.now = new Date('2036-01-01T00:00:00Z');
    for (const pin of ['500000', '500001', '500002'])
      await client['session.signIn']({ userId: id, pin });
    app.clock.now = present;
    const reply = await client['session.signIn']({ userId: id, pin: TEST_PIN });
    expect(reply).toMatchObject({ failure: { code: 'TooSoon', details: { waitSeconds: 5 } } });
  });

  test('a sign-in is written down as the act of whoever signed in, a refused one as nobody’s', async () => {
    const { id } = await addPerson('Alma Audited');
    const { client } = await app.signIn('nurse');
    await client['session.signIn']({ userId: id, pin: '500000' });
    valueOf(await client['session.signIn']({ userId: id, pin: TEST_PIN }));
    const events = valueOf(await app.client['audit.list']({ limit: 1000 })).filter(
      ({ operation, entityId }) => operation === 'session.signIn' && entityId === id,
    );
    // The oldest is the first sign-in, at which the PIN was chosen.
    expect(events.map(({ userId, outcome }) => [userId, outcome])).toEqual([
      [id, 'ok'],
      [null, 'refused'],
      [id, 'ok'],
    ]);
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
    valueOf(await app.client['users.enable']({ userId: id, pin: GIVEN_PIN }));
    valueOf(await client['session.signIn']({ userId: id, pin: GIVEN_PIN, newPin: TEST_PIN }));
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
      ...noCredentials,
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

  test('an id in upper case is the same person', async () => {
    const upper = app.administratorId.toUpperCase();
    expect(await app.client['users.disable']({ userId: upper })).toMatchObject({
      failure: { code: 'LastAdministrator' },
    });
    const { client, userId } = await app.signIn('nurse');
    valueOf(await app.client['users.disable']({ userId: userId.toUpperCase() }));
    expect(valueOf(await client['session.current']({}))).toBeNull();
  });

  test('adding a person, sent twice under one id, adds one', async () => {
    const input = {
      displayName: 'Twin Sent',
      role: 'nurse',
      pin: TEST_PIN,
      commandId: crypto.randomUUID(),
    };
    const send = () => app.core.dispatch(app.administrator, 'users.create', input);
    const [first, second] = [await send(), await send()];
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
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
    const changed = {
      ...noCredentials,
      userId,
      seen: version,
      displayName,
      role: 'biller' as const,
    };
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
