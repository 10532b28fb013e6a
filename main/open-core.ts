import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { folderEffects } from './folder-effects.ts';
import { builtFolder, templateFile } from './platform/app-files.ts';
import type { Core } from './platform/core.ts';
import type { CoreSupport } from './platform/supervision/core-thread-port.ts';
import { dataPaths, makePrivateFolder } from './platform/data-directory.ts';
import { lockDirectory } from './platform/directory-lock.ts';
import { openGate } from './platform/gate/gate.ts';
import { incidentLog } from './platform/incident-log.ts';
import {
  DEFAULT_PASSPHRASE_COST,
  type PassphraseCost,
} from './platform/keys/passphrase-key-pair.ts';
import { attemptCounter } from './platform/keys/unlock-attempts.ts';
import { ownMigrations } from './platform/own-migrations.ts';
import { checkPinHashing, DEFAULT_PIN_COST, type PinCost } from './staff/pin-hash.ts';

export type CoreOptions = Partial<CoreSupport> & {
  readonly dataDir: string;
  /** The build output to take template and migrations from, where it is not found by itself. */
  readonly built?: string;
  /** How much work guessing a passphrase or a PIN takes; tests choose less. */
  readonly passphraseCost?: PassphraseCost;
  readonly pinCost?: PinCost;
};

/**
 * Opens the core on a data directory, which it makes when there is none: the gate, and behind it the
 * application as soon as the records are open. Throws DatabaseInUse when another process has the folder,
 * MigrationRefused or StoreFromNewerRelease when a newer release used it, and the system's errors.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { dataDir, built = builtFolder() } = options;
  await makePrivateFolder(dataDir);
  const lock = lockDirectory(dataDir);
  const clock = (): Date => new Date();
  try {
    const [migrations] = await Promise.all([ownMigrations(built), checkPinHashing()]);
    return await openGate(
      folderEffects({
        dataDir,
        migrations,
        clock,
        newId: v7,
        support: options,
        attempts: attemptCounter(dataPaths(dataDir).unlockAttempts, clock),
        passphraseCost: options.passphraseCost ?? DEFAULT_PASSPHRASE_COST,
        pinCost: options.pinCost ?? DEFAULT_PIN_COST,
        report: incidentLog(dataPaths(dataDir).log, v7, clock),
        templateFile: templateFile(built),
        randomBytes: (length) => new Uint8Array(randomBytes(length)),
        release: lock.release,
      }),
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}
