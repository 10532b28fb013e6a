import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { fakeElectron } from '../../test/fakes/electron-fake.ts';
import { restrictWebSession } from './web-session.ts';

function restricted() {
  const fake = fakeElectron();
  const window = new fake.electron.BrowserWindow();
  restrictWebSession(fake.electron, () => window);
  return { ...fake, window };
}

function asker() {
  const { invoke, window } = restricted();
  const ours = window.webContents;
  const request = (contents: unknown, permission: string, details: object) => {
    const answers: boolean[] = [];
    invoke('permissionRequest', contents, permission, (is: boolean) => answers.push(is), details);
    return answers;
  };
  const check = (contents: unknown, permission: string, details: object) =>
    invoke('permissionCheck', contents, permission, '', details);
  return { ours, request, check, invoke };
}

test('our page may use the camera', () => {
  const { ours, request, check } = asker();
  const details = { isMainFrame: true, mediaTypes: ['video'] };
  expect(request(ours, 'media', details)).toEqual([true]);
  const camera = { isMainFrame: true, mediaType: 'video', securityOrigin: 'app://caretrail/' };
  expect(check(ours, 'media', camera)).toBe(true);
});

test('nothing else is granted, to anyone', () => {
  const { ours, request, check, invoke } = asker();
  const video = { isMainFrame: true, mediaTypes: ['video'] };
  const refused: readonly [unknown, string, object][] = [
    [ours, 'media', { isMainFrame: true, mediaTypes: ['video', 'audio'] }],
    [ours, 'media', { isMainFrame: true, mediaTypes: [] }],
    [ours, 'media', { isMainFrame: true }],
    [ours, 'media', { ...video, isMainFrame: false }],
    [{}, 'media', video],
    [ours, 'geolocation', { isMainFrame: true }],
    [ours, 'clipboard-read', { isMainFrame: true }],
    [ours, 'loopback-network', { isMainFrame: true }],
    [ours, 'display-capture', video],
  ];
  for (const each of refused) expect(request(...each), each[1]).toEqual([false]);

  const camera = { isMainFrame: true, mediaType: 'video', securityOrigin: 'app://caretrail' };
  expect(check(ours, 'media', { ...camera, securityOrigin: 'https://evil.test/' })).toBe(false);
  expect(check(ours, 'media', { ...camera, isMainFrame: false })).toBe(false);
  expect(check(ours, 'media', { ...camera, mediaType: 'audio' })).toBe(false);
  expect(check(null, 'media', camera)).toBe(false);
  expect(check(ours, 'usb', camera)).toBe(false);
  expect(invoke('devicePermission', {})).toBe(false);
});

test('every permission that this Electron knows but the camera is refused, asked or checked', () => {
  const { ours, request, check } = asker();
  const types = readFileSync(
    createRequire(import.meta.url).resolve('electron/electron.d.ts'),
    'utf8',
  );
  for (const handler of ['Request', 'Check']) {
    const declared = new RegExp(
      `setPermission${handler}Handler\\(handler: .*?permission: ([^,]+),`,
    );
    const names = [...(declared.exec(types)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of names.filter((each) => each !== 'media')) {
      const details = { isMainFrame: true, mediaTypes: ['video'], mediaType: 'video' };
      expect(request(ours, name, details), name).toEqual([false]);
      expect(check(ours, name, { ...details, securityOrigin: 'app://caretrail' }), name).toBe(
        false,
      );
    }
  }
});

test.each([
  ['app://caretrail/a.js', false],
  ['blob:app://caretrail/1', false],
  ['data:image/png;base64,', false],
  ['https://redirector.gvt1.com/edgedl/chrome/dict/en.bdic', true],
  ['http://127.0.0.1:1/', true],
  ['ws://evil.test/', true],
  ['file:///etc/passwd', true],
  ['devtools://devtools/bundled/x.js', true],
  ['application://evil/', true],
])('a request of the page to %s is cancelled: %s', (url, isCancelled) => {
  const { invoke } = restricted();
  const answers: unknown[] = [];
  invoke('beforeRequest', { url }, (answer: unknown) => answers.push(answer));
  expect(answers).toEqual([{ cancel: isCancelled }]);
});

test('downloads are prevented', () => {
  const { defaultSession } = restricted();
  let prevented = false;
  defaultSession.emit('will-download', { preventDefault: () => (prevented = true) });
  expect(prevented).toBe(true);
});
