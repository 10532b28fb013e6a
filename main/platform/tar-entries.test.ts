import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tarEntries } from './tar-entries.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-tar-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const packed = () => buffer(pack(folder));

test('every folder and file comes with its path and bytes, whatever its length', async () => {
  const long = join('a'.repeat(60), 'b'.repeat(60));
  await mkdir(join(folder, long), { recursive: true });
  await mkdir(join(folder, 'empty'));
  const files = new Map([
    ['none', ''],
    ['block', 'x'.repeat(512)],
    ['more', 'é'.repeat(300)],
    [join(long, 'deep'), '1'],
  ]);
  for (const [path, text] of files) await writeFile(join(folder, path), text);
  const entries = [...tarEntries(await packed())];
  const found = entries.flatMap((entry) =>
    entry.kind === 'file' ? [[entry.path, Buffer.from(entry.bytes).toString()] as const] : [],
  );
  expect(new Map(found)).toEqual(files);
  expect(entries).toContainEqual({ kind: 'folder', path: 'empty' });
});

test('an archive that is cut short is refused', async () => {
  await writeFile(join(folder, 'file'), 'x'.repeat(5000));
  const archive = await packed();
  const reading = () => [...tarEntries(archive.subarray(0, 3000))];
  expect(reading).toThrow('The archive is cut short');
});

test('a path that leads out of the archive is refused', async () => {
  const archive = await buffer(pack(folder, { map: (entry) => ({ ...entry, name: '../out' }) }));
  expect(() => [...tarEntries(archive)]).toThrow('leads out');
});
