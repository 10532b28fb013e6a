import { expect, test } from 'vitest';
import { createSessions, type SessionChange } from './sessions.ts';

const nora = { userId: 'n', displayName: 'Nora', role: 'nurse', permissions: [] };
const bill = { userId: 'b', displayName: 'Bill', role: 'biller', permissions: [] };
const window = (key: string) => ({ host: 'window', key }) as const;

const LIMIT_MS = 120_000;

function keep(signedIn: readonly SessionChange[] = []) {
  const kept = new Map<string, string>();
  const left = [...signedIn];
  return {
    kept,
    take: () => left.splice(0),
    changed: ({ key, actor }: SessionChange) => {
      if (actor) kept.set(key, actor.displayName);
      else kept.delete(key);
    },
  };
}

test('every change is told, so that the next core knows who is signed in', () => {
  const keeping = keep();
  const sessions = createSessions(keeping);
  sessions.begin(window('1'), nora, LIMIT_MS);
  sessions.begin(window('2'), bill, LIMIT_MS);
  sessions.begin(window('3'), nora, LIMIT_MS);
  expect(keeping.kept).toEqual(
    new Map([
      ['window 1', 'Nora'],
      ['window 2', 'Bill'],
      ['window 3', 'Nora'],
    ]),
  );
  sessions.endAllOf('n');
  expect([...keeping.kept.values()]).toEqual(['Bill']);
  sessions.begin(window('1'), bill, LIMIT_MS);
  sessions.end(window('2'));
  sessions.endAll();
  expect(keeping.kept.size).toBe(0);
  expect(sessions.actorOf(window('1'))).toBeNull();
});

test('who was signed in before comes back once: not into records that are opened after these', () => {
  const keeping = keep([{ key: 'window 1', actor: nora }]);
  expect(createSessions(keeping).actorOf(window('1'))).toEqual(nora);
  expect(createSessions(keeping).actorOf(window('1'))).toBeNull();
});

test('a session is of one host: the same key elsewhere is another', () => {
  const sessions = createSessions();
  sessions.begin(window('1'), nora, LIMIT_MS);
  expect(sessions.actorOf({ host: 'loopback', key: '1' })).toBeNull();
});

test('whoever leaves the screen alone is signed out by the core, and a sign of life puts it off', () => {
  let nowMs = 0;
  const sessions = createSessions(undefined, () => nowMs);
  sessions.begin(window('1'), nora, LIMIT_MS);
  sessions.begin({ host: 'command-line', key: '1' }, bill, LIMIT_MS);
  nowMs = 160_000;
  sessions.noteLife(window('1'));
  nowMs = 320_000;
  expect(sessions.actorOf(window('1'))).toEqual(nora);
  nowMs = 330_000;
  expect(sessions.actorOf(window('1'))).toBeNull();
  // Whoever came back late must sign in: a sign of life does not bring the session back.
  sessions.noteLife(window('1'));
  expect(sessions.actorOf(window('1'))).toBeNull();
  expect(sessions.actorOf({ host: 'command-line', key: '1' })).toEqual(bill);
});

test('a PIN given again holds for one operation, once, for a minute, and for nobody who signs in after', () => {
  let nowMs = 0;
  const sessions = createSessions(undefined, () => nowMs);
  const mine = window('1');
  const confirmed = (operation = 'disclosures.chart') => sessions.isConfirmed(mine, operation);
  sessions.begin(mine, nora, LIMIT_MS);
  sessions.confirm(mine, 'disclosures.chart');
  expect([confirmed(), confirmed('storage.dumpPlain')]).toEqual([true, false]);
  sessions.spendConfirmation(mine, 'disclosures.chart');
  expect(confirmed()).toBe(false);
  sessions.confirm(mine, 'disclosures.chart');
  nowMs = 60_000;
  expect(confirmed()).toBe(false);
  sessions.confirm(mine, 'disclosures.chart');
  sessions.begin(mine, bill, LIMIT_MS);
  expect(confirmed()).toBe(false);
});
