/** What a package is made for. */
export type Target = {
  readonly platform: 'linux' | 'win32' | 'darwin';
  readonly arch: 'x64' | 'arm64';
};

/** One of each platform; macOS on the processor that its computers have had since 2020. */
export const CHECKED_TARGETS: readonly Target[] = [
  { platform: 'linux', arch: 'x64' },
  { platform: 'win32', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
];

/** `linux-x64`: as the folders of binaries and the manifests of updates name it. */
export function targetName({ platform, arch }: Target): string {
  return `${platform}-${arch}`;
}

/** Where things stand in a folder that electron-builder laid out, relative to it. */
export function layoutOf({ platform }: Target): {
  readonly resources: string;
  /** What the window is started with. */
  readonly program: string;
  /** What holds Electron's fuses. */
  readonly fused: string;
} {
  switch (platform) {
    case 'linux':
      return { resources: 'resources', program: 'caretrail', fused: 'caretrail' };
    case 'win32':
      return { resources: 'resources', program: 'Caretrail.exe', fused: 'Caretrail.exe' };
    case 'darwin':
      return {
        resources: 'Caretrail.app/Contents/Resources',
        program: 'Caretrail.app/Contents/MacOS/Caretrail',
        fused: 'Caretrail.app',
      };
  }
}

/** What electron-builder calls the folder that would be installed; of x64 it names no processor. */
export function laidOutFolder({ platform, arch }: Target): string {
  const processor = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') return `mac${processor}`;
  return `${platform === 'win32' ? 'win' : 'linux'}${processor}-unpacked`;
}
