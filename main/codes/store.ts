import { type Selectable, sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { CodeEdition, CodeSet, FoundDiagnosis } from '../../shared/codes/code-set.ts';
import type { CodeTimeline, DayRange } from '../../shared/codes/code-span.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

type EditionRow = Selectable<Schema['codeSetEditions']>;

/** All editions, the newest first. */
export async function selectEditions(db: ReadonlyDb): Promise<CodeEdition[]> {
  const rows = await db
    .selectFrom('codeSetEditions as edition')
    .leftJoin('users', 'users.id', 'edition.importedBy')
    .selectAll('edition')
    .select('users.displayName as importedByName')
    .orderBy('edition.codeSet', 'desc')
    .orderBy('edition.effectiveFrom', 'desc')
    .orderBy('edition.importedAt', 'desc')
    .execute();
  return rows.map(editionOf);
}

function editionOf(row: EditionRow & { readonly importedByName: string | null }): CodeEdition {
  const { id, codeSet, effectiveFrom, isComplete, isStarter, fileName, digest, importedAt } = row;
  return {
    id,
    codeSet,
    effectiveFrom,
    isComplete,
    isStarter,
    fileName,
    digest,
    importedAt,
    importedByName: row.importedByName,
    isFinished: row.finishedAt !== null,
    read: row.readCount,
    added: row.addedCount,
    changed: row.changedCount,
    unchanged: row.unchangedCount,
    skipped: row.skippedCount,
    refused: row.refusedCount,
    ended: row.endedCount,
  };
}

/** True where an edition of all codes has gone in that counts on this day. */
export async function hasWholeSetOn(
  db: ReadonlyDb,
  codeSet: CodeSet,
  on: CivilDate,
): Promise<boolean> {
  const row = await db
    .selectFrom('codeSetEditions')
    .select('id')
    .where('codeSet', '=', codeSet)
    .where('isComplete', '=', true)
    .where('finishedAt', 'is not', null)
    .where('effectiveFrom', '<=', on)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The first day on which an edition of all codes counts; null where none has gone in. */
export async function wholeSetFrom(db: ReadonlyDb, codeSet: CodeSet): Promise<CivilDate | null> {
  const row = await db
    .selectFrom('codeSetEditions')
    .select('effectiveFrom')
    .where('codeSet', '=', codeSet)
    .where('isComplete', '=', true)
    .where('finishedAt', 'is not', null)
    .orderBy('effectiveFrom')
    .limit(1)
    .executeTakeFirst();
  return row?.effectiveFrom ?? null;
}

/** The timelines of those of the codes that are here; codes without dots. */
export async function selectTimelines(
  db: ReadonlyDb,
  codeSet: CodeSet,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CodeTimeline>> {
  const timelines = new Map<string, CodeTimeline>();
  if (codes.length === 0) return timelines;
  const rows = await db
    .selectFrom('codeSetCodes')
    .select(['code', 'validFrom as from', 'validTo as to'])
    .select(['isBillable', 'billingUnit', 'description'])
    .where('codeSet', '=', codeSet)
    .where('code', 'in', [...codes])
    .orderBy('code')
    .orderBy('validFrom')
    .execute();
  for (const { code, ...span } of rows) timelines.set(code, [...(timelines.get(code) ?? []), span]);
  return timelines;
}

/** Codes that are in force on any of these days, in their order, from behind `after` on. */
export async function selectCodesInForce(
  db: ReadonlyDb,
  of: { readonly codeSet: CodeSet; readonly days: DayRange },
  page: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const { from, to } = of.days;
  const rows = await db
    .selectFrom('codeSetCodes')
    .select('code')
    .distinct()
    .where('codeSet', '=', of.codeSet)
    .where('code', '>', page.after)
    .where((row) => row.or([row('validTo', 'is', null), row('validTo', '>=', from)]))
    .$if(to !== null, (query) => query.where('validFrom', '<=', to ?? ''))
    .orderBy('code')
    .limit(page.limit)
    .execute();
  return rows.map(({ code }) => code);
}

/** Replaces all that is said of these codes. */
export async function replaceTimelines(
  tx: Tx,
  codeSet: CodeSet,
  timelines: ReadonlyMap<string, CodeTimeline>,
): Promise<void> {
  if (timelines.size === 0) return;
  await tx
    .deleteFrom('codeSetCodes')
    .where('codeSet', '=', codeSet)
    .where('code', 'in', [...timelines.keys()])
    .execute();
  const rows = [...timelines].flatMap(([code, timeline]) =>
    timeline.map(({ from, to, ...meaning }) => ({
      codeSet,
      code,
      validFrom: from,
      validTo: to,
      ...meaning,
    })),
  );
  if (rows.length > 0) await tx.insertInto('codeSetCodes').values(rows).execute();
}

/** Writes an edition down before anything of it goes in, or finds it as it stands. */
export async function openEdition(
  tx: Tx,
  edition: {
    readonly id: string;
    readonly codeSet: CodeSet;
    readonly effectiveFrom: CivilDate;
    readonly isComplete: boolean;
    readonly fileName: string;
    readonly digest: string;
    readonly importedBy: string;
    readonly importedAt: string;
  },
): Promise<string> {
  await tx
    .insertInto('codeSetEditions')
    .values({ ...edition, finishedAt: null })
    .onConflict((conflict) => conflict.columns(['codeSet', 'effectiveFrom', 'digest']).doNothing())
    .execute();
  const { id } = await tx
    .selectFrom('codeSetEditions')
    .select('id')
    .where('codeSet', '=', edition.codeSet)
    .where('effectiveFrom', '=', edition.effectiveFrom)
    .where('digest', '=', edition.digest)
    .executeTakeFirstOrThrow();
  return id;
}

export type EditionCounts = Pick<
  CodeEdition,
  'read' | 'added' | 'changed' | 'unchanged' | 'skipped' | 'refused' | 'ended'
>;

/** Writes down what became of an edition; one that was finished before and changed nothing stays as it is. */
export async function finishEdition(
  tx: Tx,
  id: string,
  end: EditionCounts & { readonly finishedAt: string; readonly importedBy: string },
): Promise<void> {
  const hasChanged = end.added + end.changed + end.ended > 0;
  await tx
    .updateTable('codeSetEditions')
    .set({
      finishedAt: end.finishedAt,
      importedAt: end.finishedAt,
      importedBy: end.importedBy,
      readCount: end.read,
      addedCount: end.added,
      changedCount: end.changed,
      unchangedCount: end.unchanged,
      skippedCount: end.skipped,
      refusedCount: end.refused,
      endedCount: end.ended,
    })
    .where('id', '=', id)
    .$if(!hasChanged, (query) => query.where('finishedAt', 'is', null))
    .execute();
}

type Search = {
  readonly words: readonly string[];
  readonly typedCode: string | null;
  readonly families: readonly string[];
  readonly on: CivilDate;
  readonly limit: number;
};

/**
 * Codes that are valid that day and of which each word begins the code or a word of the description: the
 * code that was typed first, then codes that begin with it, billable ones, and those of `families`.
 */
export async function findDiagnoses(db: ReadonlyDb, search: Search): Promise<FoundDiagnosis[]> {
  const { words, typedCode, families, on, limit } = search;
  const begins = `${typedCode ?? ''}%`;
  // A single letter begins nearly everything: it is looked for in the codes alone.
  const matches =
    typedCode?.length === 1
      ? sql<boolean>`code LIKE ${begins}`
      : sql<boolean>`code_set_words(code, description) @@
          ${words.map((word) => `'${word}':*`).join(' & ')}::tsquery`;
  const isOnDay = sql<boolean>`valid_from <= ${on} AND (valid_to IS NULL OR valid_to >= ${on})`;
  // What was typed as a code leads; nothing does where words were typed.
  const leading =
    typedCode === null ? sql`` : sql`code = ${typedCode} DESC, code LIKE ${begins} DESC,`;
  // The words alone choose the index, and nothing is read row by row: on a table that has just grown
  // PostgreSQL's guesses are wrong, and a wrong one costs seconds.
  await sql`SET LOCAL enable_seqscan = off`.execute(db);
  const found = await sql<FoundDiagnosis>`
    WITH matching AS MATERIALIZED (SELECT * FROM code_set_codes WHERE ${matches})
    SELECT code, description, is_billable,
      CASE WHEN is_billable THEN 0 ELSE (
        SELECT count(*)::integer FROM code_set_codes AS below
        WHERE below.code_set = 'icd10cm' AND below.is_billable
          AND below.code > found.code AND below.code < found.code || '~'
          AND below.valid_from <= ${on} AND (below.valid_to IS NULL OR below.valid_to >= ${on})
      ) END AS more_specific
    FROM matching AS found
    WHERE code_set = 'icd10cm' AND ${isOnDay}
    ORDER BY ${leading} is_billable DESC, substr(code, 1, 3) = ANY(${[...families]}::text[]) DESC, code
    LIMIT ${limit}`.execute(db);
  return found.rows;
}
