import { expect, test } from 'vitest';
import { fakeGateEffects } from '../../../test/fakes/gate-effects-fake.ts';
import { openGate } from './gate.ts';

const session = { host: 'window', key: 'k' } as const;

test('a restore that the disk breaks off blames no passphrase and leaves no progress behind', async () => {
  const { effects, world } = fakeGateEffects();
  const stageRestore: typeof effects.stageRestore = async (_backup, onProgress) => {
    onProgress({ label: 'Unpacking', done: 1, total: 2 });
    throw Object.assign(new Error('/home/nurse'), { code: 'EIO' });
  };
  const gate = await openGate({ ...effects, stageRestore });
  const restore = { path: 'kept.backup', passphrase: 'right' };
  expect(await gate.dispatch(session, 'store.restore', restore)).toMatchObject({
    failure: { code: 'Unexpected' },
  });
  expect(world.failures).toBe(0);
  expect(await gate.dispatch(session, 'store.status', {})).toMatchObject({
    ok: true,
    value: { progress: null },
  });
});
