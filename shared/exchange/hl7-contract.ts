import { z } from 'zod';
import { command, job, noDetails, query } from '../base/contract.ts';
import { sourceFile } from '../imports/contract.ts';

/** Most messages that a report lists; beyond it they are only counted. */
export const MOST_MESSAGES_LISTED = 300;
/** Files of one import, as they lie in a folder. */
export const MOST_HL7_FILES = 2000;

/** What became of messages. `read` = added + changed + unchanged + skipped + refused. */
const messageTally = {
  read: z.int(),
  added: z.int(),
  changed: z.int(),
  /** Also those that were taken in before. */
  unchanged: z.int(),
  /** Left out on purpose, such as events that say nothing of a patient. */
  skipped: z.int(),
  refused: z.int(),
};

export const hl7Tally = z.object(messageTally);
export type Hl7Tally = z.output<typeof hl7Tally>;

export const noMessages: Hl7Tally = {
  read: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  skipped: 0,
  refused: 0,
};

/** A message by its number in the file, from 1, and why; no content of it is told. */
export const listedMessage = z.object({
  file: z.string(),
  message: z.int(),
  /** `kept`: both sides changed something, and what is here was kept. */
  outcome: z.enum(['skipped', 'refused', 'kept']),
  reason: z.string(),
});
export type ListedMessage = z.output<typeof listedMessage>;

export const hl7Report = z.object({
  files: z.array(z.object({ file: z.string(), ...messageTally })),
  messages: z.array(listedMessage),
  /** How many more there would be to list. */
  unlisted: z.int(),
});
export type Hl7Report = z.output<typeof hl7Report>;

const folderPath = z.string().trim().min(1).max(4096).nullable();

export const exchangeFolders = z.object({
  /** A whole path on this computer, its network or a drive; null: none is watched. */
  inbox: folderPath,
  /** Null: nothing is written. */
  outbox: folderPath,
});
export type ExchangeFolders = z.output<typeof exchangeFolders>;

/** `missing`: it is not there just now, as when a drive is not connected. */
export const folderStates = ['off', 'there', 'missing', 'notUsable'] as const;
export type FolderState = (typeof folderStates)[number];

export const exchangedFile = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  fileName: z.string(),
  at: z.iso.datetime(),
  /** It lies in the subfolder `refused`. */
  isRefused: z.boolean(),
  ...messageTally,
});
export type ExchangedFile = z.output<typeof exchangedFile>;

const ofFolders = () => ({ entityType: 'exchangeFolders' });

export const hl7Operations = {
  'hl7.import': job({
    summary: 'Import patients from HL7 v2 messages (ADT A01, A04, A08, A28, A31)',
    permission: 'imports.run',
    input: z.strictObject({ files: z.array(sourceFile).min(1).max(MOST_HL7_FILES) }),
    output: hl7Report,
    failures: { MissingFile: noDetails },
  }),
  'exchangeFolders.status': query({
    summary: 'The folders of this computer for HL7 files, and what came and went through them',
    permission: 'storage.manage',
    input: z.strictObject({}),
    output: z.object({
      folders: exchangeFolders,
      inbox: z.enum(folderStates),
      outbox: z.enum(folderStates),
      /** Files in the inbox that were not taken in yet. */
      waiting: z.int(),
      /** The newest first, at most 50. */
      files: z.array(exchangedFile),
    }),
    failures: {},
  }),
  'exchangeFolders.set': command({
    summary: 'Choose the folders of this computer for HL7 files',
    permission: 'storage.manage',
    input: exchangeFolders,
    output: exchangeFolders,
    failures: {
      InboxNotUsable: noDetails,
      OutboxNotUsable: noDetails,
      /** What goes out would come in again. */
      SameFolder: noDetails,
    },
    subject: ofFolders,
  }),
} as const;
