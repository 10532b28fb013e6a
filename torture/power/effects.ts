import type { LedgerLine } from '../load/ledger.ts';

/** One thing that a program did to its files, in the order in which it did it. */
export type Effect =
  | { readonly type: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly type: 'resize'; readonly file: string; readonly length: number }
  /** Everything written to the file before is on the disk. */
  | { readonly type: 'sync'; readonly file: string }
  | { readonly type: 'create'; readonly file: string }
  | { readonly type: 'remove'; readonly file: string }
  /** Every name made or removed before is on the disk. */
  | { readonly type: 'syncNames' }
  | { readonly type: 'note'; readonly line: LedgerLine };

/** What a program did, and the files it began with. */
export type Recording = {
  readonly start: ReadonlyMap<string, Buffer>;
  readonly effects: readonly Effect[];
};

/** The files under a store, as recordings name them. */
export const storeFiles = { database: 'records.store', log: 'records.store-wal' } as const;
