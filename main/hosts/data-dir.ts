import { join } from 'node:path';

export type Place = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Where a person's records live when no `--data` is given: the same folder for every host. */
export function defaultDataDir({ platform, home, env }: Place): string {
  // Not the roaming folder: a database copied to a server at log-off, and back elsewhere, diverges.
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Caretrail');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Caretrail');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'caretrail');
}
