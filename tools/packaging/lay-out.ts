import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import type { Target } from './targets.ts';

const PLATFORMS = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC } as const;

/** What electron-builder is run with besides electron-builder.yml. */
export type LayOutOptions = {
  readonly config: Configuration;
  /** Only the folder that would be installed: no installer, which takes tools from the network. */
  readonly isOnlyFolder: boolean;
};

/** Runs electron-builder on what was staged for a target; returns the files that it made. */
export function layOut(
  staged: string,
  target: Target,
  { config, isOnlyFolder }: LayOutOptions,
): Promise<readonly string[]> {
  const platform = PLATFORMS[target.platform];
  return build({
    projectDir: staged,
    targets: platform.createTarget(isOnlyFolder ? 'dir' : null, Arch[target.arch]),
    publish: 'never',
    config: {
      extends: join(import.meta.dirname, '..', '..', 'electron-builder.yml'),
      afterPack: ({ appOutDir, packager }) => removeDefaultApp(packager.getResourcesDir(appOutDir)),
      ...config,
    },
  });
}

/** Electron starts this where there is no application beside it, with whatever it is told to load. */
async function removeDefaultApp(resources: string): Promise<void> {
  await rm(join(resources, 'default_app.asar'), { force: true });
}
