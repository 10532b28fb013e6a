import type { Sqlite } from '../page-store/exclusive-file.ts';
import type { RowChanges, SealedRows } from '../page-store/sealed-rows.ts';
import type { Sealer } from '../page-store/sealing.ts';
import type { FileNames } from './file-names.ts';
import type { FileReading } from './file-reading.ts';

/** What everything that reads stored files works on. */
export type ReadingParts = {
  readonly sqlite: Sqlite;
  readonly sealer: Sealer;
  readonly names: FileNames;
  readonly reading: FileReading;
  /** Lets others have the thread; rejects with StoreClosed once the store is closed. */
  readonly pause: () => Promise<void>;
};

/** What everything that writes them works on. */
export type WritingParts = ReadingParts & {
  readonly rows: SealedRows;
  /** All or nothing. Throws StoreFull, StoreFailing or FilesDamaged. */
  readonly commit: (work: (changes: RowChanges) => void) => void;
};
