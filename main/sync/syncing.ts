import { fail } from '../../shared/base/result.ts';
import { alwaysWritable, type Writing } from '../platform/disk/writing.ts';
import type { Refusal } from '../platform/dispatch-failures.ts';
import type { Core } from '../platform/core.ts';
import type { CoreParts } from '../platform/create-core.ts';
import type { Timers } from '../platform/timers.ts';
import { adoptAfterUpgrade } from './after-upgrade.ts';
import { attachMissingCapture, captureAuthorship } from './capture.ts';
import { selectLeft } from './left-store.ts';
import { startSync, type SyncLoop, type SyncState } from './loop.ts';
import { sqlOver } from './sql.ts';
import type { SyncSwitch } from './sync-switch.ts';
import { wantFile } from './want-file.ts';

const leftSite: Refusal = fail(
  'ReadOnly',
  'Not saved: this computer has left its site, so its records can be read but not changed. What you typed is still here; write it on a computer of the site, or make this one a computer of the site again.',
);

/** Signing in, reading and coming back. */
function isOpenToLeft(name: string): boolean {
  return name.startsWith('session.') || name.startsWith('sync.');
}

const notStarted: SyncState = {
  phase: 'connecting',
  hindrance: null,
  whyOffline: null,
  isLooking: false,
};

const noCheck = { isRunning: false, done: 0, total: 0, wasStopped: false } as const;

export type SyncingParts = Pick<CoreParts, 'database' | 'files' | 'clock' | 'newId' | 'report'> & {
  readonly timers: Timers;
  readonly writing?: Writing;
  /** From 0 up to 1; left out, by chance. */
  readonly random?: () => number;
};

function checkSwitch(
  loop: () => SyncLoop | null,
): Pick<SyncSwitch, 'checking' | 'check' | 'stopCheck'> {
  return {
    checking: () => loop()?.checks.state() ?? noCheck,
    check() {
      loop()?.checks.ask();
      void loop()?.now();
    },
    stopCheck: () => loop()?.checks.cancel(),
  };
}

/** Sync as the core needs it: what it writes into each transaction, its loop, and what handlers need of that. */
export function createSyncing(parts: SyncingParts) {
  const { writing = alwaysWritable, random = Math.random } = parts;
  const { authorship, lookAgain } = captureAuthorship();
  let loop: SyncLoop | null = null;
  let hasLeft = false;
  const loopSwitch: SyncSwitch = {
    state: () => loop?.state() ?? notStarted,
    look: () => void loop?.now(),
    movingFile: () => loop?.files.moving() ?? null,
    ...checkSwitch(() => loop),
    enrolled: () => {
      hasLeft = false;
      lookAgain();
      loop?.enrolled();
    },
    left: () => {
      hasLeft = true;
      lookAgain();
      void loop?.now();
    },
  };
  return {
    loopSwitch,
    authorship,
    refuseChange: (name: string) => (hasLeft && !isOpenToLeft(name) ? leftSite : null),
    wantFile: (digest: string) => wantFile(parts, loop?.files, digest),
    beforeFirstCall: async () => {
      await adoptAfterUpgrade(parts.database);
      await attachMissingCapture(parts.database);
      hasLeft = (await parts.database.read((db) => selectLeft(sqlOver(db)))) !== null;
    },
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
