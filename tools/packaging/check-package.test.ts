import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { problemsOf } from './check-package.ts';
import { linuxProgram, type Plant, plantedPackage } from './planted-package.ts';

let work = '';
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'caretrail planted '));
});
afterEach(() => rm(work, { recursive: true }));

async function problems(plant: Plant, budgetBytes = 2 ** 20) {
  const { laidOut, dist } = await plantedPackage(work, plant);
  return problemsOf(laidOut, { dist, budgetBytes });
}

test('a package that is as it should be has no problem', async () => {
  expect(await problems({})).toEqual([]);
});

const windowsProgram = Buffer.alloc(256);
windowsProgram.write('MZ', 'latin1');
windowsProgram.writeUInt32LE(0x80, 0x3c);
windowsProgram.write('PE\0\0', 0x80, 'latin1');
windowsProgram.writeUInt16LE(0x8664, 0x84);
const macProgram = Buffer.alloc(128);
macProgram.writeUInt32LE(0xfeedfacf);
macProgram.writeUInt32LE(0x0100000c, 4);

const BINARY = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
const LIBVIPS = 'node_modules/@img/sharp-libvips-linux-x64/lib/libvips-cpp.so.8';

test.for<[string, Plant, string]>([
  [
    'without the core',
    { without: ['dist/main/copy-worker.js'] },
    'dist/main/copy-worker.js is missing',
  ],
  ['without the database', { without: [BINARY] }, `${BINARY} is missing`],
  [
    'with the loopback host as a program',
    { archive: { 'dist/main/serve.js': '' } },
    'dist/main/serve.js ships, which is a program of evaluation',
  ],
  [
    'with the command line as a program',
    { archive: { 'dist/main/cli.js': '' } },
    'dist/main/cli.js ships, which is a program of evaluation',
  ],
  [
    'with the loopback host bundled in',
    { sources: ['../../main/hosts/loopback-http.ts', '../../node_modules/zod/index.js'] },
    'dist/main/worker.js holds ../../main/hosts/loopback-http.ts',
  ],
  [
    'with the command line bundled in',
    { sources: ['../../main/hosts/cli-call.ts'] },
    'dist/main/worker.js holds ../../main/hosts/cli-call.ts',
  ],
  [
    'with the words of the loopback host',
    { archive: { 'dist/main/worker.js': 'readFile("/proc/net/tcp")' } },
    'dist/main/worker.js says "/proc/net/tcp", as only the loopback host does',
  ],
  [
    'that sends dumps of its crashes',
    { archive: { 'dist/main/electron.js': 'crashReporter.start({})' } },
    'dist/main/electron.js says "crashReporter", and a dump of memory holds charts',
  ],
  [
    'that opens developer tools',
    { archive: { 'dist/main/electron.js': 'contents.openDevTools()' } },
    'dist/main/electron.js says "openDevTools", and who has those has the charts',
  ],
  [
    'with a bundle of unknown sources',
    { archive: { 'dist/main/odd.js': 'x'.repeat(1000) } },
    'dist/main/odd.js has no source map in the build, so nobody knows what it is made of',
  ],
  [
    'with a source map',
    { archive: { 'dist/main/worker.js.map': '{}' } },
    'dist/main/worker.js.map ships, which is a source map',
  ],
  [
    'with a source',
    { archive: { 'dist/main/worker.ts': '' } },
    'dist/main/worker.ts ships, which is a source',
  ],
  [
    'with a test',
    { archive: { 'node_modules/semver/tests/a.js': '' } },
    'node_modules/semver/tests/a.js ships, which is a test',
  ],
  [
    'with the server',
    { archive: { 'server/start.js': '' } },
    'server/start.js ships, which is the project itself',
  ],
  [
    'with a key',
    { archive: { 'dist/update.pem': '' } },
    'dist/update.pem ships, which is a secret, a record or a leftover',
  ],
  [
    'with a development dependency',
    { archive: { 'node_modules/vitest/index.js': '' } },
    'node_modules/vitest/index.js ships, of no package that is needed',
  ],
  [
    'with migrations in the archive',
    { archive: { 'dist/migrations/001_first.sql': '' } },
    'dist/migrations/001_first.sql ships, which is a migration, which lies beside the archive',
  ],
  [
    'with a changed migration',
    { beside: { 'migrations/001_first.sql': 'DROP TABLE users;' } },
    'migrations/001_first.sql is not what was built',
  ],
  [
    'with a migration too many',
    { beside: { 'migrations/999_more.sql': '' } },
    'migrations/999_more.sql is not what was built',
  ],
  [
    'with another application beside its own',
    { beside: { 'default_app.asar': '' } },
    'resources/default_app.asar ships, and nothing needs it there',
  ],
  [
    'with a script outside the archive',
    { beside: { 'app.asar.unpacked/node_modules/better-sqlite3/lib/index.js': '' } },
    'node_modules/better-sqlite3/lib/index.js lies outside the archive and need not',
  ],
  [
    'with a Windows binary',
    { archive: { [BINARY]: windowsProgram } },
    `${BINARY} is for win32-x64, and the package for linux-x64`,
  ],
  [
    'with a macOS library',
    { archive: { [LIBVIPS]: macProgram } },
    `${LIBVIPS} is for darwin-arm64, and the package for linux-x64`,
  ],
  [
    'with a binary of another processor',
    { archive: { [BINARY]: linuxProgram(0xb7) } },
    `${BINARY} is for linux-arm64, and the package for linux-x64`,
  ],
  [
    'with a program under an innocent name',
    { archive: { 'dist/renderer/picture.png': windowsProgram } },
    'dist/renderer/picture.png is for win32-x64, and the package for linux-x64',
  ],
  [
    'with text where a binary should be',
    { archive: { [BINARY]: 'x'.repeat(100) } },
    `${BINARY} is named like a program and is none`,
  ],
  ['with RunAsNode on', { fuses: '110011001' }, 'The fuse RunAsNode is not off'],
  [
    'with NODE_OPTIONS heeded',
    { fuses: '011011001' },
    'The fuse EnableNodeOptionsEnvironmentVariable is not off',
  ],
  [
    'with --inspect heeded',
    { fuses: '010111001' },
    'The fuse EnableNodeCliInspectArguments is not off',
  ],
  [
    'without the archive’s integrity',
    { fuses: '010001001' },
    'The fuse EnableEmbeddedAsarIntegrityValidation is not on',
  ],
  [
    'that loads what lies beside its archive',
    { fuses: '010010001' },
    'The fuse OnlyLoadAppFromAsar is not on',
  ],
  [
    'with a developer’s package.json',
    { archive: { 'package.json': '{"scripts":{}}' } },
    'The archive’s package.json has scripts',
  ],
  [
    'with a bundled package that is not named',
    { sources: ['../../node_modules/@medplum/core/index.js'] },
    'The notices lack @medplum/core',
  ],
  [
    'with an unnamed font',
    { archive: { 'dist/fonts/Comic.ttf': 'x' } },
    'The notices lack the font dist/fonts/Comic.ttf',
  ],
])('a package %s is refused', async ([, plant, problem]) => {
  expect(await problems(plant)).toContain(problem);
});

test('a package that grew beyond its budget is refused', async () => {
  const plant = { archive: { 'dist/renderer/big.bin': Buffer.alloc(2 ** 20) } };
  expect(await problems(plant)).toEqual(['It takes 1.0 MB, and 1.0 MB are the most']);
});
