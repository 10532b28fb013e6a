import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestIn, sharpBinaries } from './shipped-modules.ts';
import type { Target } from './targets.ts';

/**
 * Makes in `binaries` stand-ins for sharp's binaries of a platform that this computer does not have, of
 * the right names and the right kind of program.
 */
export async function makeStubSharp(
  binaries: string,
  { target, modules }: { readonly target: Target; readonly modules: string },
): Promise<void> {
  const { platform, arch } = target;
  const versions = manifestIn(modules, 'sharp')?.optionalDependencies ?? {};
  for (const name of sharpBinaries(target).filter((each) => !manifestIn(modules, each))) {
    const folder = join(binaries, name);
    const library = name.includes('libvips')
      ? 'libvips-cpp.dylib'
      : `sharp-${platform}-${arch}.node`;
    await mkdir(join(folder, 'lib'), { recursive: true });
    await cp(
      join(modules, 'better-sqlite3', 'prebuilds', `${platform}-${arch}.node`),
      join(folder, 'lib', library),
    );
    const license = name.includes('libvips') ? 'LGPL-3.0-or-later' : 'Apache-2.0';
    const manifest = { name, version: versions[name] ?? '0.0.0', license };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'LICENSE'), 'stub');
  }
}
