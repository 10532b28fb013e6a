import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of jobs, replies, files and the keeping of the records. */
export type KeepingSchema = {
  spaceSamples: SpaceSampleRow;
  storageSettings: StorageSettingsRow;
  storageChecks: StorageCheckRow;
  backupsMade: BackupMadeRow;
  storedFiles: StoredFileRow;
  storedFileContents: StoredFileContentRow;
  jobs: JobRow;
  commandReplies: CommandReplyRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type Stamp = GeneratedAlways<string>;

type SpaceSampleRow = {
  day: string;
  usedBytes: number;
  freeBytes: number;
};

type StorageSettingsRow = {
  onlyOne: Generated<boolean>;
  backupFolder: string | null;
  backupEveryHours: Generated<number | null>;
  backupKeep: Generated<number>;
  passphraseChangedAt: string | null;
  updatedAt: Stamp;
};

type StorageCheckRow = {
  id: string;
  kind: string;
  checkedAt: string;
  isHealthy: boolean;
  report: Json;
};

type BackupMadeRow = {
  id: string;
  madeAt: string;
  fileName: string;
  folder: string;
  byteLength: number;
  isScheduled: boolean;
  commitNumber: number;
  counts: Json;
  digest: string;
};

type StoredFileRow = {
  digest: string;
  purpose: string;
  byteLength: number;
  permission: string;
  storedAt: string;
};

type StoredFileContentRow = {
  digest: string;
  purpose: string;
  mediaType: string;
  thumbnailDigest: string | null;
  widthPx: number | null;
  heightPx: number | null;
  pageCount: number | null;
};

type JobRow = {
  id: string;
  operation: string;
  input: Json;
  state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  cursor: ColumnType<unknown, string | null, string | null>;
  done: Generated<number>;
  total: Generated<number>;
  label: Generated<string>;
  result: ColumnType<unknown, string | null, string | null>;
  startedBy: string;
  startedAt: string;
  endedAt: string | null;
  updatedAt: Stamp;
};

type CommandReplyRow = {
  commandId: string;
  operation: string;
  userId: string | null;
  inputDigest: string;
  reply: Json;
  repliedAt: string;
};
