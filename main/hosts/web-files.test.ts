import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWebFile } from './web-files.ts';

let folder = '';
const root = () => join(folder, 'renderer');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-web-'));
  await mkdir(join(root(), 'assets'), { recursive: true });
  await mkdir(join(folder, 'renderer-old'));
  await writeFile(join(root(), 'index.html'), 'first page');
  await writeFile(join(root(), 'assets', 'app é.js'), 'code');
  await writeFile(join(root(), 'assets', 'app.js.map'), 'sources');
  await writeFile(join(folder, 'secret.html'), 'secret');
  await writeFile(join(folder, 'renderer-old', 'secret.html'), 'secret');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a path names a file below the folder, and the bare one the first page', async () => {
  expect(Buffer.from((await readWebFile(root(), '/'))?.content ?? []).toString()).toBe(
    'first page',
  );
  expect(await readWebFile(root(), '/assets/app%20%C3%A9.js')).toMatchObject({
    contentType: 'text/javascript; charset=utf-8',
  });
  expect(await readWebFile(`${root()}/`, '/index.html')).not.toBeNull();
});

test.each([
  '/../secret.html',
  '/%2e%2e/secret.html',
  '/..%2fsecret.html',
  '/assets/../../secret.html',
  '/../renderer-old/secret.html',
  '/..%5csecret.html',
  '/assets/app.js.map',
  '/assets',
  '/absent.html',
  '/index.html%00.js',
  '/%E0%A4%A',
])('%s is answered with nothing, though the file may exist', async (path) => {
  expect(await readWebFile(root(), path)).toBeNull();
});
