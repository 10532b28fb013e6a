import type { Failure, Result } from '../../../shared/base/result.ts';
import type {
  BackupSummary,
  StoreOperations,
  WritingState,
} from '../../../shared/store/contract.ts';
import type { z } from 'zod';
import type { Core, Session } from '../core.ts';
import type { ReportIncident } from '../incident-log.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { AttemptCounter } from '../keys/unlock-attempts.ts';

/** What long work is at, as `store.status` tells. */
export type StoreProgress = NonNullable<
  z.output<StoreOperations['store.status']['output']>['progress']
>;
export type OnProgress = (progress: StoreProgress) => void;

/** What a data folder holds before anything was opened. */
export type Standing =
  | { readonly state: 'new'; readonly problem: string | null }
  | { readonly state: 'locked' }
  | { readonly state: 'unreadable'; readonly problem: string };

/** How an operation of the gate ended, for the audit trail of the records it was about. */
export type StoreEvent = {
  readonly session: Session;
  readonly operation: keyof StoreOperations;
  /** Undefined after a success. */
  readonly failureCode?: string | undefined;
};

/** A new PIN for somebody, by whoever knows the passphrase. */
export type PinReset = {
  readonly session: Session;
  readonly userId: string;
  readonly newPin: string;
};

/** The records while they are open. */
export type OpenRecords = {
  /** The application over them; closing it closes the records and forgets their keys. */
  readonly core: Core;
  readonly isPassphrase: (passphrase: string) => Promise<boolean>;
  readonly hasKeychain: () => boolean;
  readonly writing: () => WritingState;
  /** Where backups go, as a whole path. */
  readonly backupFolder: () => Promise<string>;
  /** Sets the PIN and writes the audit event, both or neither. */
  readonly resetPin: (reset: PinReset) => Promise<'done' | 'UnknownUser' | 'NotAnAdministrator'>;
  readonly audit: (event: StoreEvent) => Promise<void>;
};

type Plain<Code extends string> = Code extends string ? Failure<Code, undefined> : never;

export type RestoreFailure = Plain<
  'WrongPassphrase' | 'UnknownFile' | 'NotABackup' | 'DamagedBackup' | 'FromNewerRelease' | 'NoRoom'
>;

/** A backup unpacked beside the records and verified. */
export type StagedRestore = {
  readonly madeAt: string;
  readonly counts: NonNullable<BackupSummary['counts']>;
  /** The keyring of the backup, which opens what it becomes. */
  readonly keyring: Keyring;
  /** Puts it in the place of the records, which must be closed; answers the path where those are kept. */
  readonly swap: () => Promise<string | null>;
  readonly discard: () => Promise<void>;
};

/** Everything that the gate does to the world. */
export type GateEffects = {
  /** Throws what makes the folder unusable at all, such as records of a newer release. */
  readonly look: () => Promise<Standing>;
  /** A keyring that needs nobody: of a core that ran a moment ago, or of this computer's keychain. */
  readonly keyringUnasked: () => Promise<Keyring | null>;
  readonly keyringOf: (
    passphrase: string,
  ) => Promise<Result<Keyring, Plain<'WrongPassphrase' | 'DamagedWrap'>>>;
  /** Throws StoreDamaged when only a backup can help, MigrationRefused, WrongKey, and the system's errors. */
  readonly open: (keyring: Keyring, onProgress: OnProgress) => Promise<OpenRecords>;
  readonly create: (passphrase: string, onProgress: OnProgress) => Promise<OpenRecords>;
  readonly stageRestore: (
    backup: { readonly path: string; readonly passphrase: string; readonly folder: string },
    onProgress: OnProgress,
  ) => Promise<Result<StagedRestore, RestoreFailure>>;
  /** Where backups go unless an administrator chose another place. */
  readonly backupFolder: string;
  /** File names of the backups in that folder, newest first. */
  readonly listBackups: () => Promise<readonly string[]>;
  readonly hasKeychain: boolean;
  readonly attempts: AttemptCounter;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly report: ReportIncident;
  /** Lets go of the data folder. */
  readonly release: () => void;
};
