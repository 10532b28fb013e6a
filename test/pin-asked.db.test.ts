import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAILURES_UNTIL_LOCKOUT } from '../shared/staff/pin.ts';
import {
  addPerson,
  clientOf,
  codeOf,
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

const anybody = () => clientOf(app.core, newSession());
const someone = (displayName: string) =>
  addPerson(app.core, app.administrator, { displayName, role: 'nurse' });

describe('too many wrong PINs', () => {
  async function lockOut(userId: string): Promise<string[]> {
    const started = app.clock.now;
    const codes: string[] = [];
    for (let tries = 0; tries < FAILURES_UNTIL_LOCKOUT; tries += 1) {
      codes.push(codeOf(await anybody()['session.signIn']({ userId, pin: '500000' })));
      app.clock.now = new Date(app.clock.now.getTime() + 901_000);
    }
    app.clock.now = started;
    return codes;
  }

  test('lock a person out, however long they wait, until an administrator lifts it', async () => {
    const { id: userId } = await someone('Lola Locked');
    expect((await lockOut(userId)).at(-1)).toBe('LockedOut');
    const started = app.clock.now;
    app.clock.now = new Date(started.getTime() + 86_400_000);
    expect(codeOf(await anybody()['session.signIn']({ userId, pin: TEST_PIN }))).toBe('LockedOut');
    app.clock.now = started;
    const listed = valueOf(await app.client['users.list']({})).find(({ id }) => id === userId);
    expect(listed?.isLockedOut).toBe(true);
    expect(valueOf(await app.client['users.liftLockout']({ userId })).isLockedOut).toBe(false);
    expect(codeOf(await anybody()['session.signIn']({ userId, pin: TEST_PIN }))).toBe('ok');
  });

  test('given at a signature count as well, and nobody but an administrator lifts them', async () => {
    const { id: userId } = await someone('Sina Signing');
    const client = anybody();
    valueOf(await client['session.signIn']({ userId, pin: TEST_PIN }));
    await lockOut(userId);
    const confirmation = { operation: 'conditions.void', pin: TEST_PIN };
    expect(codeOf(await client['session.confirmPin'](confirmation))).toBe('LockedOut');
    expect(codeOf(await client['users.liftLockout']({ userId }))).toBe('Forbidden');
  });
});

describe('a PIN that somebody else chose', () => {
  test('signs nobody in until its owner chooses another', async () => {
    const created = await app.client['users.create']({
      displayName: 'Fay First',
      role: 'nurse',
      pin: GIVEN_PIN,
    });
    const { id: userId } = valueOf(created);
    const client = anybody();
    const given = { userId, pin: GIVEN_PIN };
    expect(codeOf(await client['session.signIn'](given))).toBe('NewPinNeeded');
    expect(valueOf(await client['session.current']({}))).toBeNull();
    expect(codeOf(await client['session.signIn']({ ...given, newPin: GIVEN_PIN }))).toBe('SamePin');
    expect(codeOf(await client['session.signIn']({ ...given, newPin: '111111' }))).toBe(
      'InvalidInput',
    );
    expect(codeOf(await client['session.signIn']({ ...given, newPin: TEST_PIN }))).toBe('ok');
    expect(codeOf(await anybody()['session.signIn'](given))).toBe('WrongPin');
    expect(codeOf(await anybody()['session.signIn']({ userId, pin: TEST_PIN }))).toBe('ok');
  });

  test('may be a password, which the tiles say so that letters can be typed', async () => {
    const { id: userId } = await someone('Paul Password');
    const client = anybody();
    valueOf(await client['session.signIn']({ userId, pin: TEST_PIN }));
    const change = (newPin: string) =>
      client['users.changeOwnPin']({ currentPin: TEST_PIN, newPin });
    expect(codeOf(await change('short one'))).toBe('InvalidInput');
    expect(codeOf(await change('aaaaaaaaaaaa'))).toBe('InvalidInput');
    expect(codeOf(await change('three green herons'))).toBe('ok');
    const tile = valueOf(await client['session.tiles']({})).find((each) => each.userId === userId);
    expect(tile?.hasPassword).toBe(true);
    const typed = { userId, pin: 'three green herons' };
    expect(valueOf(await anybody()['session.signIn'](typed)).hasPassword).toBe(true);
  });
});

describe('what leaves the program', () => {
  const begin = (session: ReturnType<typeof newSession>) =>
    app.core.dispatch(session, 'recalls.exportUsed', { patientId: randomUUID() });

  test('asks for the PIN again, once for each time, and for nothing else by the same', async () => {
    const { id: userId } = await someone('Ella Export');
    const session = newSession();
    const client = clientOf(app.core, session);
    valueOf(await client['session.signIn']({ userId, pin: TEST_PIN }));
    expect(codeOf(await begin(session))).toBe('PinAgain');
    const confirm = (operation: string, pin: string) =>
      client['session.confirmPin']({ operation, pin });
    expect(codeOf(await confirm('recalls.exportUsed', '500000'))).toBe('WrongPin');
    expect(codeOf(await begin(session))).toBe('PinAgain');
    valueOf(await confirm('disclosures.chart', TEST_PIN));
    expect(codeOf(await begin(session))).toBe('PinAgain');
    valueOf(await confirm('recalls.exportUsed', TEST_PIN));
    expect(codeOf(await begin(session))).toBe('ok');
    expect(codeOf(await begin(session))).toBe('PinAgain');
    const events = valueOf(await app.client['audit.list']({ userId, limit: 100 }));
    expect(
      events
        .filter(({ operation }) => operation === 'recalls.exportUsed')
        .map(({ failureCode }) => failureCode),
    ).toContain('PinAgain');
  });
});

test('an administrator says how long a screen may be left alone, within reason', async () => {
  const change = (idleLockSeconds: number, signOutMinutes: number) =>
    app.client['site.changeScreenLock']({ idleLockSeconds, signOutMinutes });
  for (const [seconds, minutes] of [
    [29, 30],
    [901, 30],
    [120, 4],
    [120, 481],
  ] as const)
    expect(codeOf(await change(seconds, minutes))).toBe('InvalidInput');
  expect(valueOf(await change(60, 15))).toMatchObject({ idleLockSeconds: 60, signOutMinutes: 15 });
  expect(valueOf(await app.client['site.status']({})).site).toMatchObject({ idleLockSeconds: 60 });
  const { client } = await app.signIn('nurse');
  const refused = await client['site.changeScreenLock']({
    idleLockSeconds: 60,
    signOutMinutes: 15,
  });
  expect(codeOf(refused)).toBe('Forbidden');
});
