import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Check } from './laid-out.ts';
import { layoutOf } from './targets.ts';

/** How each fuse stands in a package; the one left out makes WebAssembly faster and may stay. */
const WANTED: readonly (readonly [FuseV1Options, boolean])[] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

/** That every fuse stands as it should in the program itself. */
export const checkFuses: Check = async ({ folder, target }) => {
  const wire = await getCurrentFuseWire(join(folder, layoutOf(target).fused));
  return WANTED.filter(([fuse, isOn]) => Number(wire[fuse]) !== (isOn ? ON : OFF)).map(
    ([fuse, isOn]) => `The fuse ${FuseV1Options[fuse]} is not ${isOn ? 'on' : 'off'}`,
  );
};

/** That the program knows its archive's digest, where Electron compares it: on macOS and Windows. */
export const checkIntegrity: Check = async ({ folder, resources, target }) => {
  if (target.platform === 'linux') return [];
  const { headerString } = getRawHeader(join(resources, 'app.asar'));
  const digest = createHash('sha256').update(headerString).digest('hex');
  const holder =
    target.platform === 'darwin'
      ? join(folder, 'Caretrail.app/Contents/Info.plist')
      : join(folder, layoutOf(target).program);
  const holds = (await readFile(holder)).includes(digest);
  return holds ? [] : ['The program does not know its archive’s digest'];
};
