import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkIntegrity } from './check-fuses.ts';
import type { LaidOut } from './laid-out.ts';
import { plantedPackage } from './planted-package.ts';

let work = '';
let planted: LaidOut;
let digest = '';
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'caretrail digest '));
  planted = (await plantedPackage(work, {})).laidOut;
  const { headerString } = getRawHeader(join(planted.resources, 'app.asar'));
  digest = createHash('sha256').update(headerString).digest('hex');
});
afterAll(() => rm(work, { recursive: true }));

test('on Windows the program must know its archive’s digest, and not another', async () => {
  const windows: LaidOut = { ...planted, target: { platform: 'win32', arch: 'x64' } };
  const program = join(planted.folder, 'Caretrail.exe');
  await writeFile(program, `MZ [{"value":"${'0'.repeat(64)}"}]`);
  const problem = 'The program does not know its archive’s digest';
  expect(await checkIntegrity(windows)).toEqual([problem]);
  await writeFile(program, `MZ [{"value":"${digest}"}]`);
  expect(await checkIntegrity(windows)).toEqual([]);
});

test('on Linux Electron compares none', async () => {
  expect(await checkIntegrity(planted)).toEqual([]);
});
