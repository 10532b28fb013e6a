import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { savePrivately } from './private-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-save-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.skipIf(process.platform === 'win32')(
  'a saved file is readable by its owner only',
  async () => {
    const path = join(folder, 'export.csv');
    await writeFile(path, 'older', { mode: 0o644 });
    await savePrivately(path, Buffer.from('newer'));
    expect(await readFile(path, 'utf8')).toBe('newer');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  },
);

test('a save that fails leaves nothing behind', async () => {
  const before = await readdir(folder);
  await expect(savePrivately(join(folder, 'absent', 'x.csv'), Buffer.from('x'))).rejects.toThrow(
    'ENOENT',
  );
  await expect(savePrivately(folder, Buffer.from('x'))).rejects.toThrow(
    /EISDIR|EEXIST|ENOTEMPTY|EPERM/,
  );
  expect(await readdir(folder)).toEqual(before);
});
