import type { CheckDepth, RowCheck, RowCheckResult } from '../page-store/row-check.ts';
import type { RowTable } from '../page-store/row-table.ts';
import type { SealedRows } from '../page-store/sealed-rows.ts';
import type { Checked, CheckProgressOf, SteppedCheck } from '../page-store/stepped-check.ts';
import { FileDamaged, isUnreadable, withStoreErrors } from './blob-errors.ts';
import type { ReadingParts } from './file-parts.ts';
import {
  chunkCount,
  chunkId,
  type FileEntry,
  fileNumberOf,
  fileTables,
  STEP_CHUNKS,
} from './file-tables.ts';

export type DamagedFile = {
  /** Null where the entry itself does not open. */
  readonly digest: string | null;
  readonly why: 'altered' | 'missing';
};

/** With depth `authenticate` every byte was read; with `digest` only which rows there are. */
export type FileCheckResult = Omit<Checked<DamagedFile>, 'rows'> & {
  /** Files whose entries open. */
  readonly fileCount: number;
};
export type FileCheckProgress = CheckProgressOf<FileCheckResult>;

/** A check in steps of a few megabytes at most, between which files may come and go. */
export type FileCheck = SteppedCheck<FileCheckResult>;

/** Without `rows`, because the head does not open, the digest is never right. */
export function beginFileCheck(
  parts: ReadingParts & { readonly rows: SealedRows | null },
  depth: CheckDepth,
): FileCheck {
  const rowCheck = parts.rows?.beginCheck('digest');
  let counted: CountedRows | null = rowCheck ? null : UNREADABLE;
  let look: Generator<number, Looked> | null = null;
  let seen = 0;
  const progress = (result: FileCheckResult | null): FileCheckProgress => {
    // Every row is looked at twice: whether it is there, then what is in it.
    const done = Math.ceil(seen / 2);
    return { done, total: Math.max(parts.rows?.rowCount() ?? 0, done), result };
  };
  return {
    step: (maxRows) =>
      withStoreErrors(() => {
        if (rowCheck && counted === null) {
          const { done, result } = stepOf(rowCheck, maxRows);
          [seen, counted] = [done, result];
          return progress(null);
        }
        const { damaged, isDigestRight } = counted ?? UNREADABLE;
        look ??= lookAtFiles(parts, { depth, damagedRows: damaged });
        for (let each = 0; each < Math.min(maxRows, 2 * STEP_CHUNKS); each += 1) {
          const next = look.next();
          if (next.done) return progress({ ...next.value, isDigestRight });
          seen += next.value;
        }
        return progress(null);
      }),
    giveUp: () => rowCheck?.giveUp(),
  };
}

type CountedRows = Pick<RowCheckResult, 'damaged' | 'isDigestRight'>;
const UNREADABLE: CountedRows = { damaged: [], isDigestRight: false };

function stepOf(
  rowCheck: RowCheck,
  maxRows: number,
): { readonly done: number; readonly result: CountedRows | null } {
  try {
    return rowCheck.step(maxRows);
  } catch (error) {
    if (!isUnreadable(error) && !(error instanceof RangeError)) throw error;
    // Rows that cannot be read cannot be counted either; what is left of the files is looked at still.
    rowCheck.giveUp();
    return { done: 0, result: UNREADABLE };
  }
}

type Looked = Pick<FileCheckResult, 'fileCount' | 'damaged'>;

/** Yields after each piece of work how many rows it looked at. */
function* lookAtFiles(
  parts: ReadingParts,
  given: { readonly depth: CheckDepth; readonly damagedRows: CountedRows['damaged'] },
): Generator<number, Looked> {
  const { reading } = parts;
  const damagedIn = (table: RowTable): readonly number[] =>
    given.damagedRows.filter((row) => row.table.tag === table.tag).map(({ id }) => id);
  const damagedNumbers = new Set(damagedIn(fileTables.chunk).map(fileNumberOf));
  const damagedEntries = new Set(damagedIn(fileTables.entry));
  const damaged: DamagedFile[] = [];
  let fileCount = 0;
  try {
    for (let [found] = reading.entriesAfter(-1, 1); found; ) {
      const { rowId, entry } = found;
      const isKnown =
        damagedEntries.has(rowId) || (entry !== null && damagedNumbers.has(entry.fileNumber));
      const look: Look = { depth: given.depth, isKnown };
      const why = entry ? yield* whyDamaged(parts, entry, look) : 'altered';
      if (why) damaged.push({ digest: entry?.digest ?? null, why });
      if (entry) fileCount += 1;
      [found] = reading.entriesAfter(rowId, 1);
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    damaged.push({ digest: null, why: 'altered' });
  }
  return { fileCount, damaged };
}

type Look = {
  readonly depth: CheckDepth;
  /** True when rows of it were found damaged already. */
  readonly isKnown: boolean;
};

/** Null for a file that is whole, or was deleted while it was read. */
function* whyDamaged(
  { sqlite, reading }: ReadingParts,
  entry: FileEntry,
  { depth, isKnown }: Look,
): Generator<number, DamagedFile['why'] | null> {
  const { digest, byteLength, fileNumber } = entry;
  const [from, expected] = [chunkId(fileNumber, 0), chunkCount(byteLength)];
  const count = sqlite
    .prepare<[number, number], number>(
      `SELECT count(*) FROM ${fileTables.chunk.name} WHERE id >= ? AND id < ?`,
    )
    .pluck()
    .get(from, from + expected);
  const isMissing = count !== expected;
  const isRead = !isMissing && !isKnown && depth === 'authenticate';
  const isAltered = isKnown || (isRead && !(yield* readsWhole(reading.chunksOf(entry))));
  yield isRead ? 1 : 1 + expected;
  const isStillThere = reading.find(digest)?.entry?.fileNumber === fileNumber;
  if (!isStillThere) return null;
  return isMissing ? 'missing' : isAltered ? 'altered' : null;
}

function* readsWhole(chunks: Generator<Buffer, void>): Generator<number, boolean> {
  try {
    while (!chunks.next().done) yield 1;
    return true;
  } catch (error) {
    if (error instanceof FileDamaged) return false;
    throw error;
  }
}
