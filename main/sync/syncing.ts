import { alwaysWritable, type Writing } from '../platform/disk/writing.ts';
import type { Core } from '../platform/core.ts';
import type { CoreParts } from '../platform/create-core.ts';
import type { Timers } from '../platform/timers.ts';
import { attachMissingCapture, captureAuthorship } from './capture.ts';
import { startSync, type SyncLoop } from './loop.ts';
import type { SyncSwitch } from './sync-switch.ts';

export type SyncingParts = Pick<CoreParts, 'database' | 'clock' | 'newId' | 'report'> & {
  readonly timers: Timers;
  readonly writing?: Writing;
  /** From 0 up to 1; left out, by chance. */
  readonly random?: () => number;
};

/** Sync as the core needs it: what it writes into each transaction, its loop, and what handlers need of that. */
export function createSyncing(parts: SyncingParts) {
  const { writing = alwaysWritable, random = Math.random } = parts;
  const { authorship, lookAgain } = captureAuthorship();
  let loop: SyncLoop | null = null;
  const loopSwitch: SyncSwitch = {
    state: () => loop?.state() ?? { phase: 'connecting', hindrance: null, whyOffline: null },
    look: () => void loop?.now(),
    enrolled: () => {
      lookAgain();
      loop?.enrolled();
    },
  };
  return {
    loopSwitch,
    authorship,
    beforeFirstCall: () => attachMissingCapture(parts.database),
    /** The core, syncing until it is closed. */
    over<C extends Core>(core: C): C {
      const mayWrite = () => writing.state() === 'allowed';
      const started = startSync({ ...parts, random, mayWrite });
      loop = started;
      return {
        ...core,
        async close() {
          await started.stop();
          await core.close();
        },
      };
    },
  };
}
