export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Says whether opening a browser here can succeed and is wanted. */
export function canOpenBrowser({ platform, isRoot, env }: Surroundings): boolean {
  if (env['CARETRAIL_NO_OPEN'] === '1') return false;
  if (isRoot && env['CI'] !== undefined) return false;
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
