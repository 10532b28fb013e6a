import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenPassphrase, readPassphraseFile, takePassphrase } from './given-passphrase.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail passphrase '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileWith(text: string, mode = 0o600): Promise<string> {
  const path = join(folder, `given-${mode}`);
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

test('the variable is read once and is gone', () => {
  const env = { CARETRAIL_PASSPHRASE: 'correct horse', PATH: '/bin' };
  expect(takePassphrase(env)).toBe('correct horse');
  expect(env).toEqual({ PATH: '/bin' });
  expect(takePassphrase(env)).toBeUndefined();
  expect(takePassphrase({ CARETRAIL_PASSPHRASE: '' })).toBeUndefined();
});

test('a file gives its first line, before the variable, which is gone all the same', async () => {
  const env = { CARETRAIL_PASSPHRASE: 'of the variable' };
  const path = await fileWith('of the file\r\nanything else\n');
  expect(await givenPassphrase(env, path)).toEqual({ ok: true, value: 'of the file' });
  expect(env).toEqual({});
  const other = { CARETRAIL_PASSPHRASE: 'of the variable' };
  expect(await givenPassphrase(other, undefined)).toEqual({ ok: true, value: 'of the variable' });
  expect(await givenPassphrase({}, undefined)).toEqual({ ok: true, value: undefined });
});

test.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o660, 0o777])(
  'a file of mode %o is refused: others can read it (no such modes on Windows)',
  async (mode) => {
    const path = await fileWith('correct horse', mode);
    expect(await readPassphraseFile(path)).toMatchObject({ failure: { code: 'NotPrivate' } });
  },
);

test('a file that is missing, empty, a folder or far too long is refused without its content', async () => {
  const code = async (path: string) => {
    const read = await readPassphraseFile(path);
    expect(JSON.stringify(read)).not.toContain('secret');
    return read.ok ? 'ok' : read.failure.code;
  };
  expect(await code(join(folder, 'absent'))).toBe('NotReadable');
  await chmod(folder, 0o700);
  expect(await code(folder)).toBe('NotReadable');
  expect(await code(await fileWith('\nsecret'))).toBe('Empty');
  expect(await code(await fileWith('secret'.repeat(1000)))).toBe('NotReadable');
});
