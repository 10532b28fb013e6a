import { deviceNow, updateCursor } from './device-store.ts';
import { canSkip, type OwnRun, updateSeen } from './outbox-store.ts';
import type { SqlRunner } from './sql.ts';

/**
 * Where replies to pushes said that own changes stand, behind others' that are not here yet: they need not be
 * read back. Kept in memory only; without it they are read as any others.
 */
export type OwnPlaces = {
  readonly note: (run: OwnRun) => void;
  /** The first one behind that place; what lies before it is forgotten. */
  readonly after: (cursorSeq: number) => OwnRun | null;
  /** The log may be another one now. */
  readonly forget: () => void;
};

export function createOwnPlaces(): OwnPlaces {
  let runs: readonly OwnRun[] = [];
  return {
    note(run) {
      runs = [...runs, run].toSorted((one, other) => one.firstSeq - other.firstSeq);
    },
    after(cursorSeq) {
      runs = runs.filter(({ firstSeq }) => firstSeq > cursorSeq);
      return runs[0] ?? null;
    },
    forget() {
      runs = [];
    },
  };
}

/** Moves the cursor over own changes right behind it. False where they must be read: they were done anew. */
export async function skipRun(sql: SqlRunner, run: OwnRun): Promise<boolean> {
  const { cursorSeq } = await deviceNow(sql);
  if (run.firstSeq !== cursorSeq + 1 || !(await canSkip(sql, run))) return false;
  await updateSeen(sql, run);
  await updateCursor(sql, run.lastSeq);
  return true;
}
