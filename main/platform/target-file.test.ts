import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asTargetRefused, expectRoom, makeWhole, stagedPath } from './target-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-target-'));
  path = join(folder, 'made');
});
afterEach(() => rm(folder, { recursive: true }));

const write = (staged: string): Promise<void> => writeFile(staged, 'whole');

describe('a file that is made', () => {
  test('has its name only when it is whole', async () => {
    const seen: string[][] = [];
    await makeWhole({ path, mayReplace: false }, async (staged) => {
      await writeFile(staged, 'half');
      seen.push(await readdir(folder));
      await writeFile(staged, 'whole');
    });
    expect([...seen, await readdir(folder)]).toEqual([['made.part'], ['made']]);
    expect(await readFile(path, 'utf8')).toBe('whole');
  });

  test('leaves nothing behind when making it fails, and what stood there as it was', async () => {
    await writeFile(path, 'before');
    const making = makeWhole({ path, mayReplace: true }, async (staged) => {
      await writeFile(staged, 'half');
      await writeFile(`${staged}-wal`, 'log');
      throw new Error('failed');
    });
    await expect(making).rejects.toThrow('failed');
    expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([['made'], 'before']);
  });

  test('takes the place of what a crash left of an earlier one', async () => {
    await writeFile(stagedPath(path), 'half');
    await makeWhole({ path, mayReplace: false }, write);
    expect(await readdir(folder)).toEqual(['made']);
  });

  test('never replaces one that came meanwhile', async () => {
    const making = makeWhole({ path, mayReplace: false }, async (staged) => {
      await write(staged);
      await writeFile(path, 'somebody else’s');
    });
    await expect(making).rejects.toMatchObject({ problem: 'AlreadyThere' });
    expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([
      ['made'],
      'somebody else’s',
    ]);
  });

  test('is refused where a folder stands or none does, or the path is not whole', async () => {
    await mkdir(path);
    for (const bad of [path, join(folder, 'none', 'made'), 'made'])
      await expect(makeWhole({ path: bad, mayReplace: true }, write)).rejects.toMatchObject({
        problem: 'FolderNotUsable',
      });
  });
});

test('room is asked for before it is used', async () => {
  await expect(expectRoom(folder, 2 ** 60)).rejects.toMatchObject({ problem: 'NoRoom' });
  await expect(expectRoom(folder, 1)).resolves.toBeUndefined();
});

test.for([
  ['ENOSPC', 'NoRoom'],
  ['EFBIG', 'NoRoom'],
  ['SQLITE_FULL', 'NoRoom'],
  ['SQLITE_IOERR_WRITE', 'FolderNotUsable'],
  ['EROFS', 'FolderNotUsable'],
])('%s is told as %s', ([code, problem]) => {
  expect(asTargetRefused(Object.assign(new Error('x'), { code }))).toMatchObject({ problem });
});

test('any other error is told as it is', () => {
  const error = Object.assign(new Error('a bug'), { code: 'ERR_ASSERTION' });
  expect(asTargetRefused(error)).toBe(error);
});
