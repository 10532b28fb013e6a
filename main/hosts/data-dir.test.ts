import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataDir } from './data-dir.ts';

const home = join('/', 'people', 'nurse');

test('each platform keeps the records where its programs keep theirs', () => {
  const at = (platform: NodeJS.Platform, env = {}) => defaultDataDir({ platform, home, env });
  expect(at('linux')).toBe(join(home, '.local/share/caretrail'));
  expect(at('linux', { XDG_DATA_HOME: '/elsewhere' })).toBe(join('/elsewhere/caretrail'));
  expect(at('linux', { XDG_DATA_HOME: '' })).toBe(join(home, '.local/share/caretrail'));
  expect(at('darwin')).toBe(join(home, 'Library/Application Support/Caretrail'));
  expect(at('win32', { LOCALAPPDATA: join('/local') })).toBe(join('/local/Caretrail'));
});
