import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeCore } from '../../test/fakes/core-fake.ts';
import { browserSessions } from './loopback-sessions.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function opened() {
  const core = fakeCore();
  const sessions = browserSessions(core, { absenceLimitMs: 60_000, onAbsent: () => undefined });
  return { core, sessions, session: sessions.open() };
}

test('a tab that stays is not signed out, however long', () => {
  const { core, session, sessions } = opened();
  session.enter();
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(core.sessionsEnded).toEqual([]);
  expect(sessions.isAnyoneHere()).toBe(true);
});

test('a tab that comes back within the minute is not signed out', () => {
  const { core, session } = opened();
  session.enter().leave();
  vi.advanceTimersByTime(59_999);
  expect(session.enter().wasSignedOut).toBe(false);
  vi.advanceTimersByTime(3_600_000);
  expect(core.sessionsEnded).toEqual([]);
});

test('a tab and its copy are gone only when both are', () => {
  const { core, session } = opened();
  const [one, two] = [session.enter(), session.enter()];
  one.leave();
  vi.advanceTimersByTime(3_600_000);
  expect(core.sessionsEnded).toEqual([]);
  two.leave();
  vi.advanceTimersByTime(60_000);
  expect(core.sessionsEnded).toHaveLength(1);
  expect(session.enter().wasSignedOut).toBe(true);
  expect(session.enter().wasSignedOut).toBe(false);
});

test('after closing nobody is waited for', () => {
  const { core, session, sessions } = opened();
  const visit = session.enter();
  sessions.close();
  visit.leave();
  expect(vi.getTimerCount()).toBe(0);
  expect(core.sessionsEnded).toEqual([]);
});
