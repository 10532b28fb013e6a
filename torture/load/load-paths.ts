import { join } from 'node:path';

/** Where things stand in a folder that a load works in. */
export function loadPaths(folder: string) {
  return {
    store: join(folder, 'records.store'),
    ledger: join(folder, 'ledger'),
    /** There once trouble struck; holds what the database said. */
    struck: join(folder, 'struck'),
  } as const;
}
