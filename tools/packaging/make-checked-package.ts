import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { layOut } from './lay-out.ts';
import { type LaidOut, openLaidOut } from './laid-out.ts';
import { prepare } from './prepare.ts';
import { manifestIn } from './shipped-modules.ts';
import { makeStubElectron } from './stub-electron.ts';
import { makeStubSharp } from './stub-sharp.ts';
import { laidOutFolder, type Target, targetName } from './targets.ts';

/**
 * Makes the package of a target around a stand-in for Electron, without a network, and opens it. In
 * `work` the archive stands as an installed application would have it: `installed/app`, with the
 * migrations beside it.
 */
export async function makeCheckedPackage(
  root: string,
  target: Target,
  work: string,
): Promise<LaidOut> {
  const modules = join(root, 'node_modules');
  const staged = join(work, 'staged');
  const binaries = join(work, 'binaries');
  const electron = join(work, 'electron');
  await makeStubSharp(binaries, { target, modules });
  await prepare(staged, target, { root, binaries: [binaries] });
  const version = manifestIn(modules, 'electron')?.version ?? '';
  const program = join(modules, 'better-sqlite3', 'prebuilds', `${targetName(target)}.node`);
  await makeStubElectron(electron, { target, version, program });
  await layOut(staged, target, {
    isOnlyFolder: true,
    config: {
      electronDist: electron,
      electronVersion: version,
      compression: 'store',
      // Signing takes tools from the network, and there is nobody to sign for.
      win: { signExecutable: false },
      mac: { identity: null },
    },
  });
  const folder = join(staged, 'release', laidOutFolder(target));
  const laidOut = await openLaidOut(folder, target, join(work, 'installed', 'app'));
  const migrations = join(laidOut.resources, 'migrations');
  await cp(migrations, join(work, 'installed', 'migrations'), { recursive: true });
  return laidOut;
}
