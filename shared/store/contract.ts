import { z } from 'zod';
import { command, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { newPin } from '../staff/pin.ts';
import { passphrase, newPassphrase } from './passphrase.ts';

/** `new`: no records yet. `locked`: a key is needed. `unreadable`: only a backup can help. */
export const storeStates = ['new', 'locked', 'opening', 'open', 'unreadable'] as const;
export type StoreState = (typeof storeStates)[number];

/** Whether records can be written, and if not, why. */
export const writingStates = ['allowed', 'diskFull', 'damaged'] as const;
export type WritingState = (typeof writingStates)[number];

export const storeProgress = z.object({
  /** What it is at, such as `Checking the backup`. */
  label: z.string(),
  done: z.int(),
  total: z.int(),
});

export const backupCounts = z.object({
  patients: z.int(),
  treatmentRecords: z.int(),
  users: z.int(),
  auditEvents: z.int(),
});

/** A backup file as its manifest tells; `problem` says in words why it cannot be used. */
export const backupSummary = z.object({
  fileName: z.string(),
  madeAt: z.iso.datetime(),
  byteLength: z.int(),
  release: z.string().nullable(),
  counts: backupCounts.nullable(),
  problem: z.string().nullable(),
});
export type BackupSummary = z.output<typeof backupSummary>;

const wait = z.object({ waitSeconds: z.int() });
const wrong = { WrongPassphrase: wait, TooSoon: wait } as const;

/**
 * What can be asked before the records are open. The gate in front of the application answers these
 * itself; nobody is signed in yet, so each either reveals nothing or asks for the passphrase.
 */
export const storeOperations = {
  'store.status': query({
    summary: 'Whether the records on this computer are open, and if not, what is needed',
    permission: 'anyone',
    input: z.strictObject({}),
    output: z.object({
      state: z.enum(storeStates),
      writing: z.enum(writingStates),
      /** In plain words what is wrong and what to do; null when nothing is. */
      problem: z.string().nullable(),
      /** Before the passphrase may be tried again. */
      waitSeconds: z.int(),
      /**
       * True: this computer's keychain opens the records, and the passphrase is for emergencies. While
       * they are not open: this computer has a keychain.
       */
      hasKeychain: z.boolean(),
      progress: storeProgress.nullable(),
      /**
       * File names of the backups beside the records, newest first, from which one can be restored; none
       * while the records are open or being opened.
       */
      backups: z.array(z.string()),
    }),
    failures: {},
  }),
  'store.suggestPassphrase': query({
    summary: 'A recovery passphrase that nobody can guess',
    permission: 'anyone',
    input: z.strictObject({}),
    output: z.object({ passphrase: z.string() }),
    failures: {},
  }),
  'store.create': command({
    summary: 'Begin the encrypted records of this computer under a recovery passphrase',
    permission: 'anyone',
    holdsSecret: true,
    input: z.strictObject({ passphrase: newPassphrase }),
    output: z.object({}),
    failures: { AlreadyThere: noDetails },
  }),
  'store.unlock': command({
    summary: 'Open the records with the recovery passphrase',
    permission: 'anyone',
    holdsSecret: true,
    input: z.strictObject({ passphrase }),
    output: z.object({}),
    failures: { ...wrong, NotLocked: noDetails },
  }),
  'store.restore': command({
    summary: 'Put a backup in the place of the records; the old ones are kept beside them',
    permission: 'anyone',
    holdsSecret: true,
    input: z.strictObject({
      /** A file name in the backup folder, or a whole path on this computer. */
      path: z.string().min(1).max(4096),
      /** The recovery passphrase at the time of the backup. */
      passphrase,
    }),
    output: z.object({
      madeAt: z.iso.datetime(),
      counts: backupCounts,
      keptAs: z.string().nullable(),
    }),
    failures: {
      ...wrong,
      UnknownFile: noDetails,
      NotABackup: noDetails,
      DamagedBackup: noDetails,
      FromNewerRelease: noDetails,
      NoRoom: noDetails,
      /** Records are open: whoever asks must be signed in as an administrator. */
      AdministratorNeeded: noDetails,
    },
  }),
  'store.regainAccess': command({
    summary: "Set an administrator's PIN anew with the recovery passphrase",
    permission: 'anyone',
    holdsSecret: true,
    input: z.strictObject({ passphrase, userId: uuid(), newPin }),
    output: z.object({}),
    failures: { ...wrong, UnknownUser: noDetails, NotAnAdministrator: noDetails },
  }),
} as const;
export type StoreOperations = typeof storeOperations;
