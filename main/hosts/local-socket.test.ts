import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { fakeCore } from '../../test/fakes/core-fake.ts';
import { openProvenLocal, withFolder, withSocket } from '../../test/fakes/local-caller.ts';
import { readAddress } from './local-address.ts';
import { startLocalSocket } from './local-socket.ts';

const isUnix = process.platform !== 'win32';
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;

async function modeOf(path: string): Promise<string> {
  return ((await lstat(path)).mode & 0o777).toString(8);
}

async function problemOf(dataDir: string, env = {}): Promise<string> {
  const started = startLocalSocket({ core: fakeCore(), dataDir, env });
  return started.then(
    async (socket) => {
      await socket.close();
      return 'none';
    },
    (error: Error) => error.name,
  );
}

describe.runIf(isUnix)('the place of the socket', () => {
  test('is its owner’s alone: folder, socket and the file that names it', async () => {
    await withSocket(async ({ dataDir, local }) => {
      const folder = join(dataDir, 'command-line');
      expect(local.address).toBe(join(folder, 'socket'));
      expect(await modeOf(folder)).toBe('700');
      expect(await modeOf(local.address)).toBe('600');
      expect(await modeOf(join(folder, 'address.json'))).toBe('600');
    });
  });

  test('is a short folder of its owner’s where the path is too long for a socket', async () => {
    await withFolder(async (root) => {
      const dataDir = join(root, 'd'.repeat(100));
      await mkdir(dataDir);
      for (const env of [{}, { XDG_RUNTIME_DIR: root }]) {
        const socket = await startLocalSocket({ core: fakeCore(), dataDir, env });
        const folder = dirname(socket.address);
        expect(dirname(folder)).toBe(env.XDG_RUNTIME_DIR ?? tmpdir());
        expect(Buffer.byteLength(socket.address)).toBeLessThanOrEqual(103);
        expect(await modeOf(folder)).toBe('700');
        expect((await readAddress(dataDir))?.address).toBe(socket.address);
        await socket.close();
        expect(existsSync(folder)).toBe(false);
      }
    });
  });

  test('is made its owner’s alone again where a copy of the folder had lost that', async () => {
    await withFolder(async (dataDir) => {
      const folder = join(dataDir, 'command-line');
      await mkdir(folder);
      await chmod(folder, 0o777);
      const socket = await startLocalSocket({ core: fakeCore(), dataDir });
      expect(await modeOf(folder)).toBe('700');
      await socket.close();
    });
  });

  test('is not made through a link, or in a folder of somebody else', async () => {
    await withFolder(async (dataDir) => {
      const folder = join(dataDir, 'command-line');
      const elsewhere = join(dataDir, 'elsewhere');
      await mkdir(elsewhere, { mode: 0o700 });
      await symlink(elsewhere, folder);
      expect(await problemOf(dataDir)).toBe('NotOwnersAlone');
      expect(existsSync(join(elsewhere, 'socket'))).toBe(false);
      await rm(folder);
      await writeFile(folder, '');
      expect(await problemOf(dataDir)).toBe('NotOwnersAlone');
    });
  });

  test.runIf(isLinuxRoot)('is not made in a folder that another user has taken', async () => {
    await withFolder(async (dataDir) => {
      const folder = join(dataDir, 'command-line');
      await promisify(execFile)('install', ['-d', '-m', '700', '-o', '65534', folder]);
      expect(await problemOf(dataDir)).toBe('NotOwnersAlone');
      expect((await lstat(folder)).uid).toBe(65_534);
    });
  });

  test('is gone when the application has closed, and so is what named it', async () => {
    await withFolder(async (dataDir) => {
      const socket = await startLocalSocket({ core: fakeCore(), dataDir });
      await socket.close();
      expect(existsSync(socket.address)).toBe(false);
      expect(await readAddress(dataDir)).toBeNull();
    });
  });
});

describe.runIf(isUnix)('a socket that stands there', () => {
  test('of an application that was killed is replaced, and its key is void', async () => {
    await withFolder(async (dataDir) => {
      const folder = join(dataDir, 'command-line');
      await mkdir(folder, { mode: 0o700 });
      const script = `require('net').createServer().listen(process.argv[1], () => console.log('up'))`;
      const killed = spawn(process.execPath, ['-e', script, join(folder, 'socket')]);
      await once(killed.stdout, 'data');
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      await writeFile(join(folder, 'address.json'), '{"address":"/old","key":"old"}', {
        mode: 0o600,
      });
      expect(existsSync(join(folder, 'socket'))).toBe(true);

      const socket = await startLocalSocket({ core: fakeCore(), dataDir });
      const local = await readAddress(dataDir);
      if (local === null) throw new Error('no address was told');
      const caller = await openProvenLocal(local);
      expect(caller.isHostProven).toBe(true);
      caller.connection.destroy();
      await socket.close();
    });
  });

  test('and is answered at is never replaced', async () => {
    await withFolder(async (dataDir) => {
      const folder = join(dataDir, 'command-line');
      await mkdir(folder, { mode: 0o700 });
      const other = createServer().listen(join(folder, 'socket'));
      await once(other, 'listening');
      expect(await problemOf(dataDir)).toBe('NotOwnersAlone');
      expect(existsSync(join(folder, 'socket'))).toBe(true);
      expect(other.listening).toBe(true);
      other.close();
    });
  });
});

describe.runIf(isUnix)('whoever reads where the application listens', () => {
  test.each([
    [
      'the file can be read by others',
      (folder: string) => chmod(join(folder, 'address.json'), 0o644),
    ],
    ['the folder can be entered by others', (folder: string) => chmod(folder, 0o711)],
    [
      'the file is a link',
      async (folder: string) => {
        const file = join(folder, 'address.json');
        await rename(file, join(folder, 'other.json'));
        await symlink('other.json', file);
      },
    ],
  ])('trusts nothing of it when %s', async (_what, loosen) => {
    await withSocket(async ({ dataDir }) => {
      await loosen(join(dataDir, 'command-line'));
      await expect(readAddress(dataDir)).rejects.toThrow('owner');
    });
  });

  test('finds a key that is another each time', async () => {
    await withFolder(async (dataDir) => {
      const keys: string[] = [];
      while (keys.length < 2) {
        const socket = await startLocalSocket({ core: fakeCore(), dataDir });
        keys.push(await readFile(join(dataDir, 'command-line', 'address.json'), 'utf8'));
        await socket.close();
      }
      expect(keys[0]).not.toBe(keys[1]);
    });
  });
});

test.runIf(isLinuxRoot)('a real process of another user does not get in', async () => {
  await withSocket(async ({ local, core, refusals }) => {
    // The runtime itself may lie where nobody else may read it; the system's own tools do not.
    const words = ['-s', '--unix-socket', local.address, 'http://caretrail/'];
    const exitCode = async (uid: number): Promise<number> =>
      promisify(execFile)('curl', words, { uid, gid: uid, cwd: '/' }).then(
        () => 0,
        (error: { readonly code: number }) => error.code,
      );
    const COULD_NOT_CONNECT = 7;
    expect(await exitCode(65_534)).toBe(COULD_NOT_CONNECT);
    // Even in folders that everybody may enter the socket lets nobody else in.
    for (const folder of [dirname(local.address), dirname(dirname(local.address))])
      await chmod(folder, 0o777);
    expect(await exitCode(65_534)).toBe(COULD_NOT_CONNECT);
    expect(refusals).toEqual([]);
    expect(await exitCode(0)).not.toBe(COULD_NOT_CONNECT);
    expect(refusals).toEqual(['malformed']);
    expect(core.sessionsSeen.size).toBe(0);
  });
});
