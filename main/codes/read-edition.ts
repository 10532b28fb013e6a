import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { type CodeList, inForceFrom } from '../../shared/codes/code-list.ts';
import {
  type CodeEdition,
  codeSetNames,
  type CodeSet,
  suggestedEffectiveFrom,
} from '../../shared/codes/code-set.ts';
import type { DayRange } from '../../shared/codes/code-span.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import type { JobContext } from '../platform/context.ts';
import { bareName, readCodeFile } from './read-code-file.ts';
import { selectEditions } from './store.ts';

export type EditionInput = {
  readonly codeSet: CodeSet;
  readonly file: SourceFile;
  readonly effectiveFrom: CivilDate | null;
};

/** A file as it was read, with the days on which it has the say. */
export type ReadEdition = {
  readonly codeSet: CodeSet;
  readonly fileName: string;
  readonly digest: string;
  /** Until the day before the next edition of all codes; open where there is none yet. */
  readonly days: DayRange;
  readonly list: CodeList;
  /** True where a code that the file lacks has ended: all codes are in it, and each line was read. */
  readonly isComplete: boolean;
};

/** True for a selection that an edition of all codes of the same day has replaced. */
function isReplaced(selection: CodeEdition, all: readonly CodeEdition[]): boolean {
  return all.some(
    ({ isComplete, isFinished, effectiveFrom, importedAt }) =>
      isComplete &&
      isFinished &&
      effectiveFrom === selection.effectiveFrom &&
      importedAt > selection.importedAt,
  );
}

/** On which days an edition has the say, beside those that are here; or why it cannot go in. */
export function daysOfEdition(
  of: Pick<ReadEdition, 'digest'> & { readonly effectiveFrom: CivilDate },
  editions: readonly CodeEdition[],
) {
  const imported = editions.filter(({ isStarter }) => !isStarter);
  const isSame = (each: CodeEdition) =>
    each.digest === of.digest && each.effectiveFrom === of.effectiveFrom;
  const unfinished = imported.find((each) => !each.isFinished && !isSame(each));
  if (unfinished)
    return fail(
      'Unfinished',
      `The import of ${unfinished.fileName ?? ''} (from ${unfinished.effectiveFrom} on) was stopped on its way. Continue it, or import that file again, and then this one.`,
    );
  const later = imported.filter(({ effectiveFrom }) => effectiveFrom > of.effectiveFrom);
  const selection = later.find((each) => !each.isComplete && !isReplaced(each, imported));
  if (selection)
    return fail(
      'LaterSelection',
      `${selection.fileName ?? ''} counts from ${selection.effectiveFrom} and does not hold all codes, so nothing can go in before it. Import the whole edition of ${selection.effectiveFrom} first, and then this one.`,
    );
  const next = later.map(({ effectiveFrom }) => effectiveFrom).toSorted()[0];
  return ok<DayRange>({
    from: of.effectiveFrom,
    to: next === undefined ? null : addDays(next, -1),
  });
}

/** Reads the file of an edition and settles on which days it counts. */
export async function readEdition(input: EditionInput, job: JobContext) {
  const { codeSet, file } = input;
  const { digest } = file;
  const fileName = bareName(file);
  const effectiveFrom = input.effectiveFrom ?? suggestedEffectiveFrom(codeSet, fileName);
  if (effectiveFrom === null)
    return fail(
      'EffectiveDateNeeded',
      `The name ${fileName} does not tell from which day this edition of ${codeSetNames[codeSet]} counts. Say it.`,
    );
  const read = await readCodeFile(job.files, codeSet, file);
  if (!read.ok) return read;
  const editions = await job.read((db) => selectEditions(db));
  const days = daysOfEdition(
    { digest, effectiveFrom },
    editions.filter((each) => each.codeSet === codeSet),
  );
  if (!days.ok) return days;
  const list = inForceFrom(read.value, effectiveFrom);
  const isComplete = list.isWholeSet && list.refused.length === 0;
  return ok<ReadEdition>({ codeSet, fileName, digest, days: days.value, list, isComplete });
}
