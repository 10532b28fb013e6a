import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeCore } from '../../test/fakes/core-fake.ts';
import { type FakeOptions, fakeElectron } from '../../test/fakes/electron-fake.ts';
import { installIpc } from './ipc.ts';
import { renewableSession } from './renewable-session.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-ipc-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function installed(options: FakeOptions = {}) {
  const fake = fakeElectron(options);
  const core = fakeCore();
  const window = new fake.electron.BrowserWindow();
  const session = renewableSession(core, 'window');
  installIpc(fake.electron, { core, session, window: () => window });
  const frame = { parent: null, origin: 'app://caretrail' };
  const event = { sender: window.webContents, senderFrame: frame };
  const call = (channel: string, ...args: readonly unknown[]) =>
    fake.invoke(`ipc:caretrail:${channel}`, event, ...args);
  return { ...fake, core, session, window, frame, call };
}

describe('the sender', () => {
  test('our own page is answered', async () => {
    const { call } = installed();
    expect(await call('send', 'echo', { a: 1 })).toEqual({ ok: true, value: { a: 1 } });
  });

  test.each(['send', 'bytes-put', 'bytes-get', 'bytes-save', 'copy-briefly'])(
    'every other sender of %s is refused before the core hears of it',
    async (channel) => {
      const { invoke, window, frame, core, copied } = installed();
      const sender = window.webContents;
      const hostile = [
        { sender, senderFrame: null },
        { sender, senderFrame: { ...frame, parent: frame } },
        { sender, senderFrame: { ...frame, origin: 'https://evil.test' } },
        { sender, senderFrame: { ...frame, origin: 'app://caretrail.evil' } },
        { sender, senderFrame: { ...frame, origin: 'null' } },
        { sender: {}, senderFrame: frame },
      ];
      for (const event of hostile) {
        await expect(invoke(`ipc:caretrail:${channel}`, event, 'echo', {})).rejects.toThrow(
          'refused',
        );
      }
      expect(core.sessionsSeen.size).toBe(0);
      expect(copied.text).toBe('');
    },
  );

  test('after the window has gone nobody is answered, not even its own last page', async () => {
    const { electron, core, invoke, session, frame, window } = installed();
    installIpc(electron, { core, session, window: () => undefined });
    const event = { sender: window.webContents, senderFrame: frame };
    await expect(invoke('ipc:caretrail:send', event, 'echo', {})).rejects.toThrow('refused');
  });

  test('the session key is long, random and of this window', async () => {
    const { call, session } = installed();
    expect(await call('send', 'session', {})).toEqual({ ok: true, value: session.current() });
    expect(session.current().host).toBe('window');
    expect(session.current().key).toHaveLength(43);
    expect(installed().session.current().key).not.toBe(session.current().key);
  });
});

describe('what is sent', () => {
  test.each([
    ['send', [undefined, {}]],
    ['send', [{ toString: () => 'echo' }, {}]],
    ['bytes-put', ['anything', new Uint8Array(1)]],
    ['bytes-put', ['import-source', 'text']],
    ['bytes-put', ['import-source', new Uint8Array(64 * 1024 * 1024 + 1)]],
    ['bytes-get', [7]],
    ['bytes-save', ['digest', undefined]],
    ['copy-briefly', [{}]],
    ['copy-briefly', ['x'.repeat(1001)]],
  ])('%s with the wrong kind of thing is refused plainly', async (channel, sent) => {
    const { call, core } = installed();
    expect(await call(channel, ...sent)).toMatchObject({ failure: { code: 'InvalidInput' } });
    expect(core.sessionsSeen.size).toBe(0);
  });

  test('a core that throws is a plain failure that says nothing of a chart', async () => {
    const reply = await installed().call('send', 'break', {});
    expect(reply).toMatchObject({ ok: false, failure: { code: 'Unavailable' } });
    expect(JSON.stringify(reply)).not.toContain('Souza');
  });
});

test('a secret is copied for the page, which cannot reach the clipboard itself', async () => {
  const { call, copied } = installed();
  expect(await call('copy-briefly', 'a passphrase')).toEqual({ ok: true, value: true });
  expect(copied.text).toBe('a passphrase');
});

describe('file bytes', () => {
  const bytes = Buffer.from('a,b\r\n1,2\r\n');

  test('what is put can be got, and is saved where the person says', async () => {
    const savePath = join(folder, 'chosen.csv');
    const { call, callsOf, core, session } = installed({ savePath });
    const stored = await core.putBytes(session.current(), 'import-source', bytes);
    const digest = stored.ok ? stored.value.digest : '';
    expect(await call('bytes-put', 'import-source', bytes)).toEqual(stored);
    expect(await call('bytes-get', digest)).toEqual({ ok: true, value: new Uint8Array(bytes) });
    expect(await call('bytes-save', digest, '../billing.csv')).toEqual({ ok: true, value: true });
    expect(callsOf('showSaveDialog')[0]?.args[1]).toEqual({
      defaultPath: join('/home/nurse/documents', 'billing.csv'),
    });
    expect(await readFile(savePath)).toEqual(bytes);
  });

  test('changing one’s mind saves nothing and is no failure', async () => {
    const { call } = installed({ savePath: null });
    expect(await call('bytes-save', 'any', 'billing.csv')).toEqual({ ok: true, value: false });
  });

  test('a place that cannot be written and a file that is not there are said plainly', async () => {
    const { call, core, session } = installed({ savePath: join(folder, 'absent', 'x.csv') });
    const stored = await core.putBytes(session.current(), 'import-source', bytes);
    const digest = stored.ok ? stored.value.digest : '';
    expect(await call('bytes-save', digest, 'x.csv')).toMatchObject({
      failure: { code: 'NotSaved' },
    });
    expect(await call('bytes-save', 'none', 'x')).toMatchObject({ failure: { code: 'NotFound' } });
  });
});
