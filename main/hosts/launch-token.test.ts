import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { launchTokens } from './launch-token.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a token is good for a minute and one use', () => {
  const tokens = launchTokens(60_000, () => undefined);
  const used = tokens.issue();
  vi.advanceTimersByTime(59_999);
  expect(tokens.redeem(used)).toBe(true);
  expect(tokens.redeem(used)).toBe(false);
  const late = tokens.issue();
  vi.advanceTimersByTime(60_000);
  expect(tokens.redeem(late)).toBe(false);
});

test('a newer token has a whole minute of its own', () => {
  const onExpired = vi.fn<() => void>();
  const tokens = launchTokens(60_000, onExpired);
  tokens.issue();
  vi.advanceTimersByTime(59_000);
  const newer = tokens.issue();
  vi.advanceTimersByTime(59_000);
  expect(onExpired).not.toHaveBeenCalled();
  expect(tokens.redeem(newer)).toBe(true);
});

test('only a token that went unused is said to have expired', () => {
  const onExpired = vi.fn<() => void>();
  const tokens = launchTokens(60_000, onExpired);
  tokens.redeem(tokens.issue());
  vi.advanceTimersByTime(60_000);
  expect(onExpired).not.toHaveBeenCalled();
  tokens.issue();
  vi.advanceTimersByTime(60_000);
  expect(onExpired).toHaveBeenCalledTimes(1);
  tokens.issue();
  tokens.close();
  vi.advanceTimersByTime(60_000);
  expect(onExpired).toHaveBeenCalledTimes(1);
});
