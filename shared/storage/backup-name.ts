const EXTENSION = '.backup';
const NAME = /^caretrail-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z(?:-(\d{1,4}))?\.backup$/;

/** A backup as its file's name tells: when it was made, and which one of that second. */
export type NamedBackup = {
  readonly fileName: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly madeAt: string;
};

/**
 * The name of a backup made at that instant, such as `caretrail-2026-03-10T150000Z.backup`; it sorts by
 * time and holds no colon, which Windows refuses. `isTaken` says which names stand in the folder already.
 */
export function backupFileName(madeAt: Date, isTaken: (name: string) => boolean): string {
  const stem = `caretrail-${madeAt.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
  let name = stem + EXTENSION;
  for (let nth = 2; isTaken(name); nth += 1) name = `${stem}-${nth}${EXTENSION}`;
  return name;
}

/** What a file's name tells of a backup, or null when it is not the name of one. */
export function namedBackup(fileName: string): NamedBackup | null {
  const [, day, hour, minute, second] = NAME.exec(fileName) ?? [];
  if (day === undefined) return null;
  const madeAt = `${day}T${hour}:${minute}:${second}Z`;
  const instant = new Date(madeAt);
  const isInCalendar =
    !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(madeAt.slice(0, 19));
  return isInCalendar ? { fileName, madeAt } : null;
}

/** The backups among the names of a folder, newest first. */
export function namedBackups(fileNames: readonly string[]): readonly NamedBackup[] {
  return fileNames
    .flatMap((name) => namedBackup(name) ?? [])
    .toSorted(
      (one, other) =>
        compare(other.madeAt, one.madeAt) || nthOf(other.fileName) - nthOf(one.fileName),
    );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function nthOf(fileName: string): number {
  return Number(NAME.exec(fileName)?.[5] ?? 1);
}
