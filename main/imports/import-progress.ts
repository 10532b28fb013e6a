import { z } from 'zod';
import { civilDate } from '../../shared/base/civil-date.ts';
import {
  addOutcomes,
  noOutcomes,
  type OutcomeCounts,
  outcomeCounts,
  type RowOutcome,
} from '../../shared/imports/row-outcome.ts';
import type { JobContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';

const cursorShape = z.object({
  /** The day when the import began, so that a resumed one judges every row alike. */
  today: civilDate,
  step: z.int(),
  row: z.int(),
  done: z.int(),
  total: z.int(),
  /** By step; what was refused is told by reading the files again. */
  outcomes: z.array(outcomeCounts),
});
export type ImportCursor = z.output<typeof cursorShape>;

/** Rows of one kind, written some at a time. */
export type ImportStep = {
  readonly label: string;
  readonly rowCount: number;
  /** How many rows one short transaction takes. */
  readonly chunkSize: number;
  readonly write: (tx: Tx, from: number, to: number) => Promise<readonly RowOutcome[]>;
};

/** A step of 25 rows at a time, which take about 5 ms. */
export function importStep<Row>(
  label: string,
  rows: readonly Row[],
  insert: (tx: Tx, rows: readonly Row[]) => Promise<readonly RowOutcome[]>,
): ImportStep {
  return {
    label,
    rowCount: rows.length,
    chunkSize: 25,
    write: (tx, from, to) => insert(tx, rows.slice(from, to)),
  };
}

/** Where an import stands: where it was stopped, or at its beginning. */
export async function importCursor(context: JobContext): Promise<ImportCursor> {
  if (context.cursor !== null) return cursorShape.parse(context.cursor);
  const today = await context.read((db) => todayAtSite(db, context.now));
  return { today, step: 0, row: 0, done: 0, total: 0, outcomes: [] };
}

/** Tells what is being done where nothing is written, and stops there when the job was cancelled. */
export function announce(context: JobContext, cursor: ImportCursor, label: string): Promise<void> {
  const { done, total } = cursor;
  return context.chunk(async () => ({ cursor, done, total, label }));
}

/** Writes the rows of all steps from the cursor on; returns the outcomes by step. */
export async function runSteps(
  context: JobContext,
  steps: readonly ImportStep[],
  start: ImportCursor,
): Promise<readonly OutcomeCounts[]> {
  const total = steps.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const outcomes = steps.map((_step, index) => start.outcomes[index] ?? noOutcomes);
  let done = start.done;
  for (const [index, step] of steps.entries()) {
    if (index < start.step) continue;
    let row = index === start.step ? start.row : 0;
    while (row < step.rowCount) {
      const from = row;
      const to = Math.min(from + step.chunkSize, step.rowCount);
      await context.chunk(async ({ tx }) => {
        const written = await step.write(tx, from, to);
        outcomes[index] = addOutcomes(outcomes[index] ?? noOutcomes, written);
        done += to - from;
        const cursor: ImportCursor = {
          today: start.today,
          step: index,
          row: to,
          done,
          total,
          outcomes,
        };
        return { cursor, done, total, label: step.label };
      });
      row = to;
    }
  }
  return outcomes;
}
