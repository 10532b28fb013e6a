import type { Sqlite } from './exclusive-file.ts';
import type { Sealer } from './sealing.ts';

/** A table of sealed rows: its name in the file, and its tag in the places that content is bound to. */
export type RowTable = { readonly name: string; readonly tag: number };

export type SealedRowsOptions = {
  readonly sqlite: Sqlite;
  readonly sealer: Sealer;
  /** In the order in which a check goes through them. */
  readonly tables: readonly RowTable[];
  /** Holds one row: the commit number and the digest over all rows of `tables`. */
  readonly head: RowTable;
  /** The name of the table of openings. */
  readonly openings: string;
  /** Called inside each transaction before it commits; what it throws undoes the transaction. */
  readonly beforeCommit?: (() => void) | undefined;
};
