import { expect, test } from 'vitest';
import { dangerousSwitch } from './dangerous-switches.ts';

test.each([
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk=0',
  '--no-sandbox',
  '-no-sandbox',
  '/no-sandbox',
  '--No-Sandbox',
  '--disable-web-security',
  '--js-flags=--expose-gc',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--proxy-server=evil.test',
  '--load-extension=/tmp/x',
])('%s is found', (argument) => {
  expect(dangerousSwitch(['caretrail', '--data', 'folder', argument])).toBe(argument);
});

test('a data folder and ordinary switches are let through', () => {
  expect(
    dangerousSwitch(['/opt/inspect', '--data', '/home/nurse/data', '--lang=fr']),
  ).toBeUndefined();
});
