import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { readCount } from '../../shared/codes/code-list.ts';
import { type CodeImportReport, MOST_REFUSED_LISTED } from '../../shared/codes/contract.ts';
import type { ChunkContext, JobContext } from '../platform/context.ts';
import { codesThatEnd, endsMany, planCodes, planEnds } from './edition-plan.ts';
import { notesOf } from './import-notes.ts';
import { type EditionInput, type ReadEdition, readEdition } from './read-edition.ts';
import { type EditionCounts, finishEdition, openEdition, replaceTimelines } from './store.ts';

/** Codes in one short transaction. */
const CODES_AT_ONCE = 200;

const cursorShape = z.object({
  editionId: z.string(),
  /** Codes of the file that are through. */
  through: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  ended: z.int(),
});
type Cursor = z.output<typeof cursorShape>;

type Run = {
  readonly job: JobContext;
  readonly edition: ReadEdition;
  /** Codes of the file and codes that end. */
  readonly total: number;
};

const nothingDone = { through: 0, added: 0, changed: 0, unchanged: 0, ended: 0 };

function step({ total }: Run, cursor: Cursor, label: string) {
  return { cursor, done: cursor.through + cursor.ended, total, label };
}

function importerOf(actor: Actor | null): string {
  if (actor === null) throw new Error('An import that nobody started');
  return actor.userId;
}

/** The cursor behind the edition's own row, which stands before any of its codes. */
async function begin(run: Run): Promise<Cursor> {
  const { job, edition } = run;
  const opened: { cursor: Cursor | null } = { cursor: null };
  await job.chunk(async ({ tx, now, newId }: ChunkContext) => {
    const { codeSet, fileName, digest, days, isComplete } = edition;
    const editionId = await openEdition(tx, {
      id: newId(),
      codeSet,
      digest,
      isComplete,
      fileName: fileName.slice(0, 200),
      effectiveFrom: days.from,
      importedBy: importerOf(job.actor),
      importedAt: now.toISOString(),
    });
    opened.cursor = { editionId, ...nothingDone };
    return step(run, opened.cursor, 'Codes');
  });
  if (opened.cursor === null) throw new Error('A chunk that did not run');
  return opened.cursor;
}

async function writeCodes(run: Run, start: Cursor): Promise<Cursor> {
  const { job, edition } = run;
  const { codes } = edition.list;
  let cursor = start;
  while (cursor.through < codes.length)
    await job.chunk(async ({ tx }) => {
      const some = codes.slice(cursor.through, cursor.through + CODES_AT_ONCE);
      const plan = await planCodes(tx, edition, some);
      await replaceTimelines(tx, edition.codeSet, plan.timelines);
      cursor = {
        ...cursor,
        through: cursor.through + some.length,
        added: cursor.added + plan.added,
        changed: cursor.changed + plan.changed,
        unchanged: cursor.unchanged + plan.unchanged,
      };
      return step(run, cursor, 'Codes');
    });
  return cursor;
}

async function endCodes(run: Run, ending: readonly string[], start: Cursor): Promise<Cursor> {
  let cursor = start;
  for (let at = 0; at < ending.length; at += CODES_AT_ONCE)
    await run.job.chunk(async ({ tx }) => {
      const some = ending.slice(at, at + CODES_AT_ONCE);
      await replaceTimelines(tx, run.edition.codeSet, await planEnds(tx, run.edition, some));
      cursor = { ...cursor, ended: cursor.ended + some.length };
      return step(run, cursor, 'Codes that end');
    });
  return cursor;
}

/** What became of the edition, from what was counted on the way. */
export function reportOf(
  edition: ReadEdition,
  counted: Pick<EditionCounts, 'added' | 'changed' | 'unchanged' | 'ended'>,
): CodeImportReport {
  const { codeSet, fileName, days, isComplete, list } = edition;
  const { added, changed, unchanged, ended } = counted;
  const skipped = Object.values(list.skipped).reduce((sum, count) => sum + count, 0);
  return {
    codeSet,
    fileName,
    isComplete,
    effectiveFrom: days.from,
    read: readCount(list),
    added,
    changed,
    unchanged,
    skipped,
    ended,
    refused: list.refused.length,
    refusedLines: list.refused.slice(0, MOST_REFUSED_LISTED).map((each) => ({ ...each })),
    notes: [...notesOf(edition)],
  };
}

/**
 * Imports an edition of a code set, or goes on where the job was stopped: every code of the file is set
 * on the edition's days, and one that a complete edition lacks ends the day before. Doing it again
 * changes nothing.
 */
export async function importCodes(
  input: EditionInput & { readonly mayEndMany: boolean },
  job: JobContext,
) {
  const read = await readEdition(input, job);
  if (!read.ok) return read;
  const edition = read.value;
  const ends = await codesThatEnd(job.read, edition);
  const stopped = job.cursor === null ? null : cursorShape.parse(job.cursor);
  if (stopped === null && endsMany(ends) && !input.mayEndMany)
    return fail(
      'EndsMany',
      `${ends.ending.length} of the ${ends.inForce} codes in force are not in ${edition.fileName}: it may be cut off. Nothing was imported.`,
    );
  const endedBefore = stopped?.ended ?? 0;
  const total = edition.list.codes.length + endedBefore + ends.ending.length;
  const run: Run = { job, edition, total };
  const written = await writeCodes(run, stopped ?? (await begin(run)));
  const cursor = await endCodes(run, ends.ending, written);
  const report = reportOf(edition, cursor);
  await job.chunk(async ({ tx, now }) => {
    const importedBy = importerOf(job.actor);
    const end = { ...report, importedBy, finishedAt: now.toISOString() };
    await finishEdition(tx, cursor.editionId, end);
    return step(run, cursor, 'Codes');
  });
  return ok(report);
}
