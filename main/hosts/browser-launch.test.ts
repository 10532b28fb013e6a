import { expect, test } from 'vitest';
import { canOpenBrowser } from './browser-launch.ts';

const linux = { platform: 'linux', isRoot: false } as const;

test('a browser is opened where there is a display', () => {
  expect(canOpenBrowser({ ...linux, env: { DISPLAY: ':0' } })).toBe(true);
  expect(canOpenBrowser({ ...linux, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
  expect(canOpenBrowser({ platform: 'win32', isRoot: false, env: {} })).toBe(true);
  expect(canOpenBrowser({ platform: 'darwin', isRoot: false, env: {} })).toBe(true);
});

test('none is opened without a display, when told not to, or by root on a build machine', () => {
  expect(canOpenBrowser({ ...linux, env: {} })).toBe(false);
  expect(canOpenBrowser({ ...linux, env: { DISPLAY: '' } })).toBe(false);
  expect(canOpenBrowser({ ...linux, env: { DISPLAY: ':0', CARETRAIL_NO_OPEN: '1' } })).toBe(false);
  expect(canOpenBrowser({ ...linux, isRoot: true, env: { DISPLAY: ':0', CI: 'true' } })).toBe(
    false,
  );
});
