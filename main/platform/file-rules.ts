import type { BytePurpose, FileContent } from '../../shared/base/bridge.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import type { ReadonlyDb } from './database.ts';

/** What is kept of bytes that were handed in. */
export type TakenIn = {
  readonly bytes: Uint8Array;
  readonly thumbnail: Uint8Array | null;
  readonly content: Omit<FileContent, 'thumbnailDigest'>;
};

/** Looks at bytes before anything of them is stored, and answers what is kept instead, or why nothing is. */
export type Intake = (bytes: Uint8Array) => Promise<Result<TakenIn, Failure>>;

/** What the slices know of the files that pass the byte port, which itself knows no slice. */
export type FileRules = {
  /** What is handed in for a purpose without one is kept as it comes. */
  readonly intakes: Partial<Readonly<Record<BytePurpose, Intake>>>;
  /** The patients whose charts show a file: reading it is written down for each. */
  readonly patientsOf: (db: ReadonlyDb, digest: string) => Promise<readonly string[]>;
  /** Asks for a file that is named and not here; false where it comes from nowhere. */
  readonly want: (digest: string) => Promise<boolean>;
};

export const noFileRules: FileRules = {
  intakes: {},
  patientsOf: async () => [],
  want: async () => false,
};
