import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchIdle } from './idle-lock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function watched() {
  const page = new EventTarget();
  const onIdle = vi.fn<() => void>();
  const onLife = vi.fn<() => void>();
  const stop = watchIdle({ page, limitMs: 120_000, onIdle, onLife });
  return { page, onIdle, onLife, stop };
}

test('the screen locks once, two minutes after the last sign of life', () => {
  const { page, onIdle } = watched();
  vi.advanceTimersByTime(119_000);
  page.dispatchEvent(new Event('keydown'));
  vi.advanceTimersByTime(119_000);
  expect(onIdle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  vi.advanceTimersByTime(300_000);
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test('the touch that wakes a sleeping computer finds the screen locked', () => {
  const { page, onIdle } = watched();
  vi.setSystemTime(Date.now() + 600_000);
  page.dispatchEvent(new Event('pointermove'));
  expect(onIdle).toHaveBeenCalledTimes(1);
});

test('after the watch is stopped nothing locks', () => {
  const { onIdle, stop } = watched();
  stop();
  vi.advanceTimersByTime(300_000);
  expect(onIdle).not.toHaveBeenCalled();
});

test('the core hears that somebody is here as long as there are signs of life, and not too often', () => {
  const { page, onLife, stop } = watched();
  for (let second = 0; second < 30; second += 1) {
    page.dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(1000);
  }
  expect(onLife).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_000);
  expect(onLife).toHaveBeenCalledTimes(2);
  stop();
  page.dispatchEvent(new Event('pointermove'));
  vi.advanceTimersByTime(60_000);
  expect(onLife).toHaveBeenCalledTimes(2);
});
