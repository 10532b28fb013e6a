import { expect, test } from 'vitest';
import { startCoreThread } from '../main/platform/core-thread.ts';

const dying = new URL('./fakes/dying-worker.ts', import.meta.url);
const session = { host: 'command-line', key: 'k' } as const;

test('when the core dies, what waits is told to look, and what is asked later that it was not saved', async () => {
  const core = await startCoreThread({ dataDir: 'unused' }, dying);
  expect(await core.dispatch(session, 'first', {})).toEqual({ ok: true, value: 'first' });
  const waiting = await Promise.all([
    core.dispatch(session, 'second', {}),
    core.putBytes(session, 'import-source', new Uint8Array([1])),
  ]);
  const later = await core.dispatch(session, 'third', {});
  const unavailable = (words: string) => ({
    ok: false,
    failure: { code: 'Unavailable', message: expect.stringContaining(words) },
  });
  for (const reply of waiting)
    expect(reply).toMatchObject(unavailable('look whether this was saved'));
  expect(later).toMatchObject(unavailable('nothing was saved'));
  await core.close();
});

test('input that cannot be copied to the thread is refused', async () => {
  const core = await startCoreThread({ dataDir: 'unused' }, dying);
  const reply = await core.dispatch(session, 'first', { run: () => undefined });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'InvalidInput' } });
  await core.close();
});

test('a thread that ends before it is open is an error, not an endless wait', async () => {
  const nothing = new URL('data:text/javascript,');
  await expect(startCoreThread({ dataDir: 'unused' }, nothing)).rejects.toThrow(
    /before it was open/,
  );
});
