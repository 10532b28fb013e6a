import { expect, test } from 'vitest';
import { chooseStart, type Machine } from './start-choice.ts';

const installed = '/project/node_modules/electron/dist/electron';
const desk: Machine = {
  platform: 'linux',
  isRoot: false,
  env: { DISPLAY: ':0' },
  root: '/project',
  exists: (path) => path === installed,
};

test('with a runtime and a display the window opens', () => {
  expect(chooseStart(desk)).toEqual({ kind: 'window', electronPath: installed });
  const wayland = { ...desk, env: { WAYLAND_DISPLAY: 'wayland-0' } };
  expect(chooseStart(wayland)).toEqual({ kind: 'window', electronPath: installed });
});

test('a runtime brought by hand comes before the installed one, and may be missing', () => {
  const given = { ...desk, env: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: '/opt/e' } };
  expect(chooseStart({ ...given, exists: () => true })).toEqual({
    kind: 'window',
    electronPath: '/opt/e/electron',
  });
  expect(chooseStart(given)).toEqual({ kind: 'window', electronPath: installed });
});

test.each([
  ['Electron runtime', { ...desk, exists: () => false }],
  ['display', { ...desk, env: {} }],
  ['display', { ...desk, env: { DISPLAY: '' } }],
  ['root', { ...desk, isRoot: true }],
])('without what it needs it says why: %s', (word, machine) => {
  const choice = chooseStart(machine);
  expect(choice.kind === 'browser' ? choice.reason : '').toContain(word);
});

test('other systems need no display variable and have their own executable', () => {
  const mac: Machine = { ...desk, platform: 'darwin', env: {}, exists: () => true };
  expect(chooseStart(mac)).toEqual({
    kind: 'window',
    electronPath: '/project/node_modules/electron/dist/Electron.app/Contents/MacOS/Electron',
  });
  const windows: Machine = { ...mac, platform: 'win32', root: 'C:\\project' };
  expect(chooseStart(windows)).toEqual({
    kind: 'window',
    electronPath: 'C:\\project\\node_modules\\electron\\dist\\electron.exe',
  });
});
