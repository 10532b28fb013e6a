import { z } from 'zod';

/** What became of a row that could go in. `different`: here already, but not to the letter; it was kept. */
export type RowOutcome = 'imported' | 'unchanged' | 'different';

export const outcomeCounts = z.object({
  imported: z.int(),
  unchanged: z.int(),
  different: z.int(),
});
export type OutcomeCounts = z.output<typeof outcomeCounts>;

export const noOutcomes: OutcomeCounts = { imported: 0, unchanged: 0, different: 0 };

type WithId = { readonly id: string };

/**
 * One outcome per row, in order, after an insert that leaves alone what is here already. `standingOf`
 * reads such rows as they are here; only the columns that the source speaks of are compared. A row that
 * is not found by its id is here under another one (a SKU that is taken): different.
 */
export async function outcomesAfterInsert(
  rows: readonly WithId[],
  inserted: readonly WithId[],
  standingOf: (ids: string[]) => Promise<readonly WithId[]>,
): Promise<readonly RowOutcome[]> {
  const isNew = new Set(inserted.map(({ id }) => id));
  const kept = rows.map(({ id }) => id).filter((id) => !isNew.has(id));
  const standing = kept.length === 0 ? [] : await standingOf(kept);
  const here = new Map(standing.map((row) => [row.id, row]));
  return rows.map((row) => {
    if (isNew.has(row.id)) return 'imported';
    const same = here.get(row.id);
    return same !== undefined && saysTheSame(row, same) ? 'unchanged' : 'different';
  });
}

function saysTheSame(row: object, here: object): boolean {
  const standing = new Map<string, unknown>(Object.entries(here));
  return Object.entries(row).every(([column, value]) => standing.get(column) === value);
}

/** The outcome of a source row that makes two rows here. */
export function bothOutcomes(one: RowOutcome, other: RowOutcome): RowOutcome {
  if (one === 'imported' || other === 'imported') return 'imported';
  return one === 'different' || other === 'different' ? 'different' : 'unchanged';
}

export function addOutcomes(counts: OutcomeCounts, outcomes: readonly RowOutcome[]): OutcomeCounts {
  const next = { ...counts };
  for (const outcome of outcomes) next[outcome] += 1;
  return next;
}
