import { join } from 'node:path';
import { makeIcons } from './icons.ts';
import { noticesText, shippedComponents } from './notices.ts';
import { shippedPrograms, stage } from './stage.ts';
import type { Target } from './targets.ts';

export type Prepared = {
  /** The files of dist/main that ship. */
  readonly programs: readonly string[];
};

/**
 * Stages what the build left in dist/ for a target, with its icons and notices. `binaries` are further
 * folders of packages, for sharp's binaries of a platform that this computer is not of.
 */
export async function prepare(
  staged: string,
  target: Target,
  { root, binaries = [] }: { readonly root: string; readonly binaries?: readonly string[] },
): Promise<Prepared> {
  const modules = [join(root, 'node_modules'), ...binaries];
  const programs = await shippedPrograms(join(root, 'dist'));
  const components = await shippedComponents({ root, target, programs, modules });
  const notices = await noticesText(components);
  await stage(staged, target, { root, modules, programs, notices });
  await makeIcons(join(root, 'renderer', 'icon.svg'), join(staged, 'build'));
  return { programs };
}
