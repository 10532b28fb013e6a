import { randomUUID } from 'node:crypto';
import { openCore } from '../main/open-core.ts';
import { openWithGiven, storeClient } from '../main/hosts/store-client.ts';
import type { Core } from '../main/platform/core.ts';
import { startCoreThread } from '../main/platform/supervision/core-thread.ts';
import { valueOf } from '../test/core.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';

/** Opens the records behind a core, which it begins where there are none. */
async function openRecords(core: Core): Promise<Core> {
  const store = storeClient(core, { host: 'command-line', key: randomUUID() });
  valueOf(await openWithGiven(store, SERVED_PASSPHRASE));
  return core;
}

/** The core of a data directory in this thread, with its records open. */
export async function openedCore(dataDir: string): Promise<Core> {
  return openRecords(await openCore({ dataDir }));
}

/** The same in a thread of its own, as the program runs it. */
export async function openedCoreThread(dataDir: string): Promise<Core> {
  return openRecords(await startCoreThread({ dataDir }));
}
