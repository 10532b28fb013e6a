import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeElectron } from '../../test/fakes/electron-fake.ts';
import { BRIEF_COPY_MS, briefCopies } from './brief-copies.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function copying() {
  const fake = fakeElectron();
  return { ...fake, copy: briefCopies(fake.electron) };
}

test('what was copied leaves the clipboard after a minute, and not before', async () => {
  const { copied, copy } = copying();
  await copy('a passphrase');
  await vi.advanceTimersByTimeAsync(BRIEF_COPY_MS - 1);
  expect(copied.text).toBe('a passphrase');
  await vi.advanceTimersByTimeAsync(1);
  expect(copied.text).toBe('');
});

test('what somebody copied since stays', async () => {
  const { copied, copy } = copying();
  await copy('a passphrase');
  copied.text = 'a shopping list';
  await vi.advanceTimersByTimeAsync(BRIEF_COPY_MS);
  expect(copied.text).toBe('a shopping list');
});

test('what is copied again has a whole minute again', async () => {
  const { copied, copy } = copying();
  await copy('a passphrase');
  await vi.advanceTimersByTimeAsync(BRIEF_COPY_MS - 1);
  await copy('a passphrase');
  await vi.advanceTimersByTimeAsync(BRIEF_COPY_MS - 1);
  expect(copied.text).toBe('a passphrase');
});

test('when the program ends it is taken back at once', async () => {
  const { app, copied, copy } = copying();
  await copy('a passphrase');
  app.emit('will-quit', { preventDefault: () => undefined });
  await vi.advanceTimersByTimeAsync(0);
  expect(copied.text).toBe('');
  expect(vi.getTimerCount()).toBe(0);
});
