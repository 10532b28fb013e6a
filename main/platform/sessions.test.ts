import { expect, test } from 'vitest';
import { createSessions, type SessionChange } from './sessions.ts';

const nora = { userId: 'n', displayName: 'Nora', role: 'nurse', permissions: [] };
const bill = { userId: 'b', displayName: 'Bill', role: 'biller', permissions: [] };
const window = (key: string) => ({ host: 'window', key }) as const;

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
  sessions.begin(window('1'), nora);
  sessions.begin(window('2'), bill);
  sessions.begin(window('3'), nora);
  expect(keeping.kept).toEqual(
    new Map([
      ['window 1', 'Nora'],
      ['window 2', 'Bill'],
      ['window 3', 'Nora'],
    ]),
  );
  sessions.endAllOf('n');
  expect([...keeping.kept.values()]).toEqual(['Bill']);
  sessions.begin(window('1'), bill);
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
  sessions.begin(window('1'), nora);
  expect(sessions.actorOf({ host: 'loopback', key: '1' })).toBeNull();
});
