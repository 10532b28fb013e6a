import type { Migration } from '../../../shared/base/migration-plan.ts';
import type { Manifest } from '../backup/manifest.ts';
import type { Dumped, LeftOut } from '../plain-dump/plain-dump.ts';

/** Work on a copy of the records that nobody else has open. */
export type CopyWork = {
  /** Checks and counts a fresh copy and seals the manifest into it, which makes it a backup. */
  readonly finishBackup: {
    readonly input: {
      readonly path: string;
      readonly madeAt: string;
      readonly release: string;
      /** The store's when the copy was begun: a copy that is behind it is not whole. */
      readonly leastCommitNumber: number;
      /** How many stored files were damaged already, and so not copied. */
      readonly filesLeftOut: number;
    };
    readonly output: Manifest;
  };
  /** Takes a backup apart into records and files, checks both, and brings the records to this release. */
  readonly unpackBackup: {
    readonly input: {
      readonly backupPath: string;
      readonly recordsPath: string;
      readonly filesPath: string;
      readonly migrations: readonly Migration[];
    };
    readonly output: { readonly manifest: Manifest; readonly commitNumber: number };
  };
  readonly dumpPlain: {
    readonly input: {
      /** The copy to read. */
      readonly recordsPath: string;
      /** The file to write. */
      readonly path: string;
      readonly madeAt: string;
      readonly release: string;
      readonly migrations: readonly Migration[];
      readonly leftOut: readonly LeftOut[];
    };
    readonly output: Dumped & { readonly byteLength: number };
  };
};
export type CopyKind = keyof CopyWork;

/** How far a piece of work is; `label` is a few words, such as `Checking`. */
export type CopyProgress = {
  readonly label: string;
  readonly done: number;
  readonly total: number;
};
export type OnCopyProgress = (progress: CopyProgress) => void;

/** The data keys by generation, in memory that both threads see and each overwrites with zeros. */
export type SentKeys = {
  readonly current: number;
  readonly keys: readonly { readonly generation: number; readonly key: SharedArrayBuffer }[];
};

export type CopyOrder = {
  readonly [Kind in CopyKind]: { readonly kind: Kind; readonly input: CopyWork[Kind]['input'] };
}[CopyKind] & { readonly keys: SentKeys };

/** An error as it crosses threads. */
export type SentError = {
  readonly name: string;
  readonly message: string;
  /** A system's or SQLite's code, or why a file was refused; empty when there is none. */
  readonly code: string;
};

export type CopyMessage =
  | { readonly type: 'progress'; readonly progress: CopyProgress }
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly error: SentError };
