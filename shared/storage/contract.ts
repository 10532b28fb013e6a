import { z } from 'zod';
import { command, job, noDetails, query } from '../base/contract.ts';
import { line } from '../base/text.ts';
import { backupCounts, backupSummary, writingStates } from '../store/contract.ts';
import { newPassphrase, passphrase } from '../store/passphrase.ts';

export const storageWarningCodes = [
  'diskLow',
  'diskFull',
  'damaged',
  'noRecentBackup',
  'backupFailed',
] as const;

/** What everybody should know about the records' keeping, in words that say what to do. */
export const storageWarning = z.object({ code: z.enum(storageWarningCodes), message: z.string() });
export type StorageWarning = z.output<typeof storageWarning>;

export const findingSeverities = ['problem', 'note'] as const;
/** One thing that verify found: what is wrong, and what to do about it. Never names a patient. */
export const finding = z.object({
  severity: z.enum(findingSeverities),
  what: z.string(),
  toDo: z.string(),
});
export type Finding = z.output<typeof finding>;

export const verifyReport = z.object({
  checkedAt: z.iso.datetime(),
  isHealthy: z.boolean(),
  findings: z.array(finding),
  /** How much was looked at. */
  checked: z.object({
    pages: z.int(),
    files: z.int(),
    tables: z.int(),
    indexes: z.int(),
    references: z.int(),
  }),
});
export type VerifyReport = z.output<typeof verifyReport>;

export const backupSchedule = z.object({
  /** A folder on this computer or a drive that is connected to it; null is the one beside the records. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Null: only when somebody asks. */
  everyHours: z.int().min(1).max(168).nullable(),
  /** How many of the scheduled ones are kept. */
  keep: z.int().min(2).max(365),
});
export type BackupSchedule = z.output<typeof backupSchedule>;

const madeBackup = z.object({
  path: z.string(),
  madeAt: z.iso.datetime(),
  byteLength: z.int(),
  counts: backupCounts,
  /** Stored files that were damaged already, and so are not in it. */
  filesLeftOut: z.int(),
});

const ofStore = () => ({ entityType: 'store' });
const backupFailures = {
  NoRoom: noDetails,
  FolderNotUsable: noDetails,
  NotVerified: noDetails,
} as const;

/** The keeping of the records: backups, checks, space and keys. */
export const storageOperations = {
  'storage.warnings': query({
    summary: 'What everybody should know about the keeping of the records',
    permission: 'signedIn',
    input: z.strictObject({}),
    output: z.object({ writing: z.enum(writingStates), warnings: z.array(storageWarning) }),
    failures: {},
  }),
  'storage.status': query({
    summary: 'Size, space, keys, backups and the last check of the records',
    permission: 'storage.manage',
    input: z.strictObject({}),
    output: z.object({
      recordsBytes: z.int(),
      filesBytes: z.int(),
      freeBytes: z.int(),
      /** At the pace of the last weeks; null while that is not known. */
      daysLeft: z.int().nullable(),
      /** Space and size by day, oldest first, at most 90 days. */
      history: z.array(z.object({ day: z.string(), usedBytes: z.int(), freeBytes: z.int() })),
      hasKeychain: z.boolean(),
      passphraseChangedAt: z.iso.datetime().nullable(),
      /** Pages still under an older key, while a re-encryption is under way. */
      pagesUnderOlderKey: z.int(),
      schedule: backupSchedule,
      /** Where backups go, as a path on this computer. */
      backupFolder: z.string(),
      lastBackup: backupSummary.nullable(),
      nextBackupAt: z.iso.datetime().nullable(),
      lastVerify: verifyReport.nullable(),
    }),
    failures: {},
  }),
  'storage.listBackups': query({
    summary: 'The backups in the backup folder, newest first',
    permission: 'storage.manage',
    input: z.strictObject({}),
    output: z.array(backupSummary),
    failures: {},
  }),
  'storage.backUp': job({
    summary: 'Make an encrypted backup of everything and verify it',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({}),
    output: madeBackup,
    failures: backupFailures,
    subject: ofStore,
  }),
  'storage.backUpTo': job({
    summary: 'Make an encrypted backup in a file of your choice and verify it',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    isCommandLineOnly: true,
    input: z.strictObject({
      path: z.string().min(1).max(4096),
      mayReplace: z.boolean().default(false),
    }),
    output: madeBackup,
    failures: { ...backupFailures, AlreadyThere: noDetails },
    subject: ofStore,
  }),
  'storage.setBackupSchedule': command({
    summary: 'Where backups go, how often they are made and how many are kept',
    permission: 'storage.manage',
    input: backupSchedule,
    output: backupSchedule,
    failures: { FolderNotUsable: noDetails },
    subject: ofStore,
  }),
  'storage.verify': job({
    summary: 'Check that every page, index and reference of the records is whole',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({}),
    output: verifyReport,
    failures: {},
    subject: ofStore,
  }),
  'storage.changePassphrase': command({
    summary: 'Change the recovery passphrase',
    permission: 'storage.manage',
    holdsSecret: true,
    input: z.strictObject({ current: passphrase, next: newPassphrase }),
    output: z.object({ changedAt: z.iso.datetime() }),
    failures: {
      WrongPassphrase: z.object({ waitSeconds: z.int() }),
      TooSoon: z.object({ waitSeconds: z.int() }),
    },
    subject: ofStore,
  }),
  'storage.reencrypt': job({
    summary: 'Encrypt all records and files anew under a fresh key',
    permission: 'storage.manage',
    input: z.strictObject({}),
    output: z.object({ pages: z.int(), files: z.int() }),
    /** The passphrase's way to the key was altered: nothing may be sealed to it. */
    failures: { KeyAltered: noDetails },
    subject: ofStore,
  }),
  'storage.approveRestore': command({
    summary: 'Say that a backup may take the place of the open records',
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    input: z.strictObject({}),
    output: z.object({}),
    failures: {},
    subject: ofStore,
  }),
  'storage.dumpPlain': job({
    summary: 'Write everything unencrypted as SQL that any PostgreSQL can load',
    asksPin: true,
    permission: 'storage.manage',
    isAllowedReadOnly: true,
    isCommandLineOnly: true,
    input: z.strictObject({
      path: z.string().min(1).max(4096),
      /** Why the records leave their protection; it stays in the audit trail. */
      reason: line(500),
    }),
    output: z.object({ tables: z.int(), rows: z.int(), byteLength: z.int() }),
    failures: {
      AlreadyThere: noDetails,
      FolderNotUsable: noDetails,
      NoRoom: noDetails,
      /** Something in the records cannot be read. */
      NotWhole: noDetails,
    },
    subject: ofStore,
  }),
} as const;
