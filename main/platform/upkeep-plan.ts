/** How a table has grown and changed since PostgreSQL last looked at it. */
export type TableState = {
  readonly name: string;
  /** 8 KiB each. */
  readonly pages: number;
  /** When it was last analyzed or vacuumed. */
  readonly pagesThen: number;
  /** As estimated then; below zero when it never was. */
  readonly rowsThen: number;
  /** The next three count since the database was opened, and so are lost by a crash. */
  readonly deadRows: number;
  readonly changedRows: number;
  readonly insertedRows: number;
};

export type UpkeepState = {
  /** Of the write-ahead log since the last checkpoint. */
  readonly logBytes: number;
  readonly tables: readonly TableState[];
};

/** How long nobody has saved, and nobody has asked for anything. */
export type Quiet = { readonly sinceSavedMs: number; readonly sinceAskedMs: number };

export type Upkeep = { readonly statement: string; readonly needs: Quiet };

const SECOND_MS = 1000;
const MEGABYTE = 1024 * 1024;

const quiet = (savedSeconds: number, askedSeconds: number): Quiet => ({
  sinceSavedMs: savedSeconds * SECOND_MS,
  sinceAskedMs: askedSeconds * SECOND_MS,
});

/** The longer the log, the longer the next start takes after a crash, and the sooner it is cut. */
const CHECKPOINTS = [
  { logBytes: 256 * MEGABYTE, needs: quiet(0, 0) },
  { logBytes: 64 * MEGABYTE, needs: quiet(2, 1) },
  { logBytes: 4 * MEGABYTE, needs: quiet(30, 10) },
  { logBytes: MEGABYTE / 4, needs: quiet(300, 20) },
] as const;

/** A table so large that guesses about it cost seconds. */
const LARGE_PAGES = 128;
const FEW_PAGES = 8;

/** What is to be done for the database, most urgent first. */
export function dueUpkeep({ logBytes, tables }: UpkeepState): readonly Upkeep[] {
  const checkpoint = CHECKPOINTS.find((each) => logBytes >= each.logBytes);
  return [
    ...(checkpoint ? [{ statement: 'CHECKPOINT', needs: checkpoint.needs }] : []),
    ...tables.flatMap((table) => upkeepOf(table) ?? []),
  ].toSorted((one, other) => one.needs.sinceSavedMs - other.needs.sinceSavedMs);
}

function upkeepOf(table: TableState): Upkeep | null {
  const name = `"${table.name.replaceAll('"', '""')}"`;
  if (isGuessedWrong(table)) return { statement: `ANALYZE ${name}`, needs: quiet(2, 2) };
  if (isLitteredOrNew(table))
    return { statement: `VACUUM (ANALYZE) ${name}`, needs: quietForVacuum(table) };
  if (isChanged(table)) return { statement: `ANALYZE ${name}`, needs: quiet(30, 10) };
  return null;
}

/** PostgreSQL plans as if it were empty, or a fraction of what it is: lists and searches take long. */
function isGuessedWrong({ pages, pagesThen, rowsThen }: TableState): boolean {
  const known = rowsThen < 0 ? 0 : pagesThen;
  return pages >= 2 * known + LARGE_PAGES;
}

/** The thresholds of PostgreSQL's own autovacuum, which does not run here. */
function isLitteredOrNew({ rowsThen, deadRows, insertedRows }: TableState): boolean {
  const rows = Math.max(0, rowsThen);
  return deadRows > 50 + 0.2 * rows || insertedRows > 1000 + 0.2 * rows;
}

function isChanged({ pages, pagesThen, rowsThen, changedRows }: TableState): boolean {
  if (rowsThen < 0) return pages > 0;
  return changedRows > 50 + 0.1 * rowsThen || pages > 1.2 * pagesThen + FEW_PAGES;
}

/** Reading all of a large table takes seconds, in which nobody is served. */
function quietForVacuum({ pages }: TableState): Quiet {
  return quiet(60 + pages / 100, 20 + pages / 1000);
}

/** How long until it is quiet enough, if it stays quiet; 0 when it is. */
export function waitMs(needs: Quiet, now: Quiet): number {
  return Math.max(0, needs.sinceSavedMs - now.sinceSavedMs, needs.sinceAskedMs - now.sinceAskedMs);
}
